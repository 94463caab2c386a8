using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones: all phones that were written to, wrote, or were changed; the newest first.</summary>
public static class ListPhones
{
    /// <param name="Search">Only phones whose number has these digits in a row; what is no digit does not count.</param>
    public readonly record struct Query(int? Limit, string? Cursor, string? Search);

    internal static Results<Ok<Page<PhoneView>>, ProblemHttpResult> Handle([AsParameters] Query query, Caller caller, Worlds worlds)
    {
        if (!PageRequest.TryRead(query.Limit, query.Cursor, out var page, out var problem)) return problem!;
        var digits = string.Concat((query.Search ?? "").Where(char.IsAsciiDigit));
        if (!string.IsNullOrWhiteSpace(query.Search) && digits.Length is 0 or > 15) return Problems.Validation.Field("search", "search is 1 to 15 digits of a number.");
        int? before = null;
        if (page.After is not null)
        {
            if (!int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var age)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
            before = age;
        }
        var world = worlds.Of(caller.Tenant);
        var found = world.Phones(before, page.Size + 1, digits);
        var next = found.Count > page.Size ? PageRequest.Cursor(found[page.Size - 1].Age.ToString(CultureInfo.InvariantCulture)) : null;
        return TypedResults.Ok(new Page<PhoneView>([.. found.Take(page.Size).Select(phone => PhoneView.Of(world, phone.Phone))], next, digits.Length == 0 ? world.PhoneCount : null));
    }
}
