using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/pairing-code: links by a code typed on the phone instead of a QR. Connects the sender, and answers when the code is there.</summary>
public static class RequestPairingCode
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="Driver">One of the sender's two drivers; the primary when left out.</param>
    public sealed record Request([StringLength(20)] string? Driver = null);

    public sealed record Response(string PairingCode, string Driver);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(SenderId id, Request? request, Caller caller, ChangeSender change, Drivers drivers, SenderBell bell,
        ParleyDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        string? name = null;
        if (await change.Run(caller, id, (sender, now) =>
        {
            if (ConnectSender.Begin(sender, request?.Driver, drivers, now) is { } wrong) return wrong;
            var session = ConnectSender.Chosen(sender, request?.Driver)!;
            name = session.Driver;
            if (drivers.Find(name) is not { Capabilities.PairsByCode: true } and not IPairingCode) return Problems.NotSupported.With($"The driver {name} pairs by QR only.");
            if (session.State == SessionState.Connected) return Problems.IllegalState.With("The session is connected; it needs no code.");
            // A code that stands is shown again: asking twice does not make the first one worthless.
            if (session.State != SessionState.WaitCode) sender.Put(session with { CodeAsked = true }, now);
            return null;
        }, cancellationToken) is { } problem) return problem;

        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience;)
        {
            var next = bell.Next(id);
            var session = await db.Senders.Where(sender => sender.Id == id).SelectMany(sender => sender.Sessions).AsNoTracking().SingleOrDefaultAsync(s => s.Driver == name, cancellationToken);
            if (session is null) return FindSender.Missing;
            if (session is { State: SessionState.WaitCode, PairingCode: { } code }) return TypedResults.Ok(new Response(code, session.Driver));
            if (session.State == SessionState.Connected) return Problems.IllegalState.With("The session connected with the login it had; it needs no code.");
            if (!session.Trying) return Problems.IllegalState.With($"The session is {Words<SessionState>.Of(session.State)}: {Reasons.OfSession(session.Reason ?? Reasons.NotConnected.Slug).Sentence}");
            await bell.Wait(next, TimeSpan.FromSeconds(1), cancellationToken);
        }
        return Problems.Unavailable.With("The session did not come up in time to give a code; ask again in a moment.");
    }
}
