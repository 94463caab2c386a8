using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Contacts;
using Parley.Contacts.Numbers;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>One event, in one transaction: ledger row, contact, handler, replies, and the mark that it is done.</summary>
internal sealed class RouteEvent(Db db, UpsertContacts contacts, BusinessUsers businessUsers, ApplyReceipts applyReceipts, InboundHandlers handlers, Drivers drivers, TimeProvider time)
{
    /// <summary>How long a receipt waits for its message to be written down.</summary>
    private static readonly TimeSpan ReceiptPatience = TimeSpan.FromMinutes(10);

    /// <summary>How long an echo waits for the answer to a send that it may be the echo of, before it looks again. Sends end within seconds.</summary>
    private static readonly TimeSpan EchoWait = TimeSpan.FromSeconds(1);

    /// <summary>A person wrote, and it is in the ledger; said after the commit.</summary>
    public event Action<InboundMessage>? Arrived;

    /// <summary>Messages came into other states; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    /// <summary>A message is in the ledger whose file is still with the network; said after the commit.</summary>
    public event Action? CameWithFile;

    public async Task Run(StoredEvent stored, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await MarkDone(connection, stored, cancellationToken)) return; // worked by a former holder a moment ago
        var tally = new TallyBatch();
        var moves = new List<MessageMove>();
        InboundMessage? arrived = null;
        if (stored.Payload.Received is { } received) arrived = await Message(transaction, stored, received, tally, now, cancellationToken);
        else if (stored.Payload.Echoed is { } echoed)
        {
            if (!await Echo(transaction, stored, echoed, now, cancellationToken))
            {
                await transaction.RollbackAsync(cancellationToken);
                await Execute(connection, "UPDATE inbox_events SET not_before = $3 WHERE sender_id = $1 AND event_id = $2", cancellationToken, stored.Sender.Value, stored.EventId, now + EchoWait);
                return;
            }
        }
        else if (stored.Payload.Receipt is { } receipt)
        {
            var unmatched = await applyReceipts.Run(connection, [receipt], tally, moves, now, cancellationToken);
            if (unmatched.Count > 0 && now - stored.ReceivedAt < ReceiptPatience)
                await Execute(connection, "UPDATE inbox_events SET state = 'new', not_before = $3 WHERE sender_id = $1 AND event_id = $2", cancellationToken, stored.Sender.Value, stored.EventId, now + TimeSpan.FromSeconds(2));
        }
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (arrived is not null) Arrived?.Invoke(arrived);
        if (Moved is { } moved) moves.ForEach(moved);
        if (FileOf(stored) is not null) CameWithFile?.Invoke();
    }

    // What was written before the connection comes without its files: there may be thousands, and nobody waits for them.
    private static string? FileOf(StoredEvent stored) => stored.Payload.History ? null : stored.Payload.Received?.RemoteMedia ?? stored.Payload.Echoed?.RemoteMedia;

    /// <summary>Writes down that the message's file is to be fetched (<see cref="InboundMediaWorker"/>).</summary>
    private static Task<int> FetchFile(NpgsqlConnection connection, StoredEvent stored, MessageId message, ContactId contact, string driver, string reference, DateTimeOffset now, CancellationToken cancellationToken) => Execute(connection, """
        INSERT INTO inbound_media (message_id, tenant_id, contact_id, sender_id, driver, reference, not_before, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
        """, cancellationToken, message.Value, stored.Tenant.Value, contact.Value, stored.Sender.Value, driver, reference, now);

    /// <returns>Null when there is nothing to answer: no person, known already, or history.</returns>
    private async Task<InboundMessage?> Message(NpgsqlTransaction transaction, StoredEvent stored, MessageReceived received, TallyBatch tally, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        if (await Person(transaction, stored, received.From, received.Lid, received.BusinessUserId, received.PushName, cancellationToken) is not { } person) return null;
        var message = Id.New<MessageId>();
        if (!await Record(connection, message, stored, "in", Origin.Inbound, MessageState.Received, person.Id, received.From, received.ProviderId, received.Content, received.At, cancellationToken)) return null;
        if (FileOf(stored) is { } reference) await FetchFile(connection, stored, message, person.Id, received.Driver, reference, now, cancellationToken);
        tally.Add(now, stored.Tenant, null, stored.Sender, received.Driver, 0, Metric.Received);
        var firstEver = await Execute(connection, """
            UPDATE contacts SET last_inbound_at = greatest(last_inbound_at, $2), last_sender_id = $3, updated_at = $4 WHERE id = $1 AND last_inbound_at IS NULL
            """, cancellationToken, person.Id.Value, received.At, stored.Sender.Value, now) == 1;
        if (!firstEver)
            await Execute(connection, "UPDATE contacts SET last_inbound_at = greatest(last_inbound_at, $2), last_sender_id = $3 WHERE id = $1", cancellationToken, person.Id.Value, received.At, stored.Sender.Value);
        if (drivers.Find(received.Driver)?.Capabilities.FreeFormWindow is not null) await FreeFormWindows.Wrote(connection, stored.Tenant, person.Id, stored.Sender, received.At, cancellationToken);
        if (stored.Payload.History) return null;

        var inbound = new InboundMessage(message, stored.Tenant, stored.Sender, person.Id, person.Phone?.ToString(), received.Content, received.At, firstEver);
        var answered = await CampaignAnswer.Find(connection, person.Id, message, received.At, cancellationToken);
        var handling = await handlers.Ask(inbound, connection, cancellationToken);
        answered?.Count(tally, stored.Tenant, (handling as Handling.Handled)?.Consent, now);
        await Act(connection, inbound, handling, now, cancellationToken);
        return inbound;
    }

    private static async Task Act(NpgsqlConnection connection, InboundMessage message, Handling handling, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (handling)
        {
            case Handling.Handled handled:
                if (handled.Tags is { Count: > 0 } tags)
                    await Execute(connection, "UPDATE contacts SET tags = (SELECT array_agg(DISTINCT t ORDER BY t) FROM unnest(tags || $2) t) WHERE id = $1", cancellationToken, message.Contact.Value, tags.ToArray());
                // Who is known by an internal id only cannot be written to until the number is known.
                if (message.From is not { } to) return;
                foreach (var reply in handled.Replies)
                {
                    var queue = await OutboxQueues.Standing(connection, message.Tenant, reply.Queue, now, cancellationToken);
                    await Enqueue.Add(connection, message.Tenant,
                        [new NewMessage(Id.New<MessageId>(), queue, reply.Origin, message.Contact, to, reply.Content, reply.Through ?? message.Sender, PinHard: true, DueAt: now + reply.After)], now, cancellationToken);
                }
                break;
            case Handling.Later later:
                await using (var command = new NpgsqlCommand("INSERT INTO jobs (id, tenant_id, kind, state, input, created_by, created_at) VALUES ($1, $2, $3, 'queued', $4, 'inbox', $5)", connection))
                {
                    command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
                    command.Parameters.Add(new() { Value = message.Tenant.Value });
                    command.Parameters.Add(new() { Value = later.Job });
                    command.Parameters.Add(new() { Value = later.Input.GetRawText(), NpgsqlDbType = NpgsqlDbType.Jsonb });
                    command.Parameters.Add(new() { Value = now });
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }
                break;
        }
    }

    /// <returns>False: it may be the echo of a message that is on its way through another driver, whose answer will tell.</returns>
    private async Task<bool> Echo(NpgsqlTransaction transaction, StoredEvent stored, MessageEchoed echoed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Person(transaction, stored, echoed.To, null, null, null, cancellationToken) is not { } person) return true;
        if (!stored.Payload.History && await IsSending(transaction.Connection!, stored.Sender, person, cancellationToken)) return false;
        var message = Id.New<MessageId>();
        if (await Record(transaction.Connection!, message, stored, "out", Origin.Phone, MessageState.Sent, person.Id, echoed.To, echoed.ProviderId, echoed.Content, echoed.At, cancellationToken) && FileOf(stored) is { } reference)
            await FetchFile(transaction.Connection!, stored, message, person.Id, echoed.Driver, reference, now, cancellationToken);
        return true;
    }

    private static async Task<bool> IsSending(NpgsqlConnection connection, SenderId sender, UpsertContacts.Known person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT EXISTS (SELECT FROM messages WHERE lease_until IS NOT NULL AND state = 'sending' AND sender_id = $1 AND (contact_id = $2 OR recipient = $3))
            """, connection);
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = person.Id.Value });
        command.Parameters.Add(new() { Value = (object?)person.Phone?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The other side; null for what is no person: groups, newsletters and status are not stored (docs/decisions/conversations-of-people-only.md).</summary>
    private async Task<UpsertContacts.Known?> Person(NpgsqlTransaction transaction, StoredEvent stored, string address, string? lid, string? user, string? name, CancellationToken cancellationToken)
    {
        if (address.EndsWith("@bsuid", StringComparison.Ordinal)) return await businessUsers.Find(transaction, stored.Tenant, address[..^6], name, cancellationToken);
        UpsertContacts.Seed seed;
        if (address.EndsWith("@lid", StringComparison.Ordinal)) seed = new(null, address[..^4], name);
        else if (PhoneNumber.TryFromNetwork(address, out var phone)) seed = new(phone, lid?.Replace("@lid", "", StringComparison.Ordinal), name);
        else return null;
        var known = (await contacts.Run(transaction, stored.Tenant, [seed], cancellationToken))[0];
        if (user is not null) await businessUsers.Link(transaction, stored.Tenant, known.Id, user, cancellationToken);
        return known;
    }

    /// <returns>False when the ledger has it already, told under another event id.</returns>
    private static async Task<bool> Record(NpgsqlConnection connection, MessageId id, StoredEvent stored, string direction, Origin origin, MessageState state, ContactId contact, string address, string providerId, MessageContent content, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, sender_id, content, state, provider_id, created_at, sent_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $3 = 'out' THEN $11 END)
            ON CONFLICT (sender_id, provider_id) WHERE provider_id IS NOT NULL DO NOTHING
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = id.Value });
        p.Add(new() { Value = stored.Tenant.Value });
        p.Add(new() { Value = direction });
        p.Add(new() { Value = Words<Origin>.Of(origin) });
        p.Add(new() { Value = contact.Value });
        p.Add(new() { Value = address });
        p.Add(new() { Value = stored.Sender.Value });
        p.Add(new() { Value = JsonSerializer.Serialize(content, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        p.Add(new() { Value = Words<MessageState>.Of(state) });
        p.Add(new() { Value = providerId });
        p.Add(new() { Value = at });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    // What it said is in the ledger from now on; the row stays for a while to recognise repeats, and tells of nobody. A receipt may have to wait once more.
    private static async Task<bool> MarkDone(NpgsqlConnection connection, StoredEvent stored, CancellationToken cancellationToken) =>
        await Execute(connection, """
            UPDATE inbox_events SET state = 'done', payload = CASE kind WHEN 'receipt' THEN payload ELSE '{}' END, conversation = CASE kind WHEN 'receipt' THEN conversation ELSE '' END
            WHERE sender_id = $1 AND event_id = $2 AND state = 'new'
            """, cancellationToken, stored.Sender.Value, stored.EventId) == 1;

    private static async Task<int> Execute(NpgsqlConnection connection, string statement, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
