using Parley.Channels.Simulator.Phones;

namespace Parley.Channels.Simulator.Control;

/// <summary>How a world behaves.</summary>
/// <param name="Seed">The same seed gives every message the same fate again.</param>
/// <param name="LatencyMs">From taking a message to saying so.</param>
/// <param name="DeliverAfterMs">From taken to delivered.</param>
/// <param name="ReadAfterMs">From delivered to read.</param>
/// <param name="ReadRate">Share of messages that are read at all.</param>
/// <param name="TransientFailureRate">Share of tries that surely do not leave.</param>
/// <param name="UnknownRate">Share of tries without an answer; half of them reach the person.</param>
/// <param name="UnregisteredRate">Share of numbers without an account.</param>
/// <param name="LostReceiptRate">Share of receipts that never come.</param>
/// <param name="DuplicateEventRate">Share of events that come twice.</param>
/// <param name="ReorderRate">Share of messages whose read receipt comes before the delivered one, and of people's messages that the next one overtakes.</param>
public sealed record WorldView(long Seed, int LatencyMs, int DeliverAfterMs, int ReadAfterMs, double ReadRate, double TransientFailureRate, double UnknownRate, double UnregisteredRate,
    double LostReceiptRate, double DuplicateEventRate, double ReorderRate)
{
    internal static WorldView Of(WorldSettings settings) => new(settings.Seed, settings.LatencyMs, settings.DeliverAfterMs, settings.ReadAfterMs, settings.ReadRate,
        settings.TransientFailureRate, settings.UnknownRate, settings.UnregisteredRate, settings.LostReceiptRate, settings.DuplicateEventRate, settings.ReorderRate);
}
