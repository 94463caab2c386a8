namespace Parley.Tests.Crash;

/// <summary>How much of each: little in every test run, much in <c>./parley soak</c>, whose arguments come as variables.</summary>
internal static class Scale
{
    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("PARLEY_SOAK") is { Length: > 0 };

    /// <summary>kill -9 of the server in the main scenario. With two in each of the scenarios of a worse network, every test run kills ten servers under load;
    /// one takes about four seconds.</summary>
    public static int ServerKills { get; } = Of("PARLEY_SOAK_KILLS", usually: 6, soak: 50);

    /// <summary>kill -9 of PostgreSQL.</summary>
    public static int DatabaseKills { get; } = Of("PARLEY_SOAK_DATABASE_KILLS", usually: 1, soak: 5);

    /// <summary>How long a node stands still before it is let go on.</summary>
    public static TimeSpan Freeze { get; } = TimeSpan.FromSeconds(Of("PARLEY_SOAK_FREEZE", usually: 12, soak: 60));

    public static int Of(int usually, int soak) => IsSoak ? soak : usually;

    private static int Of(string variable, int usually, int soak) => !IsSoak ? usually : int.TryParse(Environment.GetEnvironmentVariable(variable), out var set) ? set : soak;
}
