using Npgsql;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>The campaign message that a person answers, so that campaigns and their variants know who wrote back and who left.</summary>
internal sealed record CampaignAnswer(QueueId Campaign, short Variant, string? Method, SenderId? Sender, bool AnsweredBefore)
{
    private static readonly string Statement = Sql.File("Inbox/campaign_answer.sql");

    /// <returns>Null when no campaign wrote to them within a week.</returns>
    public static async Task<CampaignAnswer?> Find(NpgsqlConnection connection, ContactId contact, MessageId message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = contact.Value }, new() { Value = at }, new() { Value = message.Value } } };
        await using var row = await command.QueryPrepared(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(QueueId.Of(row.GetGuid(0)), row.GetInt16(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : SenderId.Of(row.GetGuid(3)), row.GetBoolean(4))
            : null;
    }

    /// <summary>Their first answer counts as a reply, and leaving counts whenever it comes within the week.</summary>
    public void Count(TallyBatch tally, TenantId tenant, ConsentState? consent, DateTimeOffset now)
    {
        if (!AnsweredBefore) tally.Add(now, tenant, Campaign, Sender, Method, Variant, Metric.Replied);
        if (consent == ConsentState.OptedOut) tally.Add(now, tenant, Campaign, Sender, Method, Variant, Metric.OptedOut);
    }
}
