using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>PUT /api/simulator/world: how the tenant's world behaves from now on. A field that is left out stays as it is; the answer is the whole.</summary>
public static class ChangeWorld
{
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
    public sealed record Request(long? Seed, [Range(0, 3_600_000)] int? LatencyMs, [Range(0, 86_400_000)] int? DeliverAfterMs, [Range(0, 86_400_000)] int? ReadAfterMs,
        [Range(0, 1)] double? ReadRate, [Range(0, 1)] double? TransientFailureRate, [Range(0, 1)] double? UnknownRate, [Range(0, 1)] double? UnregisteredRate,
        [Range(0, 1)] double? LostReceiptRate, [Range(0, 1)] double? DuplicateEventRate, [Range(0, 1)] double? ReorderRate);

    internal static Ok<WorldView> Handle(Request request, Caller caller, Worlds worlds)
    {
        var world = worlds.Of(caller.Tenant);
        var before = world.Settings;
        world.Settings = new WorldSettings
        {
            Seed = request.Seed ?? before.Seed,
            LatencyMs = request.LatencyMs ?? before.LatencyMs,
            DeliverAfterMs = request.DeliverAfterMs ?? before.DeliverAfterMs,
            ReadAfterMs = request.ReadAfterMs ?? before.ReadAfterMs,
            ReadRate = request.ReadRate ?? before.ReadRate,
            TransientFailureRate = request.TransientFailureRate ?? before.TransientFailureRate,
            UnknownRate = request.UnknownRate ?? before.UnknownRate,
            UnregisteredRate = request.UnregisteredRate ?? before.UnregisteredRate,
            LostReceiptRate = request.LostReceiptRate ?? before.LostReceiptRate,
            DuplicateEventRate = request.DuplicateEventRate ?? before.DuplicateEventRate,
            ReorderRate = request.ReorderRate ?? before.ReorderRate,
        };
        return TypedResults.Ok(WorldView.Of(world.Settings));
    }
}
