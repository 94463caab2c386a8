using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Channels.Cloud;

/// <summary>What a template wants filled in, read out of Meta's components.</summary>
internal sealed partial class CloudTemplate
{
    private readonly Dictionary<int, (string Type, string Text, bool NeedsValue)> _buttons = [];

    private CloudTemplate(bool isNamed) => IsNamed = isNamed;

    /// <summary>Its variables have names; otherwise they have numbers.</summary>
    public bool IsNamed { get; }

    /// <summary>text, image, video, document, location; null: it has no header.</summary>
    public string? HeaderFormat { get; private set; }

    public string? HeaderText { get; private set; }
    public IReadOnlyList<string> HeaderVariables { get; private set; } = [];
    public string? BodyText { get; private set; }
    public IReadOnlyList<string> BodyVariables { get; private set; } = [];
    public string? Footer { get; private set; }

    public IReadOnlyDictionary<int, (string Type, string Text, bool NeedsValue)> Buttons => _buttons;

    public string? ButtonType(int index) => _buttons.TryGetValue(index, out var button) ? button.Type : null;

    /// <param name="components">As Meta gives them.</param>
    /// <param name="isNamed">Its <c>parameter_format</c> is NAMED.</param>
    public static CloudTemplate Read(JsonElement components, bool isNamed)
    {
        var template = new CloudTemplate(isNamed);
        if (components.ValueKind != JsonValueKind.Array) return template;
        foreach (var component in components.EnumerateArray())
            switch (component.TextOrNull("type")?.ToUpperInvariant())
            {
                case "HEADER":
                    template.HeaderFormat = component.TextOrNull("format")?.ToLowerInvariant() ?? "text";
                    template.HeaderText = component.TextOrNull("text");
                    template.HeaderVariables = Variables(template.HeaderText);
                    break;
                case "BODY":
                    template.BodyText = component.TextOrNull("text");
                    template.BodyVariables = Variables(template.BodyText);
                    break;
                case "FOOTER":
                    template.Footer = component.TextOrNull("text");
                    break;
                case "BUTTONS":
                    foreach (var button in component.Items("buttons")) template.Add(button);
                    break;
            }
        return template;
    }

    private void Add(JsonElement button)
    {
        var type = button.TextOrNull("type")?.ToLowerInvariant() ?? "";
        var needsValue = type == "url" && Variables(button.TextOrNull("url")).Count > 0 || type == "copy_code";
        _buttons[_buttons.Count] = (type, button.TextOrNull("text") ?? "", needsValue);
    }

    /// <summary>What does not fit, in a sentence; null when all is there.</summary>
    public string? Objection(TemplateMessage filled, MediaReference? media, GeoLocation? location)
    {
        if (filled.Values.Any(string.IsNullOrWhiteSpace)) return $"A value of the template {filled.Name} is empty; WhatsApp takes no empty ones.";
        switch (HeaderFormat)
        {
            case "image" or "video" or "document" when media is null: return $"The template {filled.Name} has {(HeaderFormat == "image" ? "an image" : "a " + HeaderFormat)} above its text: give the file in mediaId.";
            case "location" when location is null: return $"The template {filled.Name} has a place above its text: give it in location.";
            case null or "text" when media is not null || location is not null: return $"The template {filled.Name} takes no file and no place.";
        }
        if (IsNamed)
        {
            var names = HeaderVariables.Concat(BodyVariables).Distinct(StringComparer.Ordinal).ToList();
            var given = filled.Named?.Keys ?? [];
            if (names.Except(given, StringComparer.Ordinal).ToList() is { Count: > 0 } missing) return $"The template {filled.Name} needs values for: {string.Join(", ", missing)}. Give them by name in named.";
            if (given.Except(names, StringComparer.Ordinal).ToList() is { Count: > 0 } strange) return $"The template {filled.Name} has no variables: {string.Join(", ", strange)}.";
            if (filled.Header is { Count: > 0 } || filled.Body is { Count: > 0 }) return $"The variables of the template {filled.Name} have names: give their values in named.";
        }
        else
        {
            if (filled.Named is { Count: > 0 }) return $"The variables of the template {filled.Name} have numbers: give their values in header and body, in order.";
            if (Counted("header", filled.Header, HeaderVariables.Count, filled.Name) is { } badHeader) return badHeader;
            if (Counted("body", filled.Body, BodyVariables.Count, filled.Name) is { } badBody) return badBody;
        }
        foreach (var (index, button) in _buttons)
            if (button.NeedsValue && filled.Buttons?.Any(value => value.Index == index) != true) return $"Button {index} ({button.Text}) of the template {filled.Name} needs a value.";
        return filled.Buttons?.FirstOrDefault(value => !_buttons.ContainsKey(value.Index)) is { } extra ? $"The template {filled.Name} has no button {extra.Index}; the first one is 0." : null;
    }

    private static string? Counted(string where, IReadOnlyList<string>? values, int wanted, string name) => (values?.Count ?? 0) == wanted ? null
        : $"The template {name} takes {wanted} {(wanted == 1 ? "value" : "values")} in {where}, and there {((values?.Count ?? 0) == 1 ? "is" : "are")} {values?.Count ?? 0}.";

    /// <summary>The body as a person reads it; null when the template has none.</summary>
    public string? Text(TemplateMessage filled) => BodyText is null ? null : Variable().Replace(BodyText, found =>
    {
        var name = found.Groups["name"].Value;
        if (IsNamed) return filled.Named?.GetValueOrDefault(name) ?? found.Value;
        return int.TryParse(name, out var nth) && nth >= 1 && nth <= (filled.Body?.Count ?? 0) ? filled.Body![nth - 1] : found.Value;
    });

    private static List<string> Variables(string? text) => text is null ? [] : [.. Variable().Matches(text).Select(found => found.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z0-9_]+)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
