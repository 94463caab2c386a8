namespace Parley.Outbox;

/// <summary>What was sent is summed in slots of ten seconds (table queue_rates).</summary>
internal static class RateSlots
{
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);

    /// <summary>A batch is folded within a second of its end.</summary>
    private static readonly TimeSpan FoldedWithin = TimeSpan.FromSeconds(2);

    /// <summary>The end of the last slot that is over and folded: a rate looks at whole slots only.</summary>
    public static DateTimeOffset LastEnd(DateTimeOffset now) => new((now - FoldedWithin).UtcTicks / Slot.Ticks * Slot.Ticks, TimeSpan.Zero);
}
