using System.Globalization;

namespace Parley.Tests.Crash;

/// <summary>One line per scenario, for whoever ran it: in the test's output, and in the file that <c>./parley soak</c> prints (PARLEY_CRASH_REPORT).</summary>
internal static class CrashReport
{
    private static readonly Lock Writing = new();

    /// <param name="kills">How often something was killed, stopped or frozen.</param>
    /// <param name="clients">Whose accepted messages must all be in the ledger; null when none sent over HTTP.</param>
    /// <param name="recovery">The longest time from a kill until the work went on; null where nothing had to.</param>
    public static async Task Line(CrashStage stage, string scenario, int kills, Verdict verdict, ApiClients? clients, TimeSpan? recovery)
    {
        var rescued = await stage.Count("SELECT count(*) FROM message_attempts WHERE reason = 'crash'");
        var missing = clients?.Accepted.Values.Except(verdict.Ledger.Select(entry => entry.Id)).Count() ?? 0;
        string[] cells =
        [
            scenario, Number(kills), Number(verdict.Ledger.Count), Number(verdict.Ledger.Count(entry => verdict.ShownTo(entry.Recipient) == 1)), Number(verdict.Twice.Count), Number(verdict.Lost.Count + missing),
            Number(verdict.States.GetValueOrDefault("unknown")), Number(verdict.States.GetValueOrDefault("failed")), Number(rescued), Number(verdict.Network.DuplicatesSuppressed), Number(clients?.Repeats ?? 0),
            recovery is { } time ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : "-",
        ];
        TestContext.Current.SendDiagnosticMessage(string.Join(" | ", cells));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(" | ", cells));
        if (Environment.GetEnvironmentVariable("PARLEY_CRASH_REPORT") is { Length: > 0 } file)
            lock (Writing) File.AppendAllText(file, string.Join('\t', cells) + "\n");
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
