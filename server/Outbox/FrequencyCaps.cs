using Npgsql;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>What the contacts of one claim have had of campaigns, where the tenant has a cap: held against other claims, and counted on by what this
/// one takes. Without a cap it costs nothing.</summary>
internal sealed class FrequencyCaps
{
    private static readonly string Lock = Sql.File("Outbox/hold_capped.sql");
    private static readonly string Count = Sql.File("Outbox/count_capped.sql");

    private readonly Dictionary<ContactId, int> _had = [];

    /// <summary>Holds the contacts of those that are capped, and counts.</summary>
    public async Task Hold(NpgsqlConnection connection, IEnumerable<(Head Head, QueueSnapshot Queue)> heads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<Guid, int>();
        foreach (var (head, queue) in heads)
            if (Capped(head, queue) is { } contact && !_had.ContainsKey(contact)) wanted[contact.Value] = queue.CapDays!.Value;
        if (wanted.Count == 0) return;

        var held = new List<Guid>(wanted.Count);
        await using (var command = new NpgsqlCommand(Lock, connection) { Parameters = { new() { Value = wanted.Keys.ToArray() } } })
        await using (var rows = await command.QueryPrepared(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) held.Add(rows.GetGuid(0));
        await using var count = new NpgsqlCommand(Count, connection)
        {
            Parameters = { new() { Value = held.ToArray() }, new() { Value = held.ConvertAll(contact => wanted[contact]).ToArray() }, new() { Value = now } },
        };
        await using var counts = await count.QueryPrepared(cancellationToken);
        while (await counts.ReadAsync(cancellationToken)) _had[ContactId.Of(counts.GetGuid(0))] = counts.GetInt32(1);
    }

    /// <summary>Somebody else may be sending to this contact at this moment: it is not to be decided now.</summary>
    public bool IsHeldElsewhere(Head head, QueueSnapshot queue) => Capped(head, queue) is { } contact && !_had.ContainsKey(contact);

    /// <returns>Null where no cap applies.</returns>
    public int? Had(Head head, QueueSnapshot queue) => Capped(head, queue) is { } contact ? _had[contact] : null;

    public void Took(Head head, QueueSnapshot queue)
    {
        if (Capped(head, queue) is { } contact) _had[contact]++;
    }

    private static ContactId? Capped(Head head, QueueSnapshot queue) =>
        queue is { CapMessages: not null, CapDays: not null } && head.Origin == Origin.Campaign ? head.Contact : null;
}
