using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Identity;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/disconnect: from now on it is not connected, and its login is kept. Nothing is sent through it from this moment on.</summary>
public static class DisconnectSender
{
    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Caller caller, ChangeSender change, ShowSender show, CancellationToken cancellationToken) =>
        await change.Run(caller, id, (sender, now) =>
        {
            sender.Wanted = false;
            foreach (var session in sender.Sessions.Where(session => session.IsLive || session.Trying).ToList())
                sender.Put(session.Ended(SessionState.Disconnected, null, now), now);
            return null;
        }, cancellationToken) is { } problem ? problem : await show.Answer(id, cancellationToken);
}
