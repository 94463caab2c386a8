using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>The one door through which senders and their sessions change state: lock, change, save. Saving derives the status,
/// writes the history and rings the bell <c>senders</c>, all in the caller's transaction.</summary>
internal sealed class LockedSenders
{
    /// <summary>Rings with a sender's id when it changed, or empty for "look at all".</summary>
    public const string Bell = "senders";

    private static readonly string LockText = Sql.File("Senders/Sessions/lock_senders.sql");
    private static readonly string ReadText = Sql.File("Senders/Sessions/read_sessions.sql");
    private static readonly string WriteText = Sql.File("Senders/Sessions/write_sessions.sql");

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<SenderId, LockedSender> _senders = [];

    private LockedSenders(NpgsqlConnection connection) => _connection = connection;

    public IReadOnlyCollection<LockedSender> All => _senders.Values;

    public LockedSender? Find(SenderId id) => _senders.GetValueOrDefault(id);

    /// <summary>Locks those of the senders that the connection may see; needs an open transaction.</summary>
    public static async Task<LockedSenders> Lock(NpgsqlConnection connection, IReadOnlyCollection<SenderId> ids, CancellationToken cancellationToken)
    {
        var result = new LockedSenders(connection);
        var wanted = ids.Select(id => id.Value).ToArray();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(LockText) { Parameters = { new() { Value = wanted } } },
                new(ReadText) { Parameters = { new() { Value = wanted } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var id = SenderId.Of(rows.GetGuid(0));
            result._senders[id] = new LockedSender(id, TenantId.Of(rows.GetGuid(1)), rows.GetString(2), rows.TextOrNull(3), Words<SenderStatus>.Parse(rows.GetString(4)),
                rows.TextOrNull(5), rows.GetBoolean(6), rows.GetBoolean(7), rows.GetBoolean(8));
        }
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!result._senders.TryGetValue(SenderId.Of(rows.GetGuid(0)), out var sender)) continue;
            sender.Add(ReadSession(rows, 0));
            (sender.Epoch, sender.Fence) = (rows.GetInt64(16), rows.GetInt64(17));
        }
        return result;
    }

    /// <summary>The session in the sixteen columns from <paramref name="first"/> on, in the order of read_sessions.sql.</summary>
    internal static SessionRow ReadSession(NpgsqlDataReader rows, int first) => new(SenderId.Of(rows.GetGuid(first)), rows.GetString(first + 1))
    {
        State = Words<SessionState>.Parse(rows.GetString(first + 2)),
        Reason = rows.TextOrNull(first + 3),
        Qr = rows.TextOrNull(first + 4),
        QrExpiresAt = rows.TimeOrNull(first + 5),
        PairingCode = rows.TextOrNull(first + 6),
        ConnectedAt = rows.TimeOrNull(first + 7),
        Failures = rows.GetInt32(first + 8),
        UpdatedAt = rows.GetFieldValue<DateTimeOffset>(first + 9),
        Trying = rows.GetBoolean(first + 10),
        StartAt = rows.TimeOrNull(first + 11),
        WaitingSince = rows.TimeOrNull(first + 12),
        HasLogin = rows.GetBoolean(first + 13),
        CodeAsked = rows.GetBoolean(first + 14),
        LogoutAsked = rows.GetBoolean(first + 15),
    };

    /// <summary>Writes what was changed. Nothing is written or rung for a sender that stayed as it was.</summary>
    public async Task Save(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changed = new List<(LockedSender Sender, SenderStatus Status)>();
        var touched = new List<LockedSender>();
        foreach (var sender in _senders.Values)
        {
            var derived = sender.Derive();
            var isChanged = sender.IsChanged(derived);
            if (isChanged) changed.Add((sender, derived));
            if (isChanged || sender.Events.Count > 0 || sender.ChangedSessions.Any()) touched.Add(sender);
        }
        if (touched.Count == 0) return;

        await using var batch = new NpgsqlBatch(_connection);
        SessionRow[] sessions = [.. touched.SelectMany(sender => sender.ChangedSessions)];
        if (sessions.Length > 0) batch.BatchCommands.Add(Write(sessions));
        if (changed.Count > 0) batch.BatchCommands.Add(Write(changed, now));
        SenderEvent[] events = [.. touched.SelectMany(sender => sender.Events)];
        if (events.Length > 0) batch.BatchCommands.Add(Write(events));
        batch.BatchCommands.Add(new("SELECT pg_notify('parley_senders', id::text) FROM unnest($1::uuid[]) AS id") { Parameters = { new() { Value = touched.Select(s => s.Id.Value).ToArray() } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Write(SessionRow[] rows)
    {
        var command = new NpgsqlBatchCommand(WriteText);
        var p = command.Parameters;
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Sender.Value) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Driver) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => Words<SessionState>.Of(r.State)) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Reason) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Qr) });
        p.Add(Times(rows, r => r.QrExpiresAt));
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.PairingCode) });
        p.Add(Times(rows, r => r.ConnectedAt));
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Failures) });
        p.Add(Times(rows, r => r.UpdatedAt));
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.Trying) });
        p.Add(Times(rows, r => r.StartAt));
        p.Add(Times(rows, r => r.WaitingSince));
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.HasLogin) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.CodeAsked) });
        p.Add(new() { Value = Array.ConvertAll(rows, r => r.LogoutAsked) });
        return command;
    }

    private static NpgsqlBatchCommand Write(List<(LockedSender Sender, SenderStatus Status)> changed, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand("""
            UPDATE senders s SET status = u.status, status_reason = u.status_reason, paused = u.paused, wanted = u.wanted, updated_at = $6
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::boolean[]) AS u(id, status, status_reason, paused, wanted)
            WHERE s.id = u.id
            """);
        var p = command.Parameters;
        p.Add(new() { Value = changed.Select(c => c.Sender.Id.Value).ToArray() });
        p.Add(new() { Value = changed.Select(c => Words<SenderStatus>.Of(c.Status)).ToArray() });
        p.Add(new() { Value = changed.Select(c => c.Sender.StatusReason).ToArray() });
        p.Add(new() { Value = changed.Select(c => c.Sender.Paused).ToArray() });
        p.Add(new() { Value = changed.Select(c => c.Sender.Wanted).ToArray() });
        p.Add(new() { Value = now });
        return command;
    }

    private static NpgsqlBatchCommand Write(SenderEvent[] events)
    {
        var command = new NpgsqlBatchCommand("""
            INSERT INTO sender_history (sender_id, tenant_id, driver, event, reason, at)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
            """);
        var p = command.Parameters;
        p.Add(new() { Value = Array.ConvertAll(events, e => e.Sender.Value) });
        p.Add(new() { Value = Array.ConvertAll(events, e => e.Tenant.Value) });
        p.Add(new() { Value = Array.ConvertAll(events, e => e.Driver) });
        p.Add(new() { Value = Array.ConvertAll(events, e => e.Event) });
        p.Add(new() { Value = Array.ConvertAll(events, e => e.Reason) });
        p.Add(new() { Value = Array.ConvertAll(events, e => e.At) });
        return command;
    }

    private static NpgsqlParameter Times(SessionRow[] rows, Func<SessionRow, DateTimeOffset?> time) =>
        new() { Value = Array.ConvertAll(rows, r => time(r)), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };
}
