using System.Diagnostics;
using System.Text.Json;

namespace Parley.Bench.Throughput;

/// <summary>The same number of jobs through BullMQ on a Redis of its own, in the same run on the same machine; Redis keeps its defaults (nothing is forced to disk).</summary>
internal static class BullMqBench
{
    public static async Task<BenchResult> Run(int jobs)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "bullmq");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ioredis"))) await Execute("npm", folder, "ci", "--no-audit", "--no-fund");
        const int port = 6399;
        using var redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", Path.GetTempPath()]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("redis-server did not start; install the package redis-server.");
        try
        {
            while (await redis.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal)) { }
            _ = redis.StandardOutput.ReadToEndAsync();
            var answer = JsonSerializer.Deserialize<JsonElement>(await Execute("node", folder, "run.mjs", $"{jobs}", $"{port}"));
            return new BenchResult("BullMQ", $"add and process {jobs} jobs, nothing else", "jobs/s", answer.GetProperty("jobsPerSecond").GetDouble(),
                new() { ["addSeconds"] = answer.GetProperty("addSeconds").GetDouble(), ["processSeconds"] = answer.GetProperty("processSeconds").GetDouble() });
        }
        finally
        {
            redis.Kill();
            await redis.WaitForExitAsync();
        }
    }

    private static async Task<string> Execute(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}.");
    }
}
