using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>A queue as the dispatcher knows it: at most <see cref="WorkMap"/>'s refresh time old. Whether it is open is asked again in each claim.</summary>
public sealed record QueueSnapshot(QueueId Id, TenantId Tenant, QueueKind Kind, short Lane, short Priority, IReadOnlySet<SenderId>? Senders, Pacing? Pacing, bool? Typing,
    int Attempts, SendWindow? Window, IReadOnlyList<TemplateContent>? Templates, DateTimeOffset? ClosesAt, SendWindow? Quiet, bool RequireOptIn, int? CapMessages, int? CapDays)
{
    private static readonly string Statement = Sql.File("Outbox/queue_snapshots.sql");

    public bool MayUse(SenderId sender) => Senders is null || Senders.Contains(sender);

    /// <summary>The queue's own pace, else the sender's.</summary>
    public Pacing PaceOf(OwnedSender sender) => Pacing ?? sender.Pacing;

    internal static async Task<List<QueueSnapshot>> Read(NpgsqlConnection connection, IReadOnlyCollection<QueueId> ids, PacingOptions pacing, OutboxOptions options, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = ids.Select(id => id.Value).ToArray() } } };
        var result = new List<QueueSnapshot>(ids.Count);
        await using var rows = await command.QueryPrepared(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var zone = rows.GetString(12);
            var kind = Words<QueueKind>.Parse(rows.GetString(2));
            result.Add(new QueueSnapshot(
                QueueId.Of(rows.GetGuid(0)), TenantId.Of(rows.GetGuid(1)), kind, rows.GetInt16(3), rows.GetInt16(4),
                rows.IsDBNull(5) ? null : rows.GetFieldValue<Guid[]>(5).Select(SenderId.Of).ToHashSet(),
                rows.IsDBNull(6) ? null : PacingSpec.Parse(rows.GetString(6)).Resolve(pacing, OwnPacing.Parse(rows.IsDBNull(18) ? null : rows.GetString(18))),
                rows.IsDBNull(7) ? null : rows.GetBoolean(7),
                Lanes.IsStanding(kind) ? options.Attempts : rows.GetInt16(8),
                FromJson<SendWindow>(rows, 9),
                FromJson<List<MessageContent>>(rows, 10)?.ConvertAll(TemplateContent.Parse),
                rows.IsDBNull(11) ? null : rows.GetFieldValue<DateTimeOffset>(11),
                QuietHours(rows, 16, 17, zone),
                rows.GetBoolean(13), rows.IsDBNull(14) ? null : rows.GetInt32(14), rows.IsDBNull(15) ? null : rows.GetInt32(15)));
        }
        return result;
    }

    /// <summary>Quiet from 21:00 to 08:00 is: send from 08:00 to 21:00, in each recipient's own zone.</summary>
    internal static SendWindow? QuietHours(NpgsqlDataReader rows, int from, int to, string tenantZone) =>
        rows.IsDBNull(from) || rows.IsDBNull(to) ? null : new SendWindow(rows.GetFieldValue<TimeOnly>(to), rows.GetFieldValue<TimeOnly>(from), null, SendWindow.Recipient, tenantZone);

    private static T? FromJson<T>(NpgsqlDataReader rows, int column) where T : class =>
        rows.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(rows.GetString(column), Json.Options);
}

/// <summary>A queue's template, parsed once for all its recipients.</summary>
public sealed class TemplateContent
{
    private readonly MessageContent _content;

    // By what is written: the same text stands for the same, wherever in the content it is.
    private readonly Dictionary<string, TemplateText> _texts;

    private TemplateContent(MessageContent content, Dictionary<string, TemplateText> texts) => (_content, _texts) = (content, texts);

    public static TemplateContent Parse(MessageContent content) => new(content, Texts(content).Distinct(StringComparer.Ordinal).ToDictionary(text => text, TemplateText.Parse, StringComparer.Ordinal));

    /// <summary>All texts of a content in which placeholders are filled in.</summary>
    public static IEnumerable<string> Texts(MessageContent content) => [.. content.Text is null ? [] : new[] { content.Text }, .. content.Template?.Values ?? [], .. content.Interactive?.Texts ?? []];

    /// <summary>Why a content for many must not go out as it is (<see cref="TemplateText.Objection"/>); null when it may.</summary>
    public static string? Objection(MessageContent content) => Texts(content).Select(TemplateText.Objection).FirstOrDefault(objection => objection is not null);

    /// <summary>Placeholders of a content that have no default.</summary>
    public static IEnumerable<string> RequiredOf(MessageContent content) => Texts(content).SelectMany(text => TemplateText.Parse(text).Required).Distinct(StringComparer.Ordinal);

    /// <summary>The same for everybody.</summary>
    public bool IsPlain => !_texts.Values.Any(text => text.Placeholders.Any());

    /// <summary>The content for one recipient; <paramref name="missing"/> names a placeholder that has no value.</summary>
    public MessageContent Render(JsonElement variables, out string? missing)
    {
        string? first = null;
        string Fill(string text)
        {
            var filled = _texts[text].Render(variables, out var lacking);
            first ??= lacking;
            return filled;
        }
        var content = _content with
        {
            Text = _content.Text is null ? null : Fill(_content.Text),
            Template = _content.Template?.Map(Fill),
            Interactive = _content.Interactive?.Map(Fill),
        };
        missing = first;
        return content;
    }

    /// <summary>All placeholders that have neither a value nor a default.</summary>
    public IReadOnlyList<string> Missing(JsonElement variables) => [.. _texts.Values.SelectMany(text => text.Missing(variables)).Distinct(StringComparer.Ordinal)];
}
