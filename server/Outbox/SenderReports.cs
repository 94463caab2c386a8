using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Writes what a batch says about its senders: health, quota that is given back for messages that were never handed over, and rests that the network asked for.</summary>
internal static class SenderReports
{
    private static readonly string Lock = Sql.File("Outbox/lock_sender_dispatch.sql");

    /// <param name="reports">Per sender, in order: true a success, false a failure of its own.</param>
    /// <param name="handedBack">How many come back of those taken at a time: each goes back into the windows of that time.</param>
    /// <param name="rests">Until when they send nothing.</param>
    /// <returns>Senders that failed so often in a row that they must pause.</returns>
    public static async Task<IReadOnlyList<SenderId>> Write(NpgsqlConnection connection, Dictionary<SenderId, List<bool>> reports, Dictionary<(SenderId Sender, DateTimeOffset TakenAt), int> handedBack,
        Dictionary<SenderId, DateTimeOffset> rests, HealthOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reports.Count == 0 && handedBack.Count == 0 && rests.Count == 0) return [];
        var ids = reports.Keys.Union(handedBack.Keys.Select(back => back.Sender)).Union(rests.Keys).Select(id => id.Value).ToArray();
        var backOf = handedBack.ToLookup(back => back.Key.Sender);
        var rows = new List<(Guid Id, QuotaWindows Windows, HealthState Health)>();
        await using (var ask = new NpgsqlCommand(Lock, connection) { Parameters = { new() { Value = ids } } })
        await using (var reader = await ask.QueryPrepared(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                rows.Add((reader.GetGuid(0),
                    new(reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt32(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt32(6)),
                    new(reader.GetInt16(7), reader.GetFieldValue<DateTimeOffset>(8), reader.GetInt32(9)) { Cap = reader.GetInt16(10) }));

        var pausing = new List<SenderId>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (id, windows, health) = rows[i];
            var sender = SenderId.Of(id);
            foreach (var success in reports.GetValueOrDefault(sender) ?? [])
                health = success ? HealthPolicy.AfterSuccess(health, options, now) : HealthPolicy.AfterOwnFailure(health, options, now);
            if (HealthPolicy.ShouldPause(health, options)) pausing.Add(sender);
            foreach (var (taken, count) in backOf[sender]) windows = QuotaPolicy.GiveBack(windows, count, taken.TakenAt);
            rows[i] = (id, windows, health);
        }

        await using var write = new NpgsqlCommand("""
            UPDATE sender_dispatch d SET minute_used = u.minute_used, hour_used = u.hour_used, day_used = u.day_used, health = u.health, health_at = u.health_at, failures = u.failures,
                next_send_at = greatest(d.next_send_at, u.rest_until)
            FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::smallint[], $6::timestamptz[], $7::int[], $8::timestamptz[])
                AS u(id, minute_used, hour_used, day_used, health, health_at, failures, rest_until)
            WHERE d.sender_id = u.id
            """, connection);
        var p = write.Parameters;
        p.Add(new() { Value = rows.ConvertAll(r => r.Id).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => r.Windows.MinuteUsed).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => r.Windows.HourUsed).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => r.Windows.DayUsed).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => (short)r.Health.Health).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint });
        p.Add(new() { Value = rows.ConvertAll(r => r.Health.At).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => r.Health.Failures).ToArray() });
        p.Add(new() { Value = rows.ConvertAll(r => rests.TryGetValue(SenderId.Of(r.Id), out var until) ? until : (DateTimeOffset?)null).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        await write.ExecutePrepared(cancellationToken);
        return pausing;
    }
}
