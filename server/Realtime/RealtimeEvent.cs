using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Realtime;

/// <summary>Something happened in a tenant. A hint: the database is the truth, and an event may be lost.</summary>
/// <param name="Payload">The kind's record.</param>
/// <param name="Key">What it is about; of several within the window only the newest is told. Null: each is told.</param>
/// <param name="Vendor">The vendor whom it concerns, besides owners and admins.</param>
public sealed record RealtimeEvent(TenantId Tenant, EventKind Kind, object Payload, Guid? Key = null, UserId? Vendor = null)
{
    public static RealtimeEvent SenderStatus(TenantId tenant, Payloads.SenderStatus payload) => new(tenant, EventKinds.SenderStatus, payload, payload.SenderId);
    public static RealtimeEvent SenderQr(TenantId tenant, Payloads.SenderQr payload) => new(tenant, EventKinds.SenderQr, payload, payload.SenderId);
    public static RealtimeEvent CampaignProgress(TenantId tenant, Payloads.CampaignProgress payload) => new(tenant, EventKinds.CampaignProgress, payload, payload.CampaignId);
    public static RealtimeEvent ImportProgress(TenantId tenant, Payloads.ImportProgress payload) => new(tenant, EventKinds.ImportProgress, payload, payload.JobId);

    /// <summary>Of several messages of one person within the window the newest is told: whoever shows the conversation reads them all.</summary>
    public static RealtimeEvent MessageReceived(TenantId tenant, Payloads.MessageReceived payload, UserId? vendor = null) =>
        new(tenant, EventKinds.MessageReceived, payload, payload.ContactId ?? payload.MessageId, vendor);

    /// <summary>Tells a tenant's watchers that they may have missed something.</summary>
    internal static RealtimeEvent Resync(TenantId tenant) => new(tenant, EventKinds.Init, new Payloads.Init(tenant.Value, "resync"), tenant.Value);
}
