using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Parley.Bench;

/// <summary>Keeps a run's figures as JSON in bench/results, with the machine named, and prints them as a table.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string run, IReadOnlyList<BenchResult> results, string? folder)
    {
        foreach (var result in results) Console.WriteLine(result);
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        var now = TimeProvider.System.GetUtcNow();
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd-HHmm}-{run}.json"));
        File.WriteAllText(path, JsonSerializer.Serialize(new { at = now, run, machine = Machine(), results = results.Select(r => new { r.Id, r.What, r.Unit, value = Math.Round(r.Value, 2), details = r.Details.ToDictionary(d => d.Key, d => Math.Round(d.Value, 2)) }) }, Indented) + "\n");
        Console.WriteLine($"Kept in {path}");
    }

    private static object Machine() => new
    {
        cores = Environment.ProcessorCount,
        processor = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null,
        memoryGb = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0, 1),
        os = RuntimeInformation.OSDescription,
        runtime = RuntimeInformation.FrameworkDescription,
        load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null,
    };
}
