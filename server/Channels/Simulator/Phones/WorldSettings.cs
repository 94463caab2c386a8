namespace Parley.Channels.Simulator.Phones;

/// <summary>How a world behaves; changed through <c>PUT /api/simulator/world</c>. Rates are from 0 (never) to 1 (always).</summary>
internal sealed record WorldSettings
{
    /// <summary>The same seed gives every message to and of a person the same fate again, in the order in which the person gets or writes them.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The network takes a message at once and says so this many milliseconds later.</summary>
    public int LatencyMs { get; init; }

    /// <summary>From taken to delivered. Shorter than the latency: receipts come before the acknowledgement.</summary>
    public int DeliverAfterMs { get; init; } = 100;

    /// <summary>From delivered to read.</summary>
    public int ReadAfterMs { get; init; } = 1000;

    /// <summary>Share of messages that are read at all.</summary>
    public double ReadRate { get; init; } = 1;

    /// <summary>Share of tries that surely do not leave.</summary>
    public double TransientFailureRate { get; init; }

    /// <summary>Share of tries without an answer; half of them reach the person, half do not.</summary>
    public double UnknownRate { get; init; }

    /// <summary>Share of numbers without an account.</summary>
    public double UnregisteredRate { get; init; }

    /// <summary>Share of receipts that never come.</summary>
    public double LostReceiptRate { get; init; }

    /// <summary>Share of events that come twice, with the same event id.</summary>
    public double DuplicateEventRate { get; init; }

    /// <summary>Share of messages whose read receipt comes before the delivered one, and of people's messages that are overtaken by the next.</summary>
    public double ReorderRate { get; init; }
}
