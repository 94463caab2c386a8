using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Answers why a message is not being sent now, in words and with the time at which it can go.</summary>
public sealed class ExplainMessage(Drivers drivers, HealthOptions health, TimeProvider time)
{
    private static readonly string Statement = Sql.File("Outbox/why_facts.sql");

    /// <param name="connection">Of the tenant.</param>
    /// <returns>Null when the message is not there or has ended.</returns>
    public async Task<WhyNot?> Run(NpgsqlConnection connection, TenantId tenant, MessageId message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await Read(connection, message, now, cancellationToken);
        if (found is not var (facts, content, contact, pin, pool, zone)) return null;
        var pinned = pin == default ? [] : await SenderReadiness.Read(connection, tenant, [pin], cancellationToken);
        var all = await SenderReadiness.Read(connection, tenant, null, cancellationToken);
        var senders = pool is null ? all : [.. all.Where(s => pool.Contains(s.Id.Value))];
        // The free-form rule is the driver's: it binds when nobody else could send.
        var ways = (pinned.Count > 0 ? pinned : senders).SelectMany(s => s.Drivers.Select(way => (Sender: s.Id, Driver: drivers.Find(way.Name), way.Name))).Where(way => facts.BoundDriver is not { } bound || bound == way.Name).ToList();
        var windows = ways.ConvertAll(way => way.Driver is null ? null : DriverChoice.FreeFormWindow(way.Driver, content));
        var wrote = contact is { } person && drivers.All.Any(driver => driver.Capabilities.FreeFormWindow is not null) ? await FreeFormWindows.Of(connection, person, cancellationToken) : null;
        var gate = facts.Gate with
        {
            FreeFormWindow = windows.Count > 0 && windows.TrueForAll(w => w is not null) ? windows.Max() : null,
            FreeFormSince = ways.Select(way => wrote is not null && wrote.TryGetValue(way.Sender, out var at) ? at : (DateTimeOffset?)null).Max(),
        };
        return WhyPolicy.Explain(facts with
        {
            Gate = gate,
            Pool = senders,
            Pinned = pinned.Count > 0 ? pinned[0] : null,
            Objections = drivers.All.ToDictionary(driver => driver.Name, driver => content is not null && driver.Capabilities.Objection(content) is not null ? Reasons.ContentNotSupported : null, StringComparer.Ordinal),
            Closed = ways.Where(way => way.Driver is { } driver && DriverChoice.Objection(driver, way.Sender, wrote, content, now) == Reasons.OutsideFreeFormWindow).Select(way => (way.Sender, way.Name)).ToHashSet(),
        }, health, now, zone);
    }

    private static async Task<(WhyFacts, MessageContent? Content, ContactId? Contact, SenderId Pin, Guid[]? Pool, TimeZoneInfo Zone)?> Read(NpgsqlConnection connection, MessageId message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = message.Value }, new() { Value = now } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken)) return null;
        var tenantZone = rows.GetString(16);
        var gate = new GateFacts(Words<Origin>.Parse(rows.GetString(7)), Text(rows, 12), rows.GetBoolean(13), rows.GetBoolean(17),
            rows.IsDBNull(19) ? null : rows.GetInt32(19), rows.IsDBNull(18) ? null : rows.GetInt32(18), Time(rows, 15), Text(rows, 14),
            rows.IsDBNull(11) ? null : JsonSerializer.Deserialize<SendWindow>(rows.GetString(11), Json.Options),
            QueueSnapshot.QuietHours(rows, 20, 21, tenantZone), null);
        var facts = new WhyFacts(Words<MessageState>.Parse(rows.GetString(0)), Time(rows, 1), rows.GetInt16(2), rows.IsDBNull(3) ? null : Reasons.Of(rows.GetString(3)),
            Time(rows, 4), QueueHold.Of(Text(rows, 9), Text(rows, 22), Text(rows, 23)), gate, [], null, rows.GetBoolean(6), rows.IsDBNull(24) || Lanes.KeepsPace(rows.GetInt16(24)))
        {
            BoundDriver = Text(rows, 25),
        };
        var content = Rendering.Show(Text(rows, 26), Text(rows, 27), Text(rows, 28), Text(rows, 29), Text(rows, 30), rows.GetString(31));
        return (facts, content, rows.IsDBNull(32) ? null : ContactId.Of(rows.GetGuid(32)), SenderId.Of(rows.GetGuid(5)), rows.IsDBNull(10) ? null : rows.GetFieldValue<Guid[]>(10),
            TimeZoneInfo.TryFindSystemTimeZoneById(tenantZone, out var zone) ? zone : TimeZoneInfo.Utc);
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
}
