namespace Parley.Broadcasts;

/// <summary>Numbers of broadcast lists (section <c>Broadcasts</c> of the configuration).</summary>
public sealed class BroadcastsOptions
{
    /// <summary>Members of a group, 1 to 1024; a list may be made with another size.</summary>
    public int GroupSize { get; set; } = 256;

    /// <summary>From the end of one group to the next one; a sending may choose another pause.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often sendings are looked at for a group that ended or whose time has come.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Members that one transaction writes.</summary>
    public int Batch { get; set; } = 10_000;

    /// <summary>What is wrong with them, in a sentence that names the setting; null when they can be used.</summary>
    public string? Objection() => GroupSize is < 1 or > 1024 ? "Broadcasts:GroupSize must be from 1 to 1024."
        : Pause < TimeSpan.Zero || Pause > TimeSpan.FromHours(1) ? "Broadcasts:Pause must be from 0 to an hour."
        : Look < TimeSpan.FromMilliseconds(20) || Look > TimeSpan.FromMinutes(1) ? "Broadcasts:Look must be from 20 ms to a minute."
        : Batch is < 1 or > 100_000 ? "Broadcasts:Batch must be from 1 to 100000." : null;
}
