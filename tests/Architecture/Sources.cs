using System.Text.RegularExpressions;
using Parley.Tests.Support;

namespace Parley.Tests.Architecture;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines { get; } = Text.Split('\n').Length - (Text.EndsWith('\n') ? 1 : 0);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>What stands in the repository, without what is built or fetched.</summary>
internal static partial class Sources
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "data", "dist", ".git", ".wip", "results"];

    public static IReadOnlyList<SourceFile> Under(string folder, params string[] endings) =>
        [.. Files(new DirectoryInfo(System.IO.Path.Combine(Repository.Root, folder))).Where(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>C# without comments and strings, so that only names are left.</summary>
    public static string Code(string text) => CommentsAndStrings().Replace(text, " ");

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => !folder.Exists ? []
        : folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name, StringComparer.Ordinal)).SelectMany(Files));

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\"{3}.*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
        """, RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 5000)]
    private static partial Regex CommentsAndStrings();
}
