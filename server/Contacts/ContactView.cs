using System.Text.Json;
using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>A contact as the API answers it.</summary>
/// <param name="PhoneNumber">E.164; null while only WhatsApp's internal id is known.</param>
/// <param name="Blocked">On the blocklist: nothing is sent, whatever the consent.</param>
public sealed record ContactView(ContactId Id, PhoneNumber? PhoneNumber, string? Lid, string? Name, string? Language, string? TimeZone, JsonElement Variables, string[] Tags,
    ConsentState Consent, DateTimeOffset? ConsentAt, bool Blocked, DateTimeOffset? LastInboundAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The id by which WhatsApp's official API tells a business who this is, with the number or without.</summary>
    public string? BusinessUserId { get; init; }

    /// <summary>When the last message to them left. Not given in lists.</summary>
    public DateTimeOffset? LastOutboundAt { get; init; }

    /// <summary>What <see cref="Read"/> reads, of <c>contacts c</c>.</summary>
    internal const string Columns = "c.id, c.phone, c.lid, c.name, c.language, c.time_zone, c.variables, c.tags, c.consent, c.consent_at, " + Blocklist.BlockedSql.Contact + ", c.last_inbound_at, c.created_at, c.updated_at, c.business_user_id";

    internal static ContactView Read(NpgsqlDataReader row) => new(
        ContactId.Of(row.GetGuid(0)),
        row.IsDBNull(1) ? null : Numbers.PhoneNumber.FromE164(row.GetString(1)),
        Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5),
        JsonSerializer.Deserialize<JsonElement>(row.GetString(6)),
        row.GetFieldValue<string[]>(7),
        Words<ConsentState>.Parse(row.GetString(8)), Time(row, 9), row.GetBoolean(10), Time(row, 11),
        row.GetFieldValue<DateTimeOffset>(12), row.GetFieldValue<DateTimeOffset>(13))
    { BusinessUserId = Text(row, 14) };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
