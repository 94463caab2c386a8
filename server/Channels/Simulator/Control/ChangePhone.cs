using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;

namespace Parley.Channels.Simulator.Control;

/// <summary>PATCH /api/simulator/phones/{number}: how this phone differs from the others. A field that is left out stays as it is.</summary>
public static class ChangePhone
{
    /// <param name="Online">While false, deliveries wait.</param>
    /// <param name="Registered">Whether the number has an account, whatever the world's rate says.</param>
    /// <param name="Blocks">Numbers whose messages never arrive; replaces the list before.</param>
    /// <param name="ReadAfterMs">From delivered to read, instead of the world's.</param>
    /// <param name="DeliverAfterMs">From taken to delivered, instead of the world's.</param>
    /// <param name="ReplyWith">The person answers every message that is read with this; empty stops that.</param>
    public sealed record Request(bool? Online, bool? Registered, [MaxLength(1000)] IReadOnlyList<string>? Blocks, [Range(0, 86_400_000)] int? ReadAfterMs,
        [Range(0, 86_400_000)] int? DeliverAfterMs, [StringLength(65_536)] string? ReplyWith);

    internal static Results<Ok<PhoneView>, ProblemHttpResult> Handle(string number, Request request, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        List<long>? blocks = null;
        foreach (var text in request.Blocks ?? [])
        {
            if (!PhoneNumbers.TryRead(text, "blocks", out var blocked, out problem)) return problem;
            (blocks ??= []).Add(blocked);
        }
        if (request.Blocks is { Count: 0 }) blocks = [];

        var world = worlds.Of(caller.Tenant);
        var district = world.DistrictOf(phone);
        district.Change(phone, new PhoneChange(request.Online, request.Registered, blocks, request.ReadAfterMs, request.DeliverAfterMs, request.ReplyWith));
        return TypedResults.Ok(PhoneView.Of(world, district.Look(phone)));
    }
}
