using System.Globalization;
using Parley.Identity.ApiKeys;

namespace Parley.CommandLine;

/// <summary>Which server the command line talks to, and as whom: PARLEY_URL and PARLEY_API_KEY, else the server of the data folder.</summary>
/// <param name="IsLocal">It runs on this machine's data folder.</param>
internal sealed record ServerPlace(Uri Address, string Key, bool IsLocal)
{
    /// <exception cref="VerbEnded">There is none; the sentence says what to do.</exception>
    public static ServerPlace Find(Func<string, string?> variable)
    {
        var dataDir = Path.GetFullPath(variable("DATA_DIR") ?? "data");
        var named = variable("PARLEY_URL");
        var address = named is null ? OfDataFolder(dataDir) : Named(named);
        // The local key is the local server's: it is not shown to whatever a variable points to.
        var key = variable("PARLEY_API_KEY") ?? (address.IsLoopback ? KeyOf(dataDir) : throw new VerbEnded(ExitStatus.Usage, $"Set PARLEY_API_KEY to an API key of {address}."));
        return new ServerPlace(address, key, named is null);
    }

    private static Uri Named(string text) => Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new VerbEnded(ExitStatus.Usage, $"PARLEY_URL must be an http:// or https:// address, not \"{text}\".");

    private static Uri OfDataFolder(string dataDir)
    {
        if (!File.Exists(AddressFile.PathIn(dataDir))) throw NotRunning(dataDir);
        var lines = Read(AddressFile.PathIn(dataDir)).Split('\n', StringSplitOptions.TrimEntries);
        // Whoever took the port after a crash must not be handed the key.
        if (lines.Length < 2 || !int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var process) || !Runs(process)) throw NotRunning(dataDir);
        return new Uri(lines[0] + "/");
    }

    private static bool Runs(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static VerbEnded NotRunning(string dataDir) =>
        new(ExitStatus.NotReachable, $"No Parley runs on {dataDir}. Start it with ./parley up, or set PARLEY_URL and PARLEY_API_KEY to reach one elsewhere.");

    private static string KeyOf(string dataDir)
    {
        var path = CommandLineKey.PathIn(dataDir);
        return File.Exists(path) ? Read(path).Trim() : throw new VerbEnded(ExitStatus.Failed, $"{path} is not there, which lets the command line in: the server writes it at its next start. Or set PARLEY_API_KEY.");
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new VerbEnded(ExitStatus.Failed, $"You may not read {path}: run this as the user who runs the server (sudo -u USER ./parley …), or set PARLEY_API_KEY.");
        }
    }
}
