using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>POST /api/simulator/phones/{number}/send: the person writes. From the phone of a sender's own number this is what its owner types there.</summary>
public static class SendFromPhone
{
    /// <summary>As large as the stand-in's pictures may be.</summary>
    private const int LargestFile = 16 << 20;

    /// <param name="To">A sender's number, or any other.</param>
    /// <param name="Text">The message, or what stands below the file.</param>
    /// <param name="File">A file that comes with it.</param>
    /// <param name="Vote">Instead of a message: what the person chooses in a poll that the number sent.</param>
    public sealed record Request([Required] string To, [StringLength(65_536)] string? Text = null, PhoneFile? File = null, PhoneVote? Vote = null);

    /// <param name="Name">As the phone calls it.</param>
    /// <param name="Type">The media type that the phone claims, such as image/png.</param>
    /// <param name="Data">The bytes in base64, up to 16 MB.</param>
    public sealed record PhoneFile([Required, StringLength(200)] string Name, [Required, StringLength(120)] string Type, [Required] byte[] Data);

    /// <param name="Poll">The network's id of the poll.</param>
    /// <param name="Options">The answer that is chosen from now on, in the poll's own words; none takes back what was chosen before.</param>
    public sealed record PhoneVote([Required, StringLength(100)] string Poll, [Required, MaxLength(1)] IReadOnlyList<string> Options);

    /// <param name="ProviderId">The network's id of the message.</param>
    public sealed record Response(string ProviderId);

    internal static Results<Ok<Response>, ProblemHttpResult> Handle(string number, Request request, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var from, out var problem)) return problem;
        if (!PhoneNumbers.TryRead(request.To, "to", out var to, out problem)) return problem;
        var world = worlds.Of(caller.Tenant);
        if (request.Vote is { } vote)
        {
            if (world.PollOn(from, to, vote.Poll) is not { } poll) return Problems.NotFound.With("The phone shows no such poll.");
            if (vote.Options.Except(poll.PollOptions ?? [], StringComparer.Ordinal).Any()) return Problems.Validation.Field("vote", "The poll has no such option.");
            return Answered(world.Vote(from, to, vote.Poll, vote.Options));
        }
        if (request.File is null && string.IsNullOrEmpty(request.Text)) return Problems.Validation.Field("text", "The message is empty: give a text or a file.");
        if (request.File is { Data.Length: 0 or > LargestFile }) return Problems.Validation.Field("file", "A file has 1 byte to 16 MB.");
        return Answered(world.Write(from, to, request.File is { } file ? Attached(world, file, request.Text) : MessageContent.OfText(request.Text!)));
    }

    private static Results<Ok<Response>, ProblemHttpResult> Answered((string? Id, Reason? Refusal) written)
    {
        if (written.Id is { } id) return TypedResults.Ok(new Response(id));
        return written.Refusal == Reasons.NotConnected ? Problems.IllegalState.With("The phone is offline.") : Problems.Unprocessable.With(written.Refusal!.Sentence);
    }

    private static MessageContent Attached(World world, PhoneFile file, string? caption)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Data));
        world.Media.Put(sha256, file.Data);
        var kind = file.Type.Split('/')[0] switch { "image" => ContentKind.Image, "video" => ContentKind.Video, "audio" => ContentKind.Audio, _ => ContentKind.Document };
        return new MessageContent { Kind = kind, Text = string.IsNullOrEmpty(caption) ? null : caption, Media = new MediaReference(Guid.Empty, sha256, file.Type, file.Data.Length, file.Name) };
    }
}
