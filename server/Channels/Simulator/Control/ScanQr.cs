using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Control;

/// <summary>POST /api/simulator/phones/{number}/scan: the phone links the session that shows this QR, or this pairing code.</summary>
public static class ScanQr
{
    /// <param name="Qr">The text of the QR, or a pairing code.</param>
    public sealed record Request([Required, StringLength(500)] string Qr);

    internal static Results<NoContent, ProblemHttpResult> Handle(string number, Request request, Caller caller, Worlds worlds)
    {
        if (!PhoneNumbers.TryRead(number, "number", out var phone, out var problem)) return problem;
        return worlds.Of(caller.Tenant).Pairing.Scan(phone, request.Qr) switch
        {
            ScanOutcome.Linked => TypedResults.NoContent(),
            ScanOutcome.Unknown => Problems.NotFound.With("No session shows that QR."),
            ScanOutcome.Expired => Problems.IllegalState.With("That QR has expired; scan the one that the session shows now."),
            ScanOutcome.OtherNumber => Problems.IllegalState.With("That code is for the phone of another number."),
            ScanOutcome.Offline => Problems.IllegalState.With("The phone is offline."),
            _ => Problems.IllegalState.With("The number of this phone is banned."),
        };
    }
}
