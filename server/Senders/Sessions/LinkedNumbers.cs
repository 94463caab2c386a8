using Npgsql;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>Whether a number that was just linked is linked to another sender already, of whatever tenant and driver: one account that two senders answer for would get each answer twice,
/// and its quota would be counted by halves.</summary>
internal sealed class LinkedNumbers
{
    private static readonly string Statement = Sql.File("Senders/Sessions/linked_numbers.sql");
    private readonly Dictionary<SenderId, (string Account, bool IsTaken)> _known = [];
    private readonly Dictionary<string, SenderId> _now = new(StringComparer.Ordinal);

    /// <summary>Looks at the numbers of these senders, and lets nobody else link one of them until the transaction ends.</summary>
    public static async Task<LinkedNumbers> Look(NpgsqlConnection connection, IReadOnlyCollection<SenderId> senders, CancellationToken cancellationToken)
    {
        var result = new LinkedNumbers();
        if (senders.Count == 0) return result;
        var ids = senders.Select(id => id.Value).ToArray();
        // In one order, so that two that link several at once do not wait for each other; and in a statement of its own, so that the next one sees what the last holder committed.
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(k) FROM (SELECT DISTINCT hashtextextended(account_of(phone), 97) AS k FROM senders WHERE id = ANY($1) ORDER BY 1) AS keys", connection) { Parameters = { new() { Value = ids } } })
            await turn.ExecuteNonQueryAsync(cancellationToken);
        await using var look = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = ids } } };
        await using var rows = await look.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) result._known[SenderId.Of(rows.GetGuid(0))] = (rows.GetString(1), rows.GetBoolean(2));
        return result;
    }

    /// <summary>The sender's number is linked to it from now on, unless it is another's.</summary>
    /// <returns>False: it is another's.</returns>
    public bool Take(SenderId sender)
    {
        if (!_known.TryGetValue(sender, out var number)) return true;
        return !number.IsTaken && (_now.TryAdd(number.Account, sender) || _now[number.Account] == sender);
    }
}
