using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Conversations;

/// <summary>Why a person's decision about a message was not carried out.</summary>
internal static class DecidedMessage
{
    /// <param name="possible">A sentence that says in which states it can be done.</param>
    /// <param name="states">Those states: a message that is in one of them was refused because its queue has ended.</param>
    public static async Task<ProblemHttpResult> Objection(NpgsqlConnection connection, TenantId tenant, MessageId id, string possible, CancellationToken cancellationToken, params MessageState[] states)
    {
        await using var command = new NpgsqlCommand("SELECT state, direction FROM messages WHERE id = $1 AND tenant_id = $2", connection) { Parameters = { new() { Value = id.Value }, new() { Value = tenant.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return Problems.NotFound.With("There is no such message.");
        if (row.GetString(1) == "in") return Problems.IllegalState.With("It is a message that a person sent to you.");
        var state = Words<MessageState>.Parse(row.GetString(0));
        return Problems.IllegalState.With(states.Contains(state)
            ? "What it belonged to has ended, so nothing more of it is sent. Send it as a message of its own."
            : $"The message is {Words<MessageState>.Of(state)}. {possible}");
    }
}
