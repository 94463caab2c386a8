using System.Collections.Concurrent;
using System.Reflection;

namespace Parley.Platform.Data;

/// <summary>Reads the statements that stand as .sql files beside their use case.</summary>
public static class Sql
{
    private static readonly ConcurrentDictionary<string, string> Cache = new(StringComparer.Ordinal);
    private static readonly Assembly Here = typeof(Sql).Assembly;

    /// <summary>The text of <c>server/{path}</c>, for example <c>Outbox/claim.sql</c>.</summary>
    /// <exception cref="FileNotFoundException">No such file was compiled in.</exception>
    public static string File(string path) => Cache.GetOrAdd(path, static path =>
    {
        // MSBuild turns folders into dots and leaves file names as they are.
        var name = "Parley." + path.Replace('/', '.');
        using var stream = Here.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"No statement {path} in the assembly; is it an embedded .sql file?", path);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>The migration scripts in the order of their numbers.</summary>
    public static IEnumerable<(string Name, string Text)> Migrations() =>
        Here.GetManifestResourceNames()
            .Where(name => name.StartsWith("Parley.Schema.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name["Parley.Schema.".Length..], Read(name)));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Here.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
