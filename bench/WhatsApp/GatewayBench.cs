using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Parley.Bench.Throughput;

namespace Parley.Bench.WhatsApp;

/// <summary>P8: what a session of the unmodified Baileys costs in the gateway, behind the whole server: memory, linking, sending, and coming back after the gateway was killed;
/// and the memory of a session that is a browser.</summary>
internal static class GatewayBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

    /// <param name="sessions">In one process.</param>
    /// <param name="messages">To as many people, in each measured campaign.</param>
    /// <param name="node">Another Node than the first of the PATH.</param>
    public static async Task<List<BenchResult>> Run(int sessions, int messages, string? node)
    {
        var root = Environment.GetEnvironmentVariable("PARLEY_ROOT") ?? throw new InvalidOperationException("PARLEY_ROOT is not set; run the benchmarks with ./parley bench.");
        var browser = Browsers.FirstOrDefault(File.Exists);
        await using var network = await StandinNetwork.Start(root);
        await using var server = await BenchServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BAILEYS"] = "on",
            ["BAILEYS_SESSIONS_PER_PROCESS"] = sessions.ToString(CultureInfo.InvariantCulture),
            ["BAILEYS_WS_URL"] = network.SocketUrl,
            ["NODE_EXTRA_CA_CERTS"] = network.Certificate,
            ["GATEWAY_DIST"] = Path.Combine(root, "gateway", "dist"),
            ["GATEWAY_NODE"] = node,
            ["WEBJS"] = browser is null ? "off" : "on",
            ["PUPPETEER_EXECUTABLE_PATH"] = browser,
            ["WEBJS_CHROMIUM_ARGS"] = JsonSerializer.Serialize(new[] { $"--host-resolver-rules=MAP web.whatsapp.com {network.PageHost},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1", "--ignore-certificate-errors" }),
            // The server's own default is asked of, not the benchmarks'.
            ["Senders:StartsPerSecond"] = null,
        });
        var results = new List<BenchResult>();
        var memory = new SortedDictionary<int, double>();
        foreach (var count in new[] { 1, Math.Min(50, sessions), sessions }.Distinct())
        {
            var before = memory.Keys.LastOrDefault();
            var clock = Stopwatch.StartNew();
            await server.AddSenders("baileys", before, count - before, """{"profile":"none"}""", 1_000_000, network.Scan);
            var linking = clock.Elapsed.TotalSeconds / (count - before);
            memory[count] = await Settled();
            var each = count == 1 ? 0 : (memory[count] - memory[1]) / (count - 1);
            results.Add(new BenchResult("P8", $"memory of each further session, {count} in one process", "MB", each, new() { ["processMb"] = memory[count], ["secondsToLinkEach"] = linking }));
            // One sender has them all; then they are spread over all senders.
            if (count is 1 || count == sessions) results.Add(await Sends(server, count, messages, "never written to before"));
            if (count is 1) results.Add(await Sends(server, count, messages, "written to before"));
        }

        var started = Stopwatch.StartNew();
        foreach (var gateway in Gateways()) gateway.Kill();
        await BenchServer.Until(Patience, async () => await server.Connected() < sessions);
        var lost = started.Elapsed.TotalSeconds;
        await BenchServer.Until(Patience, async () => await server.Connected() == sessions);
        results.Add(new BenchResult("P8", $"all {sessions} sessions back after their gateway was killed", "s", started.Elapsed.TotalSeconds, new() { ["secondsUntilNoticed"] = lost, ["processMb"] = await Settled() }));
        if (browser is not null) results.Add(await Browser(server, network, sessions));
        return results;
    }

    /// <summary>One session of whatsapp-web.js: its browser's processes, pages that they share counted once. The stand-in's page is tiny, so this is the least that one can cost.</summary>
    private static async Task<BenchResult> Browser(BenchServer server, StandinNetwork network, int before)
    {
        var clock = Stopwatch.StartNew();
        await server.AddSenders("webjs", before, 1, "{\"profile\":\"none\"}", 1_000_000, network.Scan);
        var linking = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        var browsers = Below(Environment.ProcessId).Where(id => Lines($"/proc/{id}/cmdline").Any(line => line.Contains("chrom", StringComparison.Ordinal) && !line.Contains("main.js", StringComparison.Ordinal))).ToList();
        return new BenchResult("P8", "memory of the browser of one webjs session", "MB", browsers.Sum(Pss), new() { ["processes"] = browsers.Count, ["secondsToLink"] = linking });
    }

    private static double Pss(int id) => Lines($"/proc/{id}/smaps_rollup").FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal)) is { } pss
        ? double.Parse(pss.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024 : 0;

    /// <summary>The processes below this one, at whatever depth.</summary>
    private static IEnumerable<int> Below(int parent) =>
        Process.GetProcesses().Select(process => process.Id).Where(id => Lines($"/proc/{id}/status").Contains($"PPid:\t{parent}", StringComparer.Ordinal)).ToList().SelectMany(id => Below(id).Prepend(id));

    private static async Task<BenchResult> Sends(BenchServer server, int senders, int messages, string people)
    {
        await server.Execute("DELETE FROM contacts");
        await PipelineBench.AddCampaign(server, messages);
        var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
        await server.OpenCampaign();
        await BenchServer.Until(Patience, async () => (long)(await server.Scalar("SELECT count(*) FROM messages WHERE state IN ('sent', 'delivered', 'read') AND created_at > now() - interval '1 hour'"))! >= await Total(server));
        return new BenchResult("P8", $"sends to people {people}, through {senders} session(s) of one process", "msg/s", messages / clock.Elapsed.TotalSeconds,
            new() { ["gatewayCpuMsEach"] = (Cpu() - cpu).TotalMilliseconds / messages });
    }

    private static async Task<long> Total(BenchServer server) => (long)(await server.Scalar("SELECT count(*) FROM messages"))!;

    /// <summary>Resident memory once it has stopped moving, in MB.</summary>
    private static async Task<double> Settled()
    {
        var (least, since) = (double.MaxValue, TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(10))
        {
            least = Math.Min(least, Gateways().Sum(gateway => gateway.WorkingSet64) / 1048576.0);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
        return least;
    }

    private static TimeSpan Cpu() => Gateways().Aggregate(TimeSpan.Zero, (sum, gateway) => sum + gateway.TotalProcessorTime);

    /// <summary>The gateway processes of this server: its children that run gateway/dist/main.js.</summary>
    private static List<Process> Gateways() =>
        [.. Process.GetProcesses().Where(process => Lines($"/proc/{process.Id}/status").Contains($"PPid:\t{Environment.ProcessId}", StringComparer.Ordinal)
            && Lines($"/proc/{process.Id}/cmdline").Any(line => line.Contains("gateway/dist/main.js", StringComparison.Ordinal)))];

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return []; // It just ended.
        }
    }
}
