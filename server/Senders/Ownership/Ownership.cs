using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>The statements by which processes share the senders: bury the dead, take, read, give up.</summary>
internal sealed class Ownership(Db db, TimeProvider time, OwnedSenderReader reader, SendersOptions options)
{
    private static readonly string BuryText = Sql.File("Senders/Ownership/bury_nodes.sql");
    private static readonly string ClusterText = Sql.File("Senders/Ownership/cluster.sql");
    private static readonly string ClaimText = Sql.File("Senders/Ownership/claim_senders.sql");
    private readonly SilenceWatch _watch = new(time);

    /// <summary>Living workers, all senders, and how they are held as <paramref name="Epoch"/> sees it.</summary>
    internal sealed record Cluster(long Epoch, int Workers, int Senders, int Held, int Unheld);

    /// <summary>Buries processes that are gone or silent, then looks at who holds what.</summary>
    public async Task<Cluster> Look(long epoch, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        var living = await Living(connection, cancellationToken);
        var silent = _watch.Note([.. living.Where(node => node.Epoch > 0 && node.Epoch != epoch).Select(node => (node.Epoch, node.Sign))], Node.SilenceLimit);
        await using (var bury = new NpgsqlCommand(BuryText, connection))
        {
            bury.Parameters.Add(new() { Value = epoch });
            bury.Parameters.Add(new() { Value = silent.Select(node => node.Epoch).ToArray() });
            bury.Parameters.Add(new() { Value = silent.Select(node => node.Sign).ToArray() });
            bury.Parameters.Add(new() { Value = time.GetUtcNow() });
            bury.Parameters.Add(new() { Value = (long)Node.LockClass });
            if (await bury.ExecuteNonQueryAsync(cancellationToken) > 0)
            {
                await Tidy(connection, cancellationToken);
                living = await Living(connection, cancellationToken);
            }
        }
        return new Cluster(epoch, living.Count(node => node.IsWorker), (int)living.Sum(node => node.Held),
            (int)living.Where(node => node.Epoch == epoch).Sum(node => node.Held), (int)living.Where(node => node.Epoch == 0).Sum(node => node.Held));
    }

    // One row per start of a process; a month of them is enough to look at.
    private async Task Tidy(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM nodes WHERE stopped_at < $1", connection) { Parameters = { new() { Value = time.GetUtcNow().AddDays(-30) } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<(long Epoch, DateTimeOffset Sign, long Held, bool IsWorker)>> Living(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ClusterText, connection);
        var result = new List<(long, DateTimeOffset, long, bool)>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            result.Add((rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetInt64(2), rows.GetBoolean(3)));
        return result;
    }

    /// <summary>Takes up to <paramref name="most"/> senders that nobody holds. Their sessions are written as ended, and due to start at once.</summary>
    /// <returns>How many were taken, and those of them that this install has a driver for.</returns>
    public async Task<(int Taken, List<OwnedSender> Senders)> Claim(long epoch, int most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        Dictionary<SenderId, DateTimeOffset?> taken;
        await using (var claim = new NpgsqlCommand(ClaimText, connection))
        {
            claim.Parameters.Add(new() { Value = epoch });
            claim.Parameters.Add(new() { Value = Math.Min(most, options.ClaimBatch) });
            claim.Parameters.Add(new() { Value = time.GetUtcNow() });
            taken = await LostAt(claim, cancellationToken);
        }
        if (taken.Count == 0) return (0, []);
        await PassOn(connection, taken, cancellationToken);
        var owned = await reader.Read(connection, epoch, taken.Keys, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (taken.Count, owned);
    }

    public async Task<List<OwnedSender>> Read(long epoch, IReadOnlyCollection<SenderId>? ids, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        return await reader.Read(connection, epoch, ids, cancellationToken);
    }

    /// <summary>The deleted sender's logins are given up: nobody needs to hold it any more.</summary>
    public async Task Forget(long epoch, SenderId id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            DELETE FROM sender_owners o USING senders s
            WHERE o.sender_id = $1 AND o.epoch = $2 AND s.id = o.sender_id AND s.deleted_at IS NOT NULL
              AND NOT EXISTS (SELECT FROM sessions x WHERE x.sender_id = o.sender_id AND x.logout_asked)
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = epoch });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives senders up, so that others take them; their sessions must have been stopped.</summary>
    public async Task Release(long epoch, IReadOnlyCollection<SenderId> ids, CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(options.ClaimBatch))
        {
            await using var connection = await db.OpenEngine(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var command = new NpgsqlCommand("UPDATE sender_owners SET epoch = 0 WHERE sender_id = ANY($1) AND epoch = $2 RETURNING sender_id, NULL::timestamptz", connection))
            {
                command.Parameters.Add(new() { Value = Array.ConvertAll(some, id => id.Value) });
                command.Parameters.Add(new() { Value = epoch });
                await PassOn(connection, await LostAt(command, cancellationToken), cancellationToken);
            }
            await transaction.CommitAsync(cancellationToken);
        }
    }

    // Whoever holds them next starts at once what is to be connected.
    private async Task PassOn(NpgsqlConnection connection, Dictionary<SenderId, DateTimeOffset?> lostAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, lostAt.Keys, cancellationToken);
        foreach (var sender in senders.All)
            foreach (var session in sender.Sessions.ToArray()) sender.Put(session.ChangedHands(now), lostAt[sender.Id] ?? now);
        await senders.Save(now, cancellationToken);
    }

    private static async Task<Dictionary<SenderId, DateTimeOffset?>> LostAt(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var result = new Dictionary<SenderId, DateTimeOffset?>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) result[SenderId.Of(rows.GetGuid(0))] = rows.TimeOrNull(1);
        return result;
    }
}
