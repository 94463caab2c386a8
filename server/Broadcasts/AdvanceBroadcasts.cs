using Npgsql;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Broadcasts;

/// <summary>Hands the groups to the outbox, each when the one before has ended and its time has come. A sending's row is held while something is done with it, the group and the move are one
/// transaction, and its look comes after the lock: a restart or a second node never sends a group twice and leaves none out.</summary>
internal sealed partial class AdvanceBroadcasts(Db db, TimeProvider time, ILogger<AdvanceBroadcasts> logger)
{
    private sealed record Taken(BroadcastSendId Id, BroadcastId List, TenantId Tenant, BroadcastState State, short GroupNo, short Groups, int PauseMs, MessageText Text);

    private sealed record MessageText(Channels.MessageContent Content, Guid[]? Pool);

    /// <summary>Looks at every sending once.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> Once(CancellationToken cancellationToken)
    {
        var (began, moved) = (time.GetUtcNow(), 0);
        while (true)
        {
            await using var connection = await db.OpenEngine(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await Take(connection, began, cancellationToken) is not { } send) return moved;
            try
            {
                if (await Step(connection, send, began, cancellationToken)) moved++;
                await transaction.CommitAsync(cancellationToken);
            }
            catch (PostgresException refused) when (refused.IsLasting())
            {
                // Trying again at once would fail again; the other sendings must not wait behind it.
                await transaction.RollbackAsync(CancellationToken.None);
                Refused(logger, refused, send.Id);
                await PassOver(connection, send.Id, began, cancellationToken);
            }
        }
    }

    /// <returns>Whether it moved.</returns>
    private static async Task<bool> Step(NpgsqlConnection connection, Taken send, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (send.State == BroadcastState.Waiting) await SendNext(connection, send, now, cancellationToken);
        else if (await HasEnded(connection, send, cancellationToken)) await EndGroup(connection, send, now, cancellationToken);
        else return false;
        return true;
    }

    private static async Task PassOver(NpgsqlConnection connection, BroadcastSendId id, DateTimeOffset began, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE broadcast_sends SET worked_at = $2 WHERE id = $1", connection) { Parameters = { new() { Value = id.Value }, new() { Value = began } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a group of broadcast {Send}; it is tried again, and the others go on")]
    private static partial void Refused(ILogger logger, Exception problem, BroadcastSendId send);

    /// <summary>The sending that was looked at longest ago of those that have something to look at; one that another node holds is passed over.</summary>
    private static async Task<Taken?> Take(NpgsqlConnection connection, DateTimeOffset began, CancellationToken cancellationToken)
    {
        Guid id;
        await using (var hold = new NpgsqlCommand("""
            UPDATE broadcast_sends SET worked_at = $1 WHERE id = (
                SELECT id FROM broadcast_sends WHERE worked_at < $1 AND (state = 'sending' OR (state = 'waiting' AND next_at <= $1)) ORDER BY worked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """, connection) { Parameters = { new() { Value = began } } })
        {
            if (await hold.ExecuteScalarAsync(cancellationToken) is not Guid held) return null;
            id = held;
        }
        await using var command = new NpgsqlCommand("""
            SELECT s.id, s.broadcast_id, s.tenant_id, s.state, s.group_no, s.groups, s.pause_ms, q.templates -> 0, q.sender_ids FROM broadcast_sends s JOIN outbox_queues q ON q.id = s.id WHERE s.id = $1
            """, connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new Taken(BroadcastSendId.Of(row.GetGuid(0)), BroadcastId.Of(row.GetGuid(1)), TenantId.Of(row.GetGuid(2)), Words<BroadcastState>.Parse(row.GetString(3)), row.GetInt16(4), row.GetInt16(5), row.GetInt32(6),
            new(System.Text.Json.JsonSerializer.Deserialize<Channels.MessageContent>(row.GetString(7), Json.Options)!, row.IsDBNull(8) ? null : row.GetFieldValue<Guid[]>(8)));
    }

    private static async Task SendNext(NpgsqlConnection connection, Taken send, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var number = (short)(send.GroupNo + 1); number <= send.Groups; number++)
        {
            var members = await Members(connection, send.List, number, cancellationToken);
            // Whole groups may have been erased since.
            if (members.Length == 0) continue;
            var ids = EnqueuePeople.Ids(members.Length, now);
            var written = await EnqueuePeople.Run(connection, send.Tenant, QueueId.Of(send.Id.Value), Origin.Broadcast, send.Text.Content, [.. members.Select((contact, n) => new EnqueuePeople.Person(ids[n], ContactId.Of(contact)))],
                number, send.Text.Pool?.Select(Senders.SenderId.Of).ToList(), null, now, cancellationToken);
            await using var note = new NpgsqlCommand("INSERT INTO broadcast_groups (send_id, group_no, tenant_id, total, started_at) VALUES ($1, $2, $3, $4, $5)", connection);
            note.Parameters.Add(new() { Value = send.Id.Value });
            note.Parameters.Add(new() { Value = number });
            note.Parameters.Add(new() { Value = send.Tenant.Value });
            note.Parameters.Add(new() { Value = written.Count });
            note.Parameters.Add(new() { Value = now });
            await note.ExecuteNonQueryAsync(cancellationToken);
            await Move(connection, send, BroadcastMove.SendGroup, number, null, now, cancellationToken);
            return;
        }
        await Move(connection, send, BroadcastMove.Complete, send.Groups, null, now, cancellationToken);
    }

    private static async Task<Guid[]> Members(NpgsqlConnection connection, BroadcastId list, short group, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(array_agg(contact_id ORDER BY contact_id), '{}') FROM broadcast_members WHERE broadcast_id = $1 AND group_no = $2", connection);
        command.Parameters.Add(new() { Value = list.Value });
        command.Parameters.Add(new() { Value = group });
        return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // After the lock, so that what it sees is of the group that the row names. A message waits (due_at), is held by a node (lease_until), or has ended.
    private static async Task<bool> HasEnded(NpgsqlConnection connection, Taken send, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT NOT EXISTS (SELECT FROM messages WHERE queue_id = $1 AND due_at IS NOT NULL) AND NOT EXISTS (SELECT FROM messages WHERE lease_until IS NOT NULL AND queue_id = $1)
            """, connection) { Parameters = { new() { Value = send.Id.Value } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task EndGroup(NpgsqlConnection connection, Taken send, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var note = new NpgsqlCommand("UPDATE broadcast_groups SET ended_at = $3 WHERE send_id = $1 AND group_no = $2", connection))
        {
            note.Parameters.Add(new() { Value = send.Id.Value });
            note.Parameters.Add(new() { Value = send.GroupNo });
            note.Parameters.Add(new() { Value = now });
            await note.ExecuteNonQueryAsync(cancellationToken);
        }
        if (send.GroupNo >= send.Groups) await Move(connection, send, BroadcastMove.Complete, send.GroupNo, null, now, cancellationToken);
        else await Move(connection, send, BroadcastMove.EndGroup, send.GroupNo, now + TimeSpan.FromMilliseconds(send.PauseMs), now, cancellationToken);
    }

    private static async Task Move(NpgsqlConnection connection, Taken send, BroadcastMove move, short group, DateTimeOffset? nextAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE broadcast_sends SET state = $2, group_no = $4, next_at = $5, finished_at = CASE WHEN $2 = 'completed' THEN $6 END WHERE id = $1 AND state = ANY($3) AND group_no <= $4
            """, connection);
        command.Parameters.Add(new() { Value = send.Id.Value });
        command.Parameters.Add(new() { Value = BroadcastMoves.To(move) });
        command.Parameters.Add(new() { Value = BroadcastMoves.From(move) });
        command.Parameters.Add(new() { Value = group });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = nextAt });
        command.Parameters.Add(new() { Value = now });
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1) throw new InvalidOperationException($"A sending that is held could not make the move {move}.");
    }
}
