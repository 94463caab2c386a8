using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Conversations;

/// <summary>A message as the API shows it.</summary>
/// <param name="To">The person's number, E.164 (also when the person wrote).</param>
/// <param name="CampaignId">The campaign, broadcast or bulk send that it belongs to.</param>
/// <param name="DueAt">Not before; null when it does not wait.</param>
/// <param name="Method">The driver that was used last.</param>
/// <param name="ProviderId">The id under which the network knows it, once it was handed over.</param>
/// <param name="DeadLetter">Attempts are used up, or nobody knows whether it left: a person should look.</param>
/// <param name="NoReceipt">Accepted some time ago, and no receipt came since; never for a driver that tells none.</param>
public sealed record MessageView(MessageId Id, string Direction, Origin Origin, MessageState State, string To, ContactId? ContactId, string? ContactName, Guid? CampaignId, short? Variant,
    SenderId? SenderId, string? SenderName, MessageContent? Content, string? Driver, string? Method, string? ProviderId, short Attempt, Reason? Reason, bool DeadLetter, bool NoReceipt,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt, DateTimeOffset? FinishedAt)
{
    /// <summary>In order; the last one may be the accepted one or the one in flight. Only where one message is shown.</summary>
    public IReadOnlyList<AttemptView>? Attempts { get; init; }

    /// <summary>Why it is not being sent now; null when it has ended. Only where one message is shown.</summary>
    public WhyNot? Why { get; init; }

    /// <summary>Reads rows of <c>Conversations/read_messages.sql</c>.</summary>
    internal static MessageView Read(NpgsqlDataReader rows, ProviderIds ours, Drivers drivers, MissingReceipts receipts, DateTimeOffset now)
    {
        var id = MessageId.Of(rows.GetGuid(0));
        var (direction, origin, state) = (rows.GetString(1), Words<Origin>.Parse(rows.GetString(2)), Words<MessageState>.Parse(rows.GetString(3)));
        var (sentAt, method) = (Time(rows, 20), Text(rows, 14));
        var provider = Text(rows, 15);
        if (provider is null && direction == "out" && sentAt is not null && method is not null && drivers.Find(method)?.Capabilities.ChoosesMessageId != false) provider = ours.Of(id);
        var queued = origin is Origin.Campaign or Origin.Broadcast or Origin.Bulk;
        return new MessageView(id, direction, origin, state, rows.GetString(4), rows.IsDBNull(5) ? null : Contacts.ContactId.Of(rows.GetGuid(5)), Text(rows, 6),
            queued && !rows.IsDBNull(7) ? rows.GetGuid(7) : null, origin == Origin.Campaign ? rows.GetInt16(8) : null,
            rows.IsDBNull(9) ? null : Senders.SenderId.Of(rows.GetGuid(9)), Text(rows, 10), ContentOf(rows), Text(rows, 13), method, provider, rows.GetInt16(16),
            rows.IsDBNull(17) ? null : Reasons.Of(rows.GetString(17)), rows.GetBoolean(18), receipts.Includes(state, method, sentAt, now),
            rows.GetFieldValue<DateTimeOffset>(19), Time(rows, 24), sentAt, Time(rows, 21), Time(rows, 22), Time(rows, 23));
    }

    // A campaign's text is stored once, and filled in for each reader as it was for the recipient.
    private static MessageContent? ContentOf(NpgsqlDataReader rows) => Rendering.Show(Text(rows, 11), Text(rows, 12), Text(rows, 25), Text(rows, 26), Text(rows, 6), rows.GetString(4));

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>One attempt to send a message.</summary>
/// <param name="Outcome">accepted, retry, refused, unknown, or in_flight.</param>
/// <param name="RawError">The driver's own words.</param>
public sealed record AttemptView(short Number, string Method, SenderId SenderId, DateTimeOffset StartedAt, int? DurationMs, string Outcome, Reason? Reason, string? RawError);
