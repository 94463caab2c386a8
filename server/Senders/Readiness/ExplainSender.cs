using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>GET /api/senders/{id}/why: why it does not send now, in words and with the time it can.</summary>
internal sealed class ExplainSender(Db db, Drivers drivers, HealthOptions health, TimeProvider time)
{
    private static readonly string SurroundingsText = Sql.File("Senders/Readiness/sender_surroundings.sql");

    /// <param name="CanSend">Nothing of the sender itself stands in the way.</param>
    /// <param name="Until">When the last of what stands in the way has ended; null when nothing does, or when somebody has to do something.</param>
    /// <param name="Reasons">The weightiest first; also says when there is nothing to send.</param>
    public sealed record Response(SenderId SenderId, bool CanSend, DateTimeOffset? Until, IReadOnlyList<Hindrance> Reasons);

    /// <summary>What is not in the sender's own rows.</summary>
    /// <param name="HasDriver">This install has its driver.</param>
    /// <param name="FirstDueAt">When the first message that it may take is due; null: none waits.</param>
    internal sealed record Surroundings(bool HasDriver, bool IsHeld, bool OthersCanSend, DateTimeOffset? FirstDueAt, TimeZoneInfo Zone);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(SenderId id, Caller caller, ExplainSender explain, CancellationToken cancellationToken) =>
        await explain.Run(caller.Tenant, id, cancellationToken) is { } response ? TypedResults.Ok(response) : FindSender.Missing;

    private async Task<Response?> Run(TenantId tenant, SenderId id, CancellationToken cancellationToken)
    {
        IReadOnlyList<SenderReadiness> found;
        await using (var connection = await db.OpenTenant(tenant, cancellationToken)) found = await SenderReadiness.Read(connection, tenant, [id], cancellationToken);
        if (found is not [{ Deleted: false } sender]) return null;
        var now = time.GetUtcNow();
        return Explain(sender, await Look(sender, now, cancellationToken), health, now);
    }

    internal static Response Explain(SenderReadiness sender, Surroundings around, HealthOptions health, DateTimeOffset now)
    {
        var named = new WhyValues { Sender = sender.Name };
        var reasons = ReadinessPolicy.All(sender, now, around.Zone).ToList();
        if (!around.HasDriver) reasons.Insert(0, new(HindranceSlugs.DriverMissing, named with { Driver = sender.Driver }, $"This install does not have the driver {sender.Driver}.", null));
        else if (!around.IsHeld) reasons.Insert(0, new(HindranceSlugs.NoWorker, named, $"No running server holds {sender.Name}: start one with the worker role.", null));
        if (around.OthersCanSend && ReadinessPolicy.StandsBack(sender, health, now, until: null) is { } modest) reasons.Add(modest);

        var (canSend, until) = (reasons.Count == 0, reasons.TrueForAll(reason => reason.Until is not null) ? reasons.Max(reason => reason.Until) : null);
        if (around.FirstDueAt is null) reasons.Add(new(HindranceSlugs.NothingWaiting, named, $"No message is waiting that {sender.Name} may take.", null));
        else if (around.FirstDueAt is { } due && due > now)
            reasons.Add(new(HindranceSlugs.NotDue, named with { At = due }, $"The first waiting message is due at {ReadinessPolicy.At(due, now, around.Zone)}.", due));
        return new Response(sender.Id, canSend, until, reasons);
    }

    // Through the engine's door, because who holds a sender is no tenant's data; the sender was found through the tenant's.
    private async Task<Surroundings> Look(SenderReadiness sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(SurroundingsText, connection)
        {
            Parameters = { new() { Value = sender.Id.Value }, new() { Value = now }, new() { Value = health.SkipBelow }, new() { Value = health.SkipAfterFailures } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new Surroundings(drivers.Find(sender.Driver) is not null, rows.GetBoolean(0), rows.GetBoolean(1), rows.TimeOrNull(2),
            TimeZoneInfo.TryFindSystemTimeZoneById(rows.GetString(3), out var zone) ? zone : TimeZoneInfo.Utc);
    }
}
