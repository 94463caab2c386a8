using System.Diagnostics;

namespace Parley.Bench.Throughput;

/// <summary>P2: ten thousand paced senders at 20 a minute each; how late each message left against its sender's own time.</summary>
internal static class LatenessBench
{
    private const int GapMs = 3000;

    public static async Task<BenchResult> Run(int senders, int seconds)
    {
        await using var server = await BenchServer.Start();
        server.World.Settings = server.World.Settings with { DeliverAfterMs = 0, ReadAfterMs = 0 };
        await server.AddSenders(senders, $$"""{"minMs":{{GapMs}},"maxMs":{{GapMs}}}""", 1_000_000);
        await PipelineBench.AddCampaign(server, senders * (seconds * 1000 / GapMs + 2));
        await server.OpenCampaign();
        var memory = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            memory = Math.Max(memory, Process.GetCurrentProcess().WorkingSet64);
        }
        await server.Execute("UPDATE outbox_queues SET state = 'held' WHERE kind = 'campaign'");

        // The first message of a sender has no time that it could be late against; the first seconds are the rush of all senders at once.
        const string gaps = """
            SELECT {0} FROM (
                SELECT extract(epoch FROM claimed_at - lag(claimed_at) OVER (PARTITION BY sender_id ORDER BY claimed_at)) * 1000 - 3000 AS late, claimed_at
                FROM messages WHERE origin = 'campaign' AND claimed_at IS NOT NULL) g
            WHERE late IS NOT NULL AND claimed_at > (SELECT min(claimed_at) FROM messages) + interval '10 seconds'
            """;
        double[] late = (double[])(await server.Scalar(string.Format(System.Globalization.CultureInfo.InvariantCulture, gaps, "percentile_cont(ARRAY[0.5, 0.99, 1.0]) WITHIN GROUP (ORDER BY late)")))!;
        var sent = (long)(await server.Scalar("SELECT count(*) FROM messages WHERE sent_at IS NOT NULL"))!;
        return new BenchResult("P2", $"{senders} senders, one message each {GapMs} ms, {seconds} s: p99 lateness", "ms", late[1],
            new() { ["p50"] = late[0], ["max"] = late[2], ["sentPerSecond"] = sent / clock.Elapsed.TotalSeconds, ["peakMemoryMb"] = memory / 1048576.0 });
    }
}
