using Npgsql;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Reads messages as the API shows them.</summary>
public sealed class ReadMessages(ProviderIds providerIds, Drivers drivers, MissingReceipts receipts, TimeProvider time)
{
    private static readonly string Statement = Sql.File("Conversations/read_messages.sql");

    /// <param name="connection">Of the tenant.</param>
    /// <param name="tail">Everything after WHERE: a condition over <c>m</c>, <c>c</c> and <c>s</c>, order and limit; no part of it is a caller's.</param>
    public async Task<IReadOnlyList<MessageView>> Where(NpgsqlConnection connection, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement + "WHERE " + tail, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var now = time.GetUtcNow();
        var result = new List<MessageView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) result.Add(MessageView.Read(rows, providerIds, drivers, receipts, now));
        return result;
    }
}
