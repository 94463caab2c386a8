using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Channels;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders: a number of ours that is to send. It is not connected yet.</summary>
public static class CreateSender
{
    /// <param name="Name">1 to 80 characters, unique in the tenant whatever the case.</param>
    /// <param name="PhoneNumber">As people write it; national form is read in the tenant's default country.</param>
    /// <param name="Driver">One of the drivers of <c>GET /api/drivers</c>.</param>
    /// <param name="FallbackDriver">Tried when the first surely did not send.</param>
    /// <param name="QuotaPerMinute">20 when left out.</param>
    /// <param name="QuotaPerHour">500 when left out.</param>
    /// <param name="QuotaPerDay">5000 when left out.</param>
    /// <param name="Pacing">The name of a profile or own numbers; the tenant's default profile when left out.</param>
    /// <param name="Typing">Show "typing…" before each message.</param>
    /// <param name="WarmUp">For a new number; null for the full quota from the first day.</param>
    public sealed record Request([Required, StringLength(200)] string Name, [Required, StringLength(64)] string PhoneNumber, [Required, StringLength(20)] string Driver,
        [StringLength(20)] string? FallbackDriver = null, [Range(1, SenderInput.MaxQuota)] int? QuotaPerMinute = null, [Range(1, SenderInput.MaxQuota)] int? QuotaPerHour = null,
        [Range(1, SenderInput.MaxQuota)] int? QuotaPerDay = null, PacingSpec? Pacing = null, bool Typing = false, WarmUpInput? WarmUp = null);

    /// <summary>What the tenant says of senders of which nothing else is said.</summary>
    private sealed record Usual(string? Region, string Pacing);

    internal static async Task<Results<Created<SenderView>, ProblemHttpResult>> Handle(Request request, Caller caller, ParleyDb db, Drivers drivers, HealthOptions health,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var usual = await db.Database.SqlQuery<Usual>($"SELECT default_region AS \"Region\", default_pacing AS \"Pacing\" FROM tenants WHERE id = {caller.Tenant.Value}").SingleAsync(cancellationToken);
        if (SenderInput.Name(request.Name, out var name) is { } badName) return badName;
        if (!PhoneNumber.TryParse(request.PhoneNumber, usual.Region, out var phone, out var problem)) return Problems.InvalidNumber.Field("phoneNumber", problem.Sentence());
        if (SenderInput.Drivers(request.Driver, request.FallbackDriver, drivers) is { } badDriver) return badDriver;
        if (SenderInput.Pacing(request.Pacing) is { } badPacing) return badPacing;

        var now = time.GetUtcNow();
        var sender = new Sender
        {
            Id = Id.New<SenderId>(),
            TenantId = caller.Tenant,
            Name = name,
            Phone = phone.ToString(),
            Driver = request.Driver,
            FallbackDriver = request.FallbackDriver,
            QuotaMinute = request.QuotaPerMinute ?? SenderQuota.Default.PerMinute,
            QuotaHour = request.QuotaPerHour ?? SenderQuota.Default.PerHour,
            QuotaDay = request.QuotaPerDay ?? SenderQuota.Default.PerDay,
            Pacing = (request.Pacing ?? PacingSpec.Of(Words<PacingProfile>.Parse(usual.Pacing))).ToJson(),
            Typing = request.Typing,
            WarmUp = request.WarmUp?.ToJson(now),
            CreatedAt = now,
            UpdatedAt = now,
        };
        try
        {
            await Insert(db, sender, now, cancellationToken);
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken && SenderInput.Taken(taken.ConstraintName) is not null)
        {
            return SenderInput.Taken(taken.ConstraintName)!;
        }
        return TypedResults.Created($"/api/senders/{sender.Id}", SenderView.Of(sender, health, now));
    }

    /// <summary>Writes a new sender with all that belongs to it, and tells the nodes: one of them holds it within a second.</summary>
    internal static async Task Insert(ParleyDb db, Sender sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var driver in new[] { sender.Driver, sender.FallbackDriver })
            if (driver is not null) sender.Sessions.Add(new SenderSession { SenderId = sender.Id, Driver = driver, TenantId = sender.TenantId, UpdatedAt = now });
        sender.Dispatch = new SenderDispatch { SenderId = sender.Id, TenantId = sender.TenantId, HealthAt = now };
        db.Senders.Add(sender);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            WITH owner AS (INSERT INTO sender_owners (sender_id, tenant_id, epoch, fence, since) VALUES ({sender.Id.Value}, {sender.TenantId.Value}, 0, 0, {now})),
            line AS (INSERT INTO sender_history (sender_id, tenant_id, event, at) VALUES ({sender.Id.Value}, {sender.TenantId.Value}, {SenderEvent.Created}, {now}))
            SELECT pg_notify('parley_senders', {sender.Id.ToString()})
            """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
