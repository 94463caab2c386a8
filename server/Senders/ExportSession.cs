using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Identity;
using Parley.Identity.SignIn;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/session/export: the session's login as a file that only the passphrase opens, to be imported on another install without a QR. The header
/// <c>Parley-Notice</c> says what must not be done with the number here from then on.</summary>
public static class ExportSession
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <param name="Passphrase">12 to 200 characters; it is kept nowhere, and without it the file is worth nothing.</param>
    /// <param name="Driver">One of the sender's two drivers; the primary when left out.</param>
    /// <param name="AndStop">Disconnect the sender here first, and leave it disconnected. Without it a connected sender is refused.</param>
    /// <param name="Password">Who exports shows who they are: the present password, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([Required] string Passphrase, [StringLength(20)] string? Driver = null, bool AndStop = false, [StringLength(256)] string? Password = null,
        [StringLength(20)] string? Code = null, JsonElement? Credential = null)
    {
        // Neither secret by way of a record's own words into a log.
        public override string ToString() => nameof(ExportSession);
    }

    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(SenderId id, Request request, HttpContext context, Caller caller, ConfirmCaller confirm, ChangeSender change,
        ParleyDb db, Drivers drivers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FindSender.ByIdOrName(db, id.ToString(), cancellationToken) is not { } found) return FindSender.Missing;
        if (SessionFiles.Passphrase(request.Passphrase) is { } weak) return weak;
        if (await confirm.Refusal(context, caller, new Proof(request.Password, request.Code, request.Credential), cancellationToken) is { } refusal) return refusal;
        ILoginFiles? files = null;
        string driver = "";
        if (await change.Run(caller, id, (sender, now) =>
        {
            if (SessionFiles.Choose(sender, request.Driver, drivers, out var session, out files) is { } wrong) return wrong;
            driver = session!.Driver;
            if (!session.HasLogin) return SessionFiles.Of(LoginRefusal.NoLogin);
            if (!session.IsLive && !session.Trying) return null;
            if (!request.AndStop) return SessionFiles.Running;
            sender.Wanted = false;
            foreach (var live in sender.Sessions.Where(one => one.IsLive || one.Trying).ToList()) sender.Put(live.Ended(SessionState.Disconnected, null, now), now);
            return null;
        }, cancellationToken) is { } problem) return problem;

        try
        {
            for (var began = time.GetTimestamp(); ;)
            {
                var (file, why) = await files!.Export(new Session(id, caller.Tenant, found.Phone, 0), request.Passphrase, cancellationToken);
                // Whoever holds it is still on the way to disconnect it.
                if (why == LoginRefusal.Running && time.GetElapsedTime(began) < Patience)
                {
                    await Task.Delay(Look, time, cancellationToken);
                    continue;
                }
                if (why is { } reason) return SessionFiles.Of(reason);
                context.Response.Headers["Parley-Notice"] = SessionFiles.Notice;
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.File(file!, "application/octet-stream", $"{id}-{driver}.parley-session");
            }
        }
        catch (IOException)
        {
            return SessionFiles.Away;
        }
    }
}
