using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/logout: gives the login up, at WhatsApp too; the next connection needs a QR.</summary>
public static class LogoutSender
{
    /// <param name="Driver">Only this driver's login; all of them when left out, and then the sender stays disconnected.</param>
    public sealed record Request([StringLength(20)] string? Driver = null);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request? request, Caller caller, ChangeSender change, ShowSender show,
        CancellationToken cancellationToken) =>
        await change.Run(caller, id, (sender, now) =>
        {
            var sessions = sender.Sessions.Where(session => request?.Driver is null || session.Driver == request.Driver).ToList();
            if (!sessions.Exists(session => session.HasLogin || session.IsLive)) return Problems.IllegalState.With("There is no login to give up.");
            if (request?.Driver is null) sender.Wanted = false;
            foreach (var session in sessions) sender.Put(session.GivenUp(now), now);
            return null;
        }, cancellationToken) is { } problem ? problem : await show.Answer(id, cancellationToken);
}
