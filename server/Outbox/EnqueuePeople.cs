using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Writes one message of a queue's own text to each of many people, in the caller's transaction, and counts at once who cannot get it.</summary>
public static class EnqueuePeople
{
    private static readonly string Statement = Sql.File("Outbox/enqueue_people.sql");

    /// <param name="Variables">JSON object that fills in placeholders for this person; null: what is known of the contact.</param>
    /// <param name="Pin">The sender that should take it while it can; null: the one that the person talks with, or any of the pool.</param>
    public readonly record struct Person(MessageId Id, ContactId Contact, string? Variables = null, SenderId? Pin = null);

    /// <param name="template">The queue's text; its placeholders without a default must have values.</param>
    /// <param name="variant">By which the figures tell parts of a queue apart (a broadcast's groups).</param>
    /// <returns>One per person, in no order. A person without a number is missing.</returns>
    public static async Task<IReadOnlyList<Enqueued>> Run(NpgsqlConnection connection, TenantId tenant, QueueId queue, Origin origin, MessageContent template, IReadOnlyList<Person> people, short variant,
        IReadOnlyList<SenderId>? pool, string? boundDriver, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (people.Count == 0) return [];
        await using var command = new NpgsqlCommand(Statement, connection);
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = queue.Value });
        p.Add(new() { Value = now });
        p.Add(new() { Value = people.Select(one => one.Id.Value).ToArray() });
        p.Add(new() { Value = people.Select(one => one.Contact.Value).ToArray() });
        p.Add(new() { Value = people.Select(one => one.Variables).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        p.Add(new() { Value = people.Select(one => one.Pin?.Value ?? Guid.Empty).ToArray() });
        p.Add(new() { Value = variant });
        p.Add(new() { Value = Words<Origin>.Of(origin) });
        p.Add(new() { Value = (object?)pool?.Select(sender => sender.Value).ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        p.Add(new() { Value = Required(template) });
        p.Add(new() { Value = (object?)boundDriver ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

        var result = new List<Enqueued>(people.Count);
        var tally = new TallyBatch();
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken))
            {
                var (state, reason) = (Words<MessageState>.Parse(rows.GetString(1)), rows.IsDBNull(2) ? null : rows.GetString(2));
                result.Add(new(MessageId.Of(rows.GetGuid(0)), state, reason is null ? null : Reasons.Of(reason)));
                if (reason is not null) tally.Add(now, tenant, queue, null, null, variant, state == MessageState.Failed ? Metric.Failed : Metric.Suppressed, reason);
            }
        await tally.Write(connection, cancellationToken);
        OutboxMetrics.Enqueued(origin, result.Count);
        return result;
    }

    /// <summary>The placeholders that have no default; a number is known of everybody.</summary>
    public static string[] Required(MessageContent template) =>
        [.. TemplateContent.RequiredOf(template).Where(name => name != "phone")];

    /// <summary>Fresh ids in the order of the people, so that the ledger's index grows at its end and the order can be read back.</summary>
    public static MessageId[] Ids(int count, DateTimeOffset now)
    {
        var ids = new Guid[count];
        for (var i = 0; i < count; i++) ids[i] = Guid.CreateVersion7(now);
        Array.Sort(ids);
        return Array.ConvertAll(ids, MessageId.Of);
    }
}
