using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Channels;
using Parley.Identity;
using Parley.Identity.SignIn;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>POST /api/senders/{id}/session/import: puts an exported session in the place of what the sender has; it connects without a QR then. Only while the sender is not connected, and only the
/// session of the sender's own number.</summary>
public static class ImportSession
{
    /// <summary>An exported session is at most a few megabytes.</summary>
    public const int MaxBytes = 32 << 20;

    private const int MaxField = 16 * 1024;

    /// <summary>What stands in the form beside the file.</summary>
    /// <param name="Passphrase">The one that it was exported with.</param>
    /// <param name="Driver">One of the sender's two drivers; the primary when left out.</param>
    /// <param name="Password">Who imports shows who they are: the present password, of whoever has one.</param>
    /// <param name="Code">Of whoever has no password: the six digits that the app shows, or a recovery code.</param>
    /// <param name="Credential">A passkey in place of both, as JSON: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Fields(string Passphrase, string? Driver = null, string? Password = null, string? Code = null, string? Credential = null);

    internal static async Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, HttpRequest request, Caller caller, ConfirmCaller confirm, ChangeSender change, ShowSender show,
        ParleyDb db, Db engine, Drivers drivers, CancellationToken cancellationToken)
    {
        if (await FindSender.ByIdOrName(db, id.ToString(), cancellationToken) is not { } found) return FindSender.Missing;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using var file = new MemoryStream();
        if (await Receive(request, fields, file, cancellationToken) is { } unreadable) return unreadable;
        if (SessionFiles.Passphrase(fields.GetValueOrDefault("passphrase")) is { } weak) return weak;
        if (!TryCredential(fields.GetValueOrDefault("credential"), out var credential)) return Problems.Validation.Field("credential", "credential must be JSON.");
        if (await confirm.Refusal(request.HttpContext, caller, new Proof(fields.GetValueOrDefault("password"), fields.GetValueOrDefault("code"), credential), cancellationToken) is { } refusal) return refusal;

        ILoginFiles? files = null;
        var driver = fields.GetValueOrDefault("driver");
        if (await change.Run(caller, id, (sender, _) => Resting(sender, driver, drivers, out files), cancellationToken) is { } problem) return problem;
        if (await IsTaken(engine, id, cancellationToken)) return Problems.Conflict.With(Reasons.NumberTaken.Sentence);
        try
        {
            if (await files!.Import(new Session(id, caller.Tenant, found.Phone, 0), file, fields["passphrase"], cancellationToken) is { } why) return SessionFiles.Of(why);
        }
        catch (IOException)
        {
            return SessionFiles.Away;
        }
        return await change.Run(caller, id, (sender, now) =>
        {
            if (ConnectSender.Chosen(sender, driver) is { IsLive: false } session) sender.Put(session with { State = SessionState.Disconnected, Reason = null, HasLogin = true, LogoutAsked = false, UpdatedAt = now }, now);
            return null;
        }, cancellationToken) is { } gone ? gone : await show.Answer(id, cancellationToken);
    }

    private static ProblemHttpResult? Resting(LockedSender sender, string? driver, Drivers drivers, out ILoginFiles? files)
    {
        if (SessionFiles.Choose(sender, driver, drivers, out var session, out files) is { } wrong) return wrong;
        return session is { IsLive: false, Trying: false, LogoutAsked: false } ? null : SessionFiles.Running;
    }

    /// <summary>As for a number that is linked by a QR: one account answers for one sender.</summary>
    private static async Task<bool> IsTaken(Db engine, SenderId id, CancellationToken cancellationToken)
    {
        await using var connection = await engine.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return !(await LinkedNumbers.Look(connection, [id], cancellationToken)).Take(id);
    }

    private static bool TryCredential(string? text, out JsonElement? credential)
    {
        credential = null;
        if (string.IsNullOrEmpty(text)) return true;
        try
        {
            credential = JsonDocument.Parse(text).RootElement;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<ProblemHttpResult?> Receive(HttpRequest request, Dictionary<string, string> fields, MemoryStream file, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data") return Problems.Validation.Field("file", "Send a form (multipart/form-data) with the file and its passphrase.");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70) return Problems.BadRequest.With("The multipart body names no usable boundary.");
        var reader = new MultipartReader(boundary, request.Body);
        for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
        {
            if (parts > 10) return Problems.BadRequest.With("The form has more than 10 fields.");
            if (section.GetContentDispositionHeader() is not { } disposition) continue;
            if (disposition.IsFileDisposition())
            {
                if (file.Length > 0) return Problems.Validation.Field("file", "The form holds more than one file.");
                if (!await Copy(section.Body, file, MaxBytes, cancellationToken)) return Problems.TooLarge.With($"An exported session may have at most {MaxBytes} bytes.");
                continue;
            }
            using var text = new MemoryStream();
            if (!await Copy(section.Body, text, MaxField, cancellationToken)) return Problems.BadRequest.With($"A field of the form is longer than {MaxField / 1024} kB.");
            fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = Encoding.UTF8.GetString(text.ToArray());
        }
        file.Position = 0;
        return file.Length == 0 ? Problems.Validation.Field("file", "The form holds no file.") : null;
    }

    private static async Task<bool> Copy(Stream from, MemoryStream to, int most, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (to.Length + read > most) return false;
            to.Write(buffer, 0, read);
        }
        return true;
    }
}
