namespace Parley.Senders;

/// <summary>How many senders a node should hold. Nodes fill up to an equal share and give up only what exceeds it noticeably,
/// so that senders do not wander back and forth.</summary>
public static class SharePolicy
{
    /// <summary>The most a node takes.</summary>
    public static int Share(int senders, int workers) => workers <= 0 ? senders : (senders + workers - 1) / workers;

    /// <summary>How many to take now.</summary>
    public static int ToClaim(int held, int unheld, int senders, int workers) => Math.Clamp(Share(senders, workers) - held, 0, unheld);

    /// <summary>How many to give up now: down to the share, once it is exceeded by more than a twentieth.</summary>
    public static int ToRelease(int held, int senders, int workers, int most)
    {
        var share = Share(senders, workers);
        return held > share + share / 20 ? Math.Min(held - share, most) : 0;
    }
}
