using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Parley.ApiDocument;

/// <summary>The doc comments of the code, as the compiler wrote them beside the assembly.</summary>
internal static partial class CodeComments
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(Load);

    /// <summary>A type's summary as Markdown; null when it has none.</summary>
    public static string? Of(Type type) => Summary("T:" + type.FullName?.Replace('+', '.'));

    /// <inheritdoc cref="Of(Type)"/>
    public static string? Of(PropertyInfo property) => Summary($"P:{property.DeclaringType?.FullName?.Replace('+', '.')}.{property.Name}");

    /// <summary>A method's summary as Markdown; null when it, or any of its overloads, has none.</summary>
    public static string? Of(MethodInfo method)
    {
        var id = $"M:{method.DeclaringType?.FullName?.Replace('+', '.')}.{method.Name}";
        return Members.Value.Keys.FirstOrDefault(key => key == id || key.StartsWith(id + "(", StringComparison.Ordinal)) is { } found ? Summary(found) : null;
    }

    private static string? Summary(string id) => Members.Value.GetValueOrDefault(id)?.Element("summary") is { } summary ? Text(summary) : null;

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement see when see.Attribute("cref") is { } cref => cref.Value[(cref.Value.LastIndexOf('.') + 1)..],
        XElement named when named.Attribute("name") is { } name => name.Value,
        XElement other => Text(other),
        _ => "",
    })), " ").Trim();

    private static Dictionary<string, XElement> Load()
    {
        var file = Path.ChangeExtension(typeof(CodeComments).Assembly.Location, ".xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
