using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones/{number}. Every number is a phone, so this never misses.</summary>
public static class ShowPhone
{
    internal static Results<Ok<PhoneView>, ProblemHttpResult> Handle(string number, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        var world = worlds.Of(caller.Tenant);
        return TypedResults.Ok(PhoneView.Of(world, world.DistrictOf(phone).Look(phone)));
    }
}
