using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Parley.Channels.Gateway;

/// <summary>How many sessions one gateway process takes: what the operator says, or else what Node's version allows.</summary>
internal sealed class SessionsPerProcess(int? set, string? node, Func<int, int> byVersion)
{
    /// <summary>What all processes of an engine may keep of files that messages name, when nobody says.</summary>
    private const long MediaOfAll = 2L << 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _asking = new(1);
    private int? _known = set;

    /// <summary>Baileys 7 keeps one AsyncLocalStorage per socket, which before Node 24 makes every async step cost O(sockets): 5 ms per send at 20, 22 ms at 200. From 24 on it is
    /// only a matter of how many sessions a crash takes along.</summary>
    public static int Default(int major) => major >= 24 ? 100 : 25;

    public async ValueTask<int> Get(CancellationToken cancellationToken)
    {
        if (_known is { } known) return known;
        await _asking.WaitAsync(cancellationToken);
        try
        {
            return _known ??= byVersion(await MajorOf(node, cancellationToken));
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>What is meant for one process of an engine, cut for one of several: connections to the database, and room for files.</summary>
    public Dictionary<string, string> Shares(IReadOnlyDictionary<string, string> variables)
    {
        var shares = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        var isSmall = _known < 5;
        shares.TryAdd("GATEWAY_DATABASE_CONNECTIONS", isSmall ? "2" : "5");
        shares.TryAdd("GATEWAY_MEDIA_CACHE_BYTES", (isSmall ? MediaOfAll / 16 : MediaOfAll / 4).ToString(CultureInfo.InvariantCulture));
        return shares;
    }

    /// <returns>0 when it cannot be found out, which counts as old.</returns>
    internal static async Task<int> MajorOf(string? node, CancellationToken cancellationToken)
    {
        if (node is null) return 0;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(node, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true });
            if (process is null) return 0;
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, cancellationToken);
            return line is ['v', ..] && int.TryParse(line[1..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
        }
        catch (Exception unknown) when (unknown is Win32Exception or IOException or TimeoutException)
        {
            return 0;
        }
    }
}
