using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>POST /api/simulator/world/reset: phones, messages, figures, settings and faults as on the first day. Sessions stay linked and connected.</summary>
public static class ResetWorld
{
    internal static NoContent Handle(Caller caller, Worlds worlds)
    {
        worlds.Of(caller.Tenant).Reset();
        return TypedResults.NoContent();
    }
}
