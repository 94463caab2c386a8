using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/phones/{number}/messages/{id}/media: the file that came or went with a message.</summary>
public static class DownloadPhoneMedia
{
    internal static Results<FileContentHttpResult, ProblemHttpResult> Handle(string number, string id, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        var world = worlds.Of(caller.Tenant);
        if (world.MessageOf(phone, id) is not { Content.Media: { } media }) return Problems.NotFound.With("The phone has no such message with a file.");
        if (world.Media.Get(media.Sha256) is not { } bytes) return Problems.NotFound.With("The stand-in keeps only the newest files, and this one is gone.");
        // As an attachment and never as what it claims to be: whoever sent it chose the type.
        return TypedResults.File(bytes, "application/octet-stream", media.FileName);
    }
}
