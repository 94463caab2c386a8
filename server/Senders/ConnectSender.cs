using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/connect: from now on it is to be connected, also after restarts. Connects with its login, else shows a QR.
/// Asking again after a logout, a ban or a QR that nobody scanned begins anew.</summary>
public static class ConnectSender
{
    /// <param name="Driver">Connect through this one of its two drivers; when left out, through the primary, and through the fallback if that has a login or needs none.</param>
    public sealed record Request([StringLength(20)] string? Driver = null);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, Request? request, Caller caller, ChangeSender change, Drivers drivers,
        ShowSender show, CancellationToken cancellationToken) =>
        await change.Run(caller, id, (sender, now) => Begin(sender, request?.Driver, drivers, now), cancellationToken) is { } problem
            ? problem : await show.Answer(id, cancellationToken);

    internal static ProblemHttpResult? Begin(LockedSender sender, string? driver, Drivers drivers, DateTimeOffset now)
    {
        if (Chosen(sender, driver) is not { } chosen) return Problems.Validation.Field("driver", $"This sender has no driver {driver}.");
        if (drivers.Find(chosen.Driver) is null) return Problems.NotSupported.With($"This install has no driver {chosen.Driver}.");
        sender.Wanted = true;
        sender.Put(Begun(chosen, now), now);
        // Nobody stands by with a phone for the fallback: it comes along when it needs none.
        if (driver is null && sender.Fallback is { } fallback && drivers.Find(fallback.Driver) is { } way && (fallback.HasLogin || !way.Capabilities.IsLinked)) sender.Put(Begun(fallback, now), now);
        return null;
    }

    /// <summary>The session that a caller means: the named driver's, else the primary's.</summary>
    internal static SessionRow? Chosen(LockedSender sender, string? driver) =>
        driver is null ? sender.Primary : sender.IsActive(driver) ? sender.Session(driver) : null;

    // What is up already, or on its way, is not begun anew: asking twice changes nothing.
    private static SessionRow Begun(SessionRow session, DateTimeOffset now) => session is { IsLive: true, Trying: true } ? session : session.Begun(now);
}
