using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/stats: sums over the tenant's world since its start or reset.</summary>
public static class ReadStats
{
    /// <param name="Accepted">Messages that the network took from sessions, each counted once; what phones write is not in it.</param>
    /// <param name="Delivered">Of those, how many reached their phone.</param>
    /// <param name="Read">Of those, how many were read.</param>
    /// <param name="DuplicatesSuppressed">How often the network was handed an id that it had taken before.</param>
    /// <param name="Replaced">How often a session was opened that was open already.</param>
    public sealed record Response(long Accepted, long Delivered, long Read, int Phones, long DuplicatesSuppressed, long Replaced);

    internal static Ok<Response> Handle(Caller caller, Worlds worlds)
    {
        var world = worlds.Of(caller.Tenant);
        var sums = world.Count();
        return TypedResults.Ok(new Response(sums.Accepted, sums.Delivered, sums.Read, world.PhoneCount, sums.Repeats, world.Replaced));
    }
}
