using Npgsql;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Finds a sender for what those of a claim cannot send: their drivers do not know its kind, or the person wrote too long ago for them.
/// The message is pinned to one that can, which costs it no attempt and takes it out of the others' way; it is refused when the pool has none.</summary>
internal sealed class HandOn(Drivers drivers, Random random)
{
    /// <summary>Until what has no connected sender is looked at again.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private static readonly string ReadSenders = Sql.File("Outbox/other_senders.sql");

    internal sealed record Stranded(Head Head, QueueSnapshot Queue, MessageContent? Content);

    /// <param name="To">The sender it is pinned to, softly; null when there is none.</param>
    /// <param name="Refusal">Why nobody of the pool can send it.</param>
    internal sealed record Way(Stranded Message, SenderId? To, DateTimeOffset Until, Reason? Refusal);

    private sealed record Other(TenantId Tenant, SenderId Id, string Driver, string? Fallback, bool Ready);

    public async Task<IReadOnlyList<Way>> Find(NpgsqlConnection connection, IReadOnlyList<Stranded> stranded, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stranded.Count == 0) return [];
        if (stranded.Any(message => message.Head.Wrote is null) && drivers.All.Any(driver => driver.Capabilities.FreeFormWindow is not null))
        {
            var heads = await FreeFormWindows.Add(connection, [.. stranded.Select(message => message.Head)], cancellationToken);
            stranded = [.. stranded.Zip(heads, (message, head) => message with { Head = head })];
        }
        var others = await Read(connection, [.. stranded.Select(message => message.Queue.Tenant).Distinct()], now, cancellationToken);
        Way[] ways = [.. stranded.Select(message => Find(message, [.. others[message.Queue.Tenant].Where(other => message.Queue.MayUse(other.Id))], now))];
        var pairs = ways.Where(way => way.To is not null && way.Until <= now).Select(way => $"{way.Message.Queue.Id.Value:N}{way.To!.Value.Value:N}").Distinct(StringComparer.Ordinal).ToList();
        if (pairs.Count > 0)
        {
            // The sender may be another process's.
            await using var ring = new NpgsqlCommand("SELECT pg_notify('parley_outbox', $1)", connection) { Parameters = { new() { Value = pairs.Count <= 20 ? string.Join(' ', pairs) : "" } } };
            await ring.ExecuteNonQueryAsync(cancellationToken);
        }
        return ways;
    }

    private Way Find(Stranded message, Other[] pool, DateTimeOffset now)
    {
        var objections = pool.Select(other => (Other: other, Objection: Objection(message, other, now))).ToList();
        var able = objections.Where(entry => entry.Objection is null).Select(entry => entry.Other).ToArray();
        if (able.Length == 0)
            return new(message, null, now, objections.Exists(entry => entry.Objection == Reasons.OutsideFreeFormWindow) ? Reasons.OutsideFreeFormWindow : Reasons.ContentNotSupported);
        var ready = Array.FindAll(able, other => other.Ready);
        var chosen = ready.Length > 0 ? ready : able;
        // One that comes back from the sender it was handed to has tried that way: its driver is away for now.
        return new(message, chosen[random.Next(chosen.Length)].Id, ready.Length > 0 && message.Head.Pin == default ? now : now + LookAgain, null);
    }

    private Reason? Objection(Stranded message, Other other, DateTimeOffset now)
    {
        Reason? objection = Reasons.ContentNotSupported;
        foreach (var name in new[] { other.Driver, other.Fallback })
        {
            if (name is null || (message.Head.BoundDriver is { } bound && bound != name) || drivers.Find(name) is not { } driver) continue;
            if ((objection = DriverChoice.Objection(driver, other.Id, message.Head.Wrote, message.Content, now)) is null) return null;
        }
        return objection;
    }

    private static async Task<ILookup<TenantId, Other>> Read(NpgsqlConnection connection, TenantId[] tenants, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ReadSenders, connection)
        {
            Parameters = { new() { Value = Array.ConvertAll(tenants, tenant => tenant.Value) }, new() { Value = now } },
        };
        var result = new List<Other>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            result.Add(new(TenantId.Of(rows.GetGuid(0)), SenderId.Of(rows.GetGuid(1)), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetBoolean(4)));
        return result.ToLookup(other => other.Tenant);
    }
}
