using Parley.Conversations;

namespace Parley.Realtime;

/// <summary>A kind of event. Owners and admins hear all kinds.</summary>
/// <param name="Name">As clients write it; part of the API.</param>
/// <param name="Vendors">Which of them vendors hear.</param>
/// <param name="Payload">The record that is sent with it.</param>
public sealed record EventKind(string Name, VendorsHear Vendors, Type Payload);

/// <summary>What vendors hear: nothing, what is addressed to them alone, or everything of that kind.</summary>
public enum VendorsHear { Nothing, TheirOwn, All }

/// <summary>The one table of events; docs/realtime.md says the same in words, and a test keeps the two alike.</summary>
public static class EventKinds
{
    public static readonly EventKind Init = new("INIT", VendorsHear.All, typeof(Payloads.Init));
    public static readonly EventKind MessageSent = new("MESSAGE_SENT", VendorsHear.Nothing, typeof(Payloads.Messages));
    public static readonly EventKind MessageStatus = new("message.status", VendorsHear.Nothing, typeof(Payloads.Messages));
    public static readonly EventKind MessageReceived = new("message.received", VendorsHear.TheirOwn, typeof(Payloads.MessageReceived));
    public static readonly EventKind SenderStatus = new("sender.status", VendorsHear.Nothing, typeof(Payloads.SenderStatus));
    public static readonly EventKind SenderQr = new("sender.qr", VendorsHear.Nothing, typeof(Payloads.SenderQr));
    public static readonly EventKind CampaignProgress = new("campaign.progress", VendorsHear.Nothing, typeof(Payloads.CampaignProgress));
    public static readonly EventKind BulkProgress = new("bulk.progress", VendorsHear.Nothing, typeof(Payloads.BulkProgress));
    public static readonly EventKind BroadcastProgress = new("broadcast.progress", VendorsHear.Nothing, typeof(Payloads.BroadcastProgress));
    public static readonly EventKind ImportProgress = new("import.progress", VendorsHear.Nothing, typeof(Payloads.ImportProgress));
    public static readonly EventKind QueueStats = new("queue.stats", VendorsHear.Nothing, typeof(Payloads.QueueStats));
    public static readonly EventKind UpdateBot = new("UPDATE_BOT", VendorsHear.Nothing, typeof(Payloads.Bot));
    public static readonly EventKind BotFeaturesUpdated = new("BOT_FEATURES_UPDATED", VendorsHear.Nothing, typeof(Payloads.Bot));
    public static readonly EventKind NewQualifiedLead = new("NEW_QUALIFIED_LEAD", VendorsHear.All, typeof(Payloads.Lead));
    public static readonly EventKind LeadAssigned = new("LEAD_ASSIGNED", VendorsHear.TheirOwn, typeof(Payloads.LeadAssigned));
    public static readonly EventKind NewMessageForSales = new("NEW_MESSAGE_FOR_SALES", VendorsHear.TheirOwn, typeof(Payloads.LeadMessage));
    public static readonly EventKind ScheduleCreated = new("SCHEDULE_CREATED", VendorsHear.Nothing, typeof(Payloads.Schedule));

    private static readonly Dictionary<string, EventKind> ByName = typeof(EventKinds).GetFields()
        .Where(field => field.FieldType == typeof(EventKind))
        .Select(field => (EventKind)field.GetValue(null)!)
        .ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<EventKind> All => ByName.Values;

    /// <returns>Null when there is no such kind: another version of Parley named it.</returns>
    public static EventKind? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>What events carry: ids and a few figures, never texts or phone numbers. Whoever wants more asks the API.</summary>
public static class Payloads
{
    /// <param name="Why"><c>connected</c>, or <c>resync</c>: events may have been missed, so read anew.</param>
    public sealed record Init(Guid TenantId, string Why, string? Role = null, Guid? UserId = null);

    /// <param name="Ids">The first 100 of them.</param>
    /// <param name="Count">All of them.</param>
    /// <param name="States">How many came into which state.</param>
    public sealed record Messages(IReadOnlyList<Guid> Ids, int Count, IReadOnlyDictionary<MessageState, int> States);

    public sealed record MessageReceived(Guid MessageId, Guid SenderId, Guid? ContactId);
    public sealed record SenderStatus(Guid SenderId, string Status, string? Reason = null);

    /// <param name="State">The session's state: with <c>wait_qr</c> there is a new QR to fetch, with any other there is none.</param>
    public sealed record SenderQr(Guid SenderId, string Driver, string State, DateTimeOffset? ExpiresAt = null);

    public sealed record CampaignProgress(Guid CampaignId, string State, long Total, long Pending, long Sent, long Delivered, long Read, long Failed, long Suppressed);

    public sealed record BulkProgress(Guid BulkId, string State, long Total, long Pending, long Sent, long Delivered, long Read, long Failed, long Suppressed);

    /// <param name="Group">The last group that went out.</param>
    public sealed record BroadcastProgress(Guid BroadcastId, Guid SendId, string State, int Group, int Groups, long Total, long Pending, long Sent, long Delivered, long Read, long Failed, long Suppressed);

    public sealed record ImportProgress(Guid JobId, string State);

    /// <param name="More">There are more than <paramref name="Waiting"/>; counting ended.</param>
    /// <param name="OldestDueAt">Null when nothing is due.</param>
    public sealed record QueueStats(long Waiting, bool More, long Sending, double PerSecond, long DeadLetters, DateTimeOffset? OldestDueAt = null);

    public sealed record Bot(Guid BotId);
    public sealed record Lead(Guid LeadId, Guid BotId);
    public sealed record LeadAssigned(Guid LeadId, Guid UserId);
    public sealed record LeadMessage(Guid LeadId, Guid MessageId);
    public sealed record Schedule(Guid ScheduleId);
}
