using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/disconnect: from now on it is not connected, and its login is kept; with a driver, only not through that one. Nothing is sent through it from this moment on.</summary>
public static class DisconnectSender
{
    /// <param name="Driver">Only this one of its two drivers, the other goes on; both when left out.</param>
    public sealed record Request([StringLength(20)] string? Driver = null);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request? request, Caller caller, ChangeSender change, ShowSender show, CancellationToken cancellationToken) =>
        await change.Run(caller, id, (sender, now) =>
        {
            if (request?.Driver is { } driver && !sender.IsActive(driver)) return Problems.Validation.Field("driver", $"This sender has no driver {driver}.");
            foreach (var session in sender.Sessions.Where(session => (session.IsLive || session.Trying) && (request?.Driver is null || session.Driver == request.Driver)).ToList())
                sender.Put(session.Ended(SessionState.Disconnected, null, now), now);
            // Wanted as long as the other driver's session is.
            sender.Wanted = sender.Wanted && request?.Driver is not null && sender.Sessions.Any(session => sender.IsActive(session.Driver) && (session.IsLive || session.Trying));
            return null;
        }, cancellationToken) is { } problem ? problem : await show.Answer(id, cancellationToken);
}
