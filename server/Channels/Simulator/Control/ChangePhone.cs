using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>PATCH /api/simulator/phones/{number}: how this phone differs from the others. A field that is left out stays as it is.</summary>
public static class ChangePhone
{
    private const int LongestWait = 86_400_000, LongestReply = 65_536;

    /// <param name="Online">While false, deliveries wait.</param>
    /// <param name="Registered">Whether the number has an account, whatever the world's rate says; null: as the rate says again.</param>
    /// <param name="Blocks">Numbers whose messages never arrive; replaces the list before.</param>
    /// <param name="ReadAfterMs">From delivered to read, up to a day, instead of the world's; null: the world's again.</param>
    /// <param name="DeliverAfterMs">From taken to delivered, up to a day, instead of the world's; null: the world's again.</param>
    /// <param name="ReplyWith">The person answers every message that is read with this; null and empty stop that.</param>
    public sealed record Request(bool? Online, Optional<bool?> Registered, [MaxLength(1000)] IReadOnlyList<string>? Blocks, Optional<int?> ReadAfterMs,
        Optional<int?> DeliverAfterMs, Optional<string?> ReplyWith);

    internal static Results<Ok<PhoneView>, ProblemHttpResult> Handle(string number, Request request, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        if (request.ReadAfterMs.Value is < 0 or > LongestWait) return Problems.Validation.Field("readAfterMs", $"readAfterMs must be between 0 and {LongestWait}.");
        if (request.DeliverAfterMs.Value is < 0 or > LongestWait) return Problems.Validation.Field("deliverAfterMs", $"deliverAfterMs must be between 0 and {LongestWait}.");
        if (request.ReplyWith.Value is { Length: > LongestReply }) return Problems.Validation.Field("replyWith", $"replyWith has at most {LongestReply} characters.");
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
