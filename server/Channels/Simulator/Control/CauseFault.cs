using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels.Simulator.Phones;
using Parley.Identity;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Channels.Simulator.Control;

/// <summary>POST /api/simulator/sessions/{senderId}/fault: something goes wrong with one session.</summary>
public static class CauseFault
{
    /// <param name="ForMs">How long; left out: disconnect does not last, freeze takes 60 s, ban and restrict last until the reset.</param>
    public sealed record Request([Required] FaultKind? Kind, [Range(1, 86_400_000)] long? ForMs);

    internal static Results<NoContent, ProblemHttpResult> Handle(SenderId senderId, Request request, Caller caller, Worlds worlds) =>
        worlds.Of(caller.Tenant).Faults.Cause(senderId, request.Kind!.Value, request.ForMs) switch
        {
            Faults.Outcome.Done => TypedResults.NoContent(),
            Faults.Outcome.NotLinked => Problems.IllegalState.With("No phone is linked to that session."),
            _ => Problems.NotFound.With("No session of that sender has come here yet."),
        };
}
