using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones: all phones that were written to, wrote, or were changed; the newest first.</summary>
public static class ListPhones
{
    internal static Results<Ok<Page<PhoneView>>, ProblemHttpResult> Handle(Caller caller, Worlds worlds, int? limit, string? cursor)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        int? before = null;
        if (page.After is not null)
        {
            if (!int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var age)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
            before = age;
        }
        var world = worlds.Of(caller.Tenant);
        var found = world.Phones(before, page.Size + 1);
        var next = found.Count > page.Size ? PageRequest.Cursor(found[page.Size - 1].Age.ToString(CultureInfo.InvariantCulture)) : null;
        return TypedResults.Ok(new Page<PhoneView>([.. found.Take(page.Size).Select(phone => PhoneView.Of(world, phone.Phone))], next, world.PhoneCount));
    }
}
