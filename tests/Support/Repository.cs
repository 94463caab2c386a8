namespace Parley.Tests.Support;

/// <summary>The repository's own files, for tests that hold documents and code to each other.</summary>
public static class Repository
{
    /// <summary>The folder that holds Parley.slnx.</summary>
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Parley.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not run within the repository.");
    }
}
