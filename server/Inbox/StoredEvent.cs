using System.Text.Json;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>A row of inbox_events on its way through the router.</summary>
internal sealed record StoredEvent(TenantId Tenant, SenderId Sender, string EventId, string Kind, string Conversation, InboxPayload Payload, DateTimeOffset ReceivedAt)
{
    /// <summary>Reads the columns of take_events.sql.</summary>
    public static StoredEvent Read(NpgsqlDataReader rows) => new(
        TenantId.Of(rows.GetGuid(1)), SenderId.Of(rows.GetGuid(2)), rows.GetString(3), rows.GetString(4), rows.GetString(5),
        JsonSerializer.Deserialize<InboxPayload>(rows.GetString(6), Json.Options)!, rows.GetFieldValue<DateTimeOffset>(7));
}
