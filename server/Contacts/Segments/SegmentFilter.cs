using System.Text.Json;
using Parley.Platform.Text;

namespace Parley.Contacts.Segments;

/// <summary>Who belongs to a segment: a tree of conditions, read from JSON and checked as a whole before anything is asked of the database.
/// <code>{"and": [{"field": "tags", "op": "any", "values": ["vip"]}, {"not": {"field": "variables.city", "op": "equals", "value": "Recife"}}]}</code>
/// <c>{}</c> is everybody. The fields and what can be asked of them stand in <see cref="FilterFields"/> and docs/operate/segments.md.</summary>
public abstract record SegmentFilter
{
    public const int MaxDepth = 8;
    public const int MaxConditions = 100;
    public const int MaxValues = 500;
    public const int MaxText = 500;

    private SegmentFilter() { }

    public static SegmentFilter Everybody { get; } = new And([]);

    /// <summary>For lists of contacts. No segment can say it: whom it would mean stays out of every audience.</summary>
    internal static SegmentFilter Blocked { get; } = new Condition(new FilterOperator(FilterOperand.Nothing, Blocklist.BlockedSql.Contact), null, null);

    public sealed record And(IReadOnlyList<SegmentFilter> Parts) : SegmentFilter;

    public sealed record Or(IReadOnlyList<SegmentFilter> Parts) : SegmentFilter;

    public sealed record Not(SegmentFilter Part) : SegmentFilter;

    /// <param name="Name">The variable's name where the field is one.</param>
    /// <param name="Value">What the operator takes, as the type that it takes; null when it takes nothing.</param>
    internal sealed record Condition(FilterOperator Operator, string? Name, object? Value) : SegmentFilter;

    /// <summary>One condition, for code; the value must be of the type that the operator takes.</summary>
    internal static SegmentFilter Of(string field, string op, object? value) => new Condition(FilterFields.Find(field)![op], FilterFields.VariableOf(field), value);

    /// <summary>Reads a filter; a wrong one is answered with where in it and what is wrong.</summary>
    /// <param name="problem">Such as <c>and[1].op: "like" cannot be asked of name; use equals, contains, starts_with, exists or missing.</c></param>
    public static bool TryRead(JsonElement json, out SegmentFilter filter, out string? problem)
    {
        var conditions = 0;
        try
        {
            if (!StorableJson.Check(json)) throw new FilterException("", "The filter " + StorableJson.Problem);
            filter = Read(json, "", 1, ref conditions);
            problem = null;
            return true;
        }
        catch (FilterException wrong)
        {
            filter = Everybody;
            problem = wrong.Message;
            return false;
        }
    }

    /// <summary>A filter that was checked before it was saved.</summary>
    /// <exception cref="InvalidOperationException">It does not read: it was saved by a version that knew more.</exception>
    internal static SegmentFilter Saved(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TryRead(document.RootElement, out var filter, out var problem) ? filter : throw new InvalidOperationException("A saved filter cannot be read: " + problem);
    }

    // A tree is read by recursion, and from any depth there is one way out; it never leaves this file.
    private sealed class FilterException(string path, string sentence) : Exception(path.Length == 0 ? sentence : $"{path.TrimStart('.')}: {sentence}");

    private static SegmentFilter Read(JsonElement json, string path, int depth, ref int conditions)
    {
        if (depth > MaxDepth) throw new FilterException(path, $"The filter is nested more than {MaxDepth} deep.");
        if (json.ValueKind != JsonValueKind.Object) throw new FilterException(path, "Here stands an object with and, or, not, or field.");
        if (json.TryGetProperty("field", out _)) return ReadCondition(json, path, ref conditions);
        using var properties = json.EnumerateObject();
        if (!properties.MoveNext())
            return depth == 1 ? Everybody : throw new FilterException(path, "Here stands an object with and, or, not, or field.");
        var only = properties.Current;
        if (properties.MoveNext()) throw new FilterException(path, "Use and, or, or not, one at a time.");
        return only.Name switch
        {
            "and" => new And(ReadParts(only.Value, path + ".and", depth, ref conditions)),
            "or" => new Or(ReadParts(only.Value, path + ".or", depth, ref conditions)),
            "not" => new Not(Read(only.Value, path + ".not", depth + 1, ref conditions)),
            _ => throw new FilterException(path, $"\"{Short(only.Name)}\" is none of and, or, not, field."),
        };
    }

    private static List<SegmentFilter> ReadParts(JsonElement json, string path, int depth, ref int conditions)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0) throw new FilterException(path, "Here stands a list of at least one condition.");
        var parts = new List<SegmentFilter>();
        foreach (var part in json.EnumerateArray()) parts.Add(Read(part, $"{path}[{parts.Count}]", depth + 1, ref conditions));
        return parts;
    }

    private static Condition ReadCondition(JsonElement json, string path, ref int conditions)
    {
        if (++conditions > MaxConditions) throw new FilterException(path, $"The filter has more than {MaxConditions} conditions.");
        var name = Text(json, "field", path);
        if (FilterFields.Find(name) is not { } field) throw new FilterException(path + ".field", $"\"{Short(name)}\" is no field; use {string.Join(", ", FilterFields.Names)} or variables.NAME.");
        var op = Text(json, "op", path);
        if (!field.TryGetValue(op, out var chosen)) throw new FilterException(path + ".op", $"\"{Short(op)}\" cannot be asked of {Short(name)}; use {string.Join(", ", field.Keys)}.");
        if (!chosen.Takes.TryRead(json, out var value)) throw new FilterException(path, $"{op} takes {chosen.Takes.Description}.");
        return new Condition(chosen, FilterFields.VariableOf(name), value);
    }

    private static string Text(JsonElement json, string property, string path) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FilterException($"{path}.{property}", "A text is missing here.");

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
