using System.Text.Json;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;

namespace Parley.Templates;

/// <summary>A template as the API shows it.</summary>
/// <param name="Placeholders">The variables that its texts use, as they are written between the braces, without their defaults.</param>
public sealed record TemplateView(TemplateId Id, string Name, MessageContent Content, IReadOnlyList<string> Placeholders, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    internal static TemplateView Of(MessageTemplate template)
    {
        var content = JsonSerializer.Deserialize<MessageContent>(template.Content, Json.Options)!;
        IEnumerable<string?> texts = [.. TemplateContent.Texts(content), .. content.PollOptions ?? []];
        return new TemplateView(template.Id, template.Name, content, [.. texts.OfType<string>().SelectMany(text => TemplateText.Parse(text).Placeholders).Distinct(StringComparer.Ordinal)],
            template.CreatedBy, template.CreatedAt, template.UpdatedAt);
    }
}
