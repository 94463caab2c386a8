using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>PATCH /api/senders/{id}: what is left out stays; null takes the fallback driver or the warm-up plan away. The number cannot change: it is another sender.</summary>
public static class UpdateSender
{
    public sealed record Request
    {
        [StringLength(200)]
        public string? Name { get; init; }

        /// <summary>The session of the former driver is stopped and keeps its login.</summary>
        [StringLength(20)]
        public string? Driver { get; init; }

        [StringLength(20)]
        public string? FallbackDriver { get; init { field = value; FallbackGiven = true; } }

        [Range(1, SenderInput.MaxQuota)]
        public int? QuotaPerMinute { get; init; }

        [Range(1, SenderInput.MaxQuota)]
        public int? QuotaPerHour { get; init; }

        [Range(1, SenderInput.MaxQuota)]
        public int? QuotaPerDay { get; init; }

        public PacingSpec? Pacing { get; init; }
        public bool? Typing { get; init; }
        public WarmUpInput? WarmUp { get; init { field = value; WarmUpGiven = true; } }

        internal bool FallbackGiven { get; private init; }
        internal bool WarmUpGiven { get; private init; }
    }

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request request, Caller caller, ParleyDb db, Drivers drivers, ChangeSender change,
        ShowSender show, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SenderInput.Pacing(request.Pacing) is { } badPacing) return badPacing;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sender = await db.Senders.Include(s => s.Sessions).SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (sender is null) return FindSender.Missing;
        if (request.Name is not null)
        {
            if (SenderInput.Name(request.Name, out var name) is { } badName) return badName;
            sender.Name = name;
        }
        var (driver, fallback) = (request.Driver ?? sender.Driver, request.FallbackGiven ? request.FallbackDriver : sender.FallbackDriver);
        if ((driver, fallback) != (sender.Driver, sender.FallbackDriver))
        {
            if (SenderInput.Drivers(driver, fallback, drivers) is { } badDriver) return badDriver;
            (sender.Driver, sender.FallbackDriver) = (driver, fallback);
            foreach (var name in new[] { driver, fallback }.OfType<string>().Where(name => sender.Sessions.All(session => session.Driver != name)))
                sender.Sessions.Add(new SenderSession { SenderId = id, Driver = name, TenantId = caller.Tenant, UpdatedAt = now });
        }
        sender.QuotaMinute = request.QuotaPerMinute ?? sender.QuotaMinute;
        sender.QuotaHour = request.QuotaPerHour ?? sender.QuotaHour;
        sender.QuotaDay = request.QuotaPerDay ?? sender.QuotaDay;
        sender.Pacing = request.Pacing?.ToJson() ?? sender.Pacing;
        sender.Typing = request.Typing ?? sender.Typing;
        if (request.WarmUpGiven) sender.WarmUp = request.WarmUp?.ToJson(now);
        sender.UpdatedAt = now;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken && SenderInput.Taken(taken.ConstraintName) is not null)
        {
            return SenderInput.Taken(taken.ConstraintName)!;
        }
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify('parley_senders', {id.ToString()})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // A sender that is to be connected is to be connected through its new driver too; and its status follows from other sessions now.
        if (await change.Run(caller, id, (locked, at) =>
        {
            if (locked is { Wanted: true, Primary: { Trying: false, State: SessionState.Disconnected } primary } && request.Driver is not null) locked.Put(primary.Begun(at), at);
            return null;
        }, cancellationToken) is { } problem) return problem;
        db.ChangeTracker.Clear();
        return await show.Answer(id, cancellationToken);
    }
}
