using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Identity;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/pause: nothing is sent through it until it is resumed; it stays connected and receives.
/// A sender that failed ten times in a row pauses by itself.</summary>
public static class PauseSender
{
    /// <param name="Reason">Shown wherever somebody asks why nothing is sent.</param>
    public sealed record Request([StringLength(200)] string? Reason = null);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request? request, Caller caller, ChangeSender change, ShowSender show,
        CancellationToken cancellationToken) =>
        await change.Run(caller, id, (sender, now) =>
        {
            var reason = request?.Reason?.Trim();
            if (!sender.Paused) sender.Pause(string.IsNullOrEmpty(reason) ? $"Paused by {caller.Actor}." : reason, now);
            return null;
        }, cancellationToken) is { } problem ? problem : await show.Answer(id, cancellationToken);

    /// <summary>Pauses senders in the caller's transaction and says why; those that are paused already stay as they are.
    /// Locks rows of <c>senders</c>: lock rows of <c>messages</c> and <c>sender_dispatch</c> before, not after.</summary>
    public static async Task ByItself(NpgsqlConnection connection, IReadOnlyCollection<SenderId> ids, Reason reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return;
        var senders = await LockedSenders.Lock(connection, ids, cancellationToken);
        foreach (var sender in senders.All)
            if (!sender.Paused) sender.Pause(reason.Slug, now);
        await senders.Save(now, cancellationToken);
    }
}
