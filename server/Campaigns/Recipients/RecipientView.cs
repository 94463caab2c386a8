using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>One recipient of a campaign: the row of the ledger, without the text.</summary>
/// <param name="Id">Of the message; GET /api/messages/{id} shows its text and why it is not being sent now.</param>
/// <param name="Reason">Why it did not go, or why it is tried again.</param>
/// <param name="Attempt">How often it was tried.</param>
/// <param name="DeadLetter">Attempts are used up, or nobody knows whether it left: a person should look.</param>
/// <param name="NoReceipt">Accepted some time ago, and no receipt came since; never for a driver that tells none.</param>
/// <param name="Attempts">Each attempt in order, the accepted one last.</param>
public sealed record RecipientView(MessageId Id, string To, string? Name, ContactId? ContactId, MessageState State, Reason? Reason, string Variant, SenderId? SenderId, string? SenderName, string? Method, short Attempt,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, DateTimeOffset? FinishedAt, bool DeadLetter, bool NoReceipt, IReadOnlyList<AttemptView> Attempts)
{
    /// <summary>Reads a row of <c>recipients.sql</c>.</summary>
    internal static RecipientView Read(NpgsqlDataReader row, IReadOnlyList<Variant> variants, MissingReceipts receipts, DateTimeOffset now)
    {
        var variant = row.GetInt16(6);
        var (state, method, sentAt) = (Words<MessageState>.Parse(row.GetString(4)), Text(row, 9), Time(row, 13));
        return new RecipientView(MessageId.Of(row.GetGuid(0)), row.GetString(1), Text(row, 2), row.IsDBNull(3) ? null : Contacts.ContactId.Of(row.GetGuid(3)), state,
            row.IsDBNull(5) ? null : Reasons.Of(row.GetString(5)), variant < variants.Count ? variants[variant].Name : "", row.IsDBNull(7) ? null : Senders.SenderId.Of(row.GetGuid(7)), Text(row, 8), method, row.GetInt16(10),
            row.GetFieldValue<DateTimeOffset>(11), Time(row, 12), sentAt, Time(row, 14), Time(row, 15), Time(row, 16), row.GetBoolean(17), receipts.Includes(state, method, sentAt, now), []);
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
