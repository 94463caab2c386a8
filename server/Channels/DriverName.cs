namespace Parley.Channels;

/// <summary>The names of the drivers, as they stand in the database and on the wire.</summary>
public static class DriverName
{
    public const string Cloud = "cloud";
    public const string Baileys = "baileys";
    public const string WebJs = "webjs";
    public const string Simulator = "simulator";

    public static IReadOnlyList<string> All { get; } = [Cloud, Baileys, WebJs, Simulator];
}
