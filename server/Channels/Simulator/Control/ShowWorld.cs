using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/world: how the tenant's world behaves now.</summary>
public static class ShowWorld
{
    internal static Ok<WorldView> Handle(Caller caller, Worlds worlds) => TypedResults.Ok(WorldView.Of(worlds.Of(caller.Tenant).Settings));
}
