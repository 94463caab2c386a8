using System.Text;
using System.Text.Json;

namespace Parley.Outbox;

/// <summary>Personalisation: <c>{{name}}</c>, <c>{{order.total}}</c>, <c>{{name|there}}</c>. Parsed once per template, rendered per recipient.
/// Anything in double braces that is not a placeholder (<c>{{ }}</c>, <c>{{1+1}}</c>) stays as it is written; see <see cref="Objection"/>.</summary>
public sealed class TemplateText
{
    private readonly Part[] _parts;

    /// <summary>What stands in double braces and is no placeholder, such as <c>{{Order No}}</c>; null when there is none.</summary>
    private readonly string? _unreadable;

    private TemplateText(Part[] parts, string? unreadable) => (_parts, _unreadable) = (parts, unreadable);

    private readonly record struct Part(string Text, string[]? Path, string? Default);

    /// <summary>The placeholders that have no default, in the order of their appearance.</summary>
    public IEnumerable<string> Required => _parts.Where(part => part.Path is not null && part.Default is null).Select(part => part.Text).Distinct(StringComparer.Ordinal);

    /// <summary>All placeholders.</summary>
    public IEnumerable<string> Placeholders => _parts.Where(part => part.Path is not null).Select(part => part.Text).Distinct(StringComparer.Ordinal);

    /// <summary>Why a text for many must not go out as it is: it would show its braces to everybody. Null when it may.</summary>
    public static string? Objection(string? text) => text is null || Parse(text)._unreadable is not { } found ? null
        : $"{(found.Length <= 60 ? found : found[..57] + "…")} is no placeholder and would be sent as it is written. A placeholder is letters, digits, _ and - without spaces: {{{{order_no}}}}, {{{{order.total}}}}, or {{{{name|there}}}} with a default.";

    public static TemplateText Parse(string text)
    {
        string? unreadable = null;
        var parts = new List<Part>();
        var from = 0;
        while (text.IndexOf("{{", from, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf("}}", open + 2, StringComparison.Ordinal) is >= 0 and var close)
        {
            var inner = text[(open + 2)..close];
            var bar = inner.IndexOf('|', StringComparison.Ordinal);
            var path = (bar < 0 ? inner : inner[..bar]).Trim();
            if (!IsPath(path))
            {
                unreadable ??= text[open..(close + 2)];
                parts.Add(new(text[from..(open + 2)], null, null));
                from = open + 2;
                continue;
            }
            if (open > from) parts.Add(new(text[from..open], null, null));
            parts.Add(new(path, path.Split('.'), bar < 0 ? null : inner[(bar + 1)..].Trim()));
            from = close + 2;
        }
        if (from < text.Length) parts.Add(new(text[from..], null, null));
        return new TemplateText([.. parts], unreadable);
    }

    /// <summary>The text for one recipient.</summary>
    /// <param name="variables">A JSON object; <c>name</c> and <c>phone</c> are filled in by the caller.</param>
    /// <param name="missing">The first placeholder without a value and without a default; the text must not be sent then.</param>
    public string Render(JsonElement variables, out string? missing)
    {
        missing = null;
        if (_parts is [{ Path: null } only]) return only.Text;
        var result = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part.Path is null)
            {
                result.Append(part.Text);
                continue;
            }
            var value = Find(variables, part.Path);
            if (string.IsNullOrWhiteSpace(value)) value = part.Default;
            if (value is null) missing ??= part.Text;
            result.Append(value);
        }
        return result.ToString();
    }

    /// <summary>All placeholders that have neither a value nor a default.</summary>
    public IReadOnlyList<string> Missing(JsonElement variables) =>
        [.. _parts.Where(part => part.Path is not null && part.Default is null && string.IsNullOrWhiteSpace(Find(variables, part.Path))).Select(part => part.Text).Distinct(StringComparer.Ordinal)];

    private static string? Find(JsonElement from, string[] path)
    {
        foreach (var step in path)
        {
            if (from.ValueKind == JsonValueKind.Array && int.TryParse(step, System.Globalization.NumberStyles.None, null, out var index) && index < from.GetArrayLength()) from = from[index];
            else if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(step, out from)) return null;
        }
        return from.ValueKind switch
        {
            JsonValueKind.String => from.GetString(),
            JsonValueKind.Number => from.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    // Whatever ContactRules.IsVariableName takes can be asked for, names such as 1st with it.
    private static bool IsPath(string text) =>
        text.Length is > 0 and <= 100 && text[0] is not ('-' or '.') && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal)
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
}
