using System.Collections.Concurrent;
using System.Diagnostics;
using Parley.Identity;
using Parley.Identity.ApiKeys;

namespace Parley.Bench.Throughput;

/// <summary>P6: POST /api/messages, from the call's due time to the committed answer. Calls are due at even distances and wait for nobody,
/// so a slow answer makes the later ones late too. Then the ceiling: as many as the server takes.</summary>
internal static class MessagesBench
{
    private const int Connections = 64;

    public static async Task<BenchResult> Run(int perSecond, int seconds)
    {
        await using var server = await BenchServer.Start();
        var key = ApiKeyText.New();
        await server.Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'bench', $2, $3, $4, 'bench', now())",
            server.Tenant.Value, ApiKeyText.Prefix(key), ApiKeyText.Digest(key), new[] { Scopes.All });
        var connections = new LeanHttp[Connections];
        for (var i = 0; i < Connections; i++) connections[i] = await LeanHttp.Connect(server.Address, key);

        await AtRate(connections, perSecond, 3, 0);
        var late = await AtRate(connections, perSecond, seconds, 1);
        var before = (Own: Process.GetCurrentProcess().TotalProcessorTime, Database: await DatabaseTime(server));
        var taken = (long)(await server.Scalar("SELECT count(*) FROM messages"))!;
        var ceiling = await Ceiling(connections, seconds);
        taken = (long)(await server.Scalar("SELECT count(*) FROM messages"))! - taken;
        var own = (Process.GetCurrentProcess().TotalProcessorTime - before.Own).TotalMicroseconds / taken;
        var database = (await DatabaseTime(server) - before.Database).TotalMicroseconds / taken;
        foreach (var connection in connections) connection.Dispose();
        Array.Sort(late);
        return new BenchResult("P6", $"POST /api/messages at {perSecond}/s for {seconds} s: p99", "ms", late[late.Length * 99 / 100],
            new() { ["p50"] = late[late.Length / 2], ["p999"] = late[late.Length * 999 / 1000], ["max"] = late[^1], ["ceilingPerSecond"] = ceiling, ["ownMicrosecondsEach"] = own, ["databaseMicrosecondsEach"] = database });
    }

    private static async Task<double[]> AtRate(LeanHttp[] connections, int perSecond, int seconds, int round)
    {
        var waits = new ConcurrentBag<double>();
        var free = new ConcurrentBag<LeanHttp>(connections);
        using var slots = new SemaphoreSlim(connections.Length);
        var began = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var n = 0; n < perSecond * seconds; n++)
        {
            var at = began + (long)((double)n / perSecond * Stopwatch.Frequency);
            while (Stopwatch.GetTimestamp() < at) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            await slots.WaitAsync();
            free.TryTake(out var connection);
            running.Add(Call(connection!, n, at));
        }
        await Task.WhenAll(running);
        return [.. waits];

        async Task Call(LeanHttp connection, int n, long at)
        {
            var status = await connection.Post("/api/messages", Body(round, n));
            if (status != 202) throw new InvalidOperationException($"The server answered {status}.");
            waits.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            free.Add(connection);
            slots.Release();
        }
    }

    private static async Task<double> Ceiling(LeanHttp[] connections, int seconds)
    {
        var until = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(connections.Select(async (connection, index) =>
        {
            var count = 0;
            for (; Stopwatch.GetTimestamp() < until; count++)
                if (await connection.Post("/api/messages", Body(2 + index % 7, index + connections.Length * count)) is not 202 and var status) throw new InvalidOperationException($"The server answered {status}.");
            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>CPU time of all server processes of the database, so that a busy machine does not hide what a message costs.</summary>
    private static async Task<TimeSpan> DatabaseTime(BenchServer server)
    {
        var sum = 0L;
        foreach (var process in ((string)(await server.Scalar("SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE pid IS NOT NULL"))!).Split(' '))
        {
            var path = $"/proc/{process}/stat";
            if (!File.Exists(path)) continue;
            var fields = (await File.ReadAllTextAsync(path)).Split(')')[^1].Split(' ');
            sum += long.Parse(fields[12], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(fields[13], System.Globalization.CultureInfo.InvariantCulture);
        }
        return TimeSpan.FromMilliseconds(sum * 10); // a hundred ticks a second
    }

    private static string Body(int round, int n) => $"{{\"to\":\"+55{11 + round}9{80000000 + n}\",\"text\":\"Your order {n} is on its way.\"}}";
}
