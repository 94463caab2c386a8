using System.Diagnostics;
using Parley.Contacts.Numbers;

namespace Parley.Bench.Micro;

/// <summary>How many numbers one thread reads in a second. Verb: <c>numbers</c>.</summary>
internal static class NumbersBench
{
    private const int Numbers = 1_000_000;
    private const int Rounds = 3;

    public static void Run(TextWriter output)
    {
        var cold = Stopwatch.StartNew();
        _ = PhoneNumber.TryParse("+5511987654321", "BR", out _, out _);
        output.WriteLine($"first number, with reading the plans: {cold.ElapsedMilliseconds} ms");
        BuildAll(output);
        Measure("Brazil, national: (11) 98765-4321", "BR", i => $"(11) 9{8000_0000 + i % 1_000_000:0000-0000}", output);
        Measure("Brazil, WhatsApp: 553187654321@s.whatsapp.net", null, i => $"5531{8000_0000 + i % 1_000_000}@s.whatsapp.net", output);
        Measure("Argentina: 011 15 2345-6789", "AR", i => $"011 15 2{300_0000 + i % 1_000_000:000-0000}", output);
        Measure("USA: +1 213 373 4253", null, i => $"+1 213 {373_0000 + i % 900_000:000 0000}", output);
        string[] world =
        [
            "+55 11 98765-4321", "+54 9 11 2345-6789", "+52 55 1234 5678", "+1 213-373-4253", "+44 20 7946 0958", "+49 1512 3456789", "+39 06 1234 5678",
            "+33 6 12 34 56 78", "+91 98765 43210", "+62 812-3456-7890", "+234 803 123 4567", "+7 912 345-67-89", "+1 268 464 1234", "+86 131 2345 6789",
        ];
        Measure("fourteen countries, international, some no numbers", "BR", i => i % 20 == 0 ? "n/a" : world[i % world.Length], output);
    }

    private static void BuildAll(TextWriter output)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var slowest = TimeSpan.Zero;
        var largest = 0;
        var watch = Stopwatch.StartNew();
        foreach (var plan in NumberingPlans.World.All)
        {
            var start = watch.Elapsed;
            largest = Math.Max(largest, plan.States);
            slowest = watch.Elapsed - start > slowest ? watch.Elapsed - start : slowest;
        }

        var took = watch.ElapsedMilliseconds;
        var kilobytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024;
        output.WriteLine($"every country's plan built: {took} ms (the slowest {slowest.TotalMilliseconds:0.0} ms), {kilobytes} kB, at most {largest} states");
    }

    private static void Measure(string name, string? region, Func<int, string> spell, TextWriter output)
    {
        string[] texts = [.. Enumerable.Range(0, Numbers).Select(spell)];
        var read = 0;
        var best = double.MaxValue;
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            read = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            foreach (var text in texts)
                read += PhoneNumber.TryParse(text, region, out _, out _) ? 1 : 0;
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine($"{name}: {Numbers / best / 1e6:0.0} million/s, {best / Numbers * 1e9:0} ns each, {allocated / Numbers} bytes each, {read * 100.0 / Numbers:0}% valid");
    }
}
