using System.Text.Json;
using Parley.Channels;
using Parley.Platform;

namespace Parley.Outbox;

/// <summary>What a message says to its recipient. A campaign's text is stored once and rendered here, at send.</summary>
internal static class Rendering
{
    /// <summary>The content, or null: a placeholder has no value (<paramref name="missing"/> names it) or there is no text at all.</summary>
    public static MessageContent? Render(Head head, QueueSnapshot queue, out string? missing)
    {
        missing = null;
        // Content of its own without variables is meant as it is written, braces and all.
        if (head.Content is not null && head.Variables is null) return head.Content;
        var template = head.Content is not null ? TemplateContent.Parse(head.Content)
            : queue.Templates switch
            {
                // What a broadcast counts by is the group, and all groups get the same.
                [var only] => only,
                { } templates when head.Variant < templates.Count => templates[head.Variant],
                _ => null,
            };
        if (template is null) return null;
        var content = template.Render(template.IsPlain ? default : Variables(head), out missing);
        return missing is null ? content : null;
    }

    /// <summary>The content for a reader's eyes, out of what the ledger stores: what has no value stays as its placeholder.</summary>
    /// <param name="own">The message's own content; null when it is made of its queue's template.</param>
    /// <param name="variables">The message's own.</param>
    /// <param name="contact">The contact's variables.</param>
    /// <returns>Null when neither is stored any more.</returns>
    public static MessageContent? Show(string? own, string? template, string? variables, string? contact, string? name, string recipient)
    {
        if ((own ?? template) is not { } json || JsonSerializer.Deserialize<MessageContent>(json, Json.Options) is not { } content) return null;
        // Content of its own without variables is meant as it is written.
        if (own is not null && variables is null) return content;
        var parsed = TemplateContent.Parse(content);
        return parsed.IsPlain ? content : parsed.Render(Variables(Element(variables), Element(contact), name, recipient), out var missing) is var rendered && missing is null ? rendered : content;
    }

    private static JsonElement? Element(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    private static JsonElement Variables(Head head) => Variables(head.Variables, head.ContactVariables, head.ContactName, head.Recipient);

    /// <summary>The recipient's own variables win over the contact's; <c>name</c> and <c>phone</c> are always there when they are known.</summary>
    public static JsonElement Variables(JsonElement? own, JsonElement? contact, string? name, string recipient)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartObject();
            Copy(own, writer, seen);
            Copy(contact, writer, seen);
            if (name is not null && seen.Add("name")) writer.WriteString("name", name);
            if (seen.Add("phone")) writer.WriteString("phone", recipient);
            writer.WriteEndObject();
        }
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Copy(JsonElement? from, Utf8JsonWriter writer, HashSet<string> seen)
    {
        if (from is not { ValueKind: JsonValueKind.Object } source) return;
        foreach (var property in source.EnumerateObject())
            if (seen.Add(property.Name)) property.WriteTo(writer);
    }
}
