using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Platform.Http;
using QRCoder;

namespace Parley.Senders;

/// <summary>GET /api/senders/{id}/qr: the QR to scan now, as JSON, or as a picture with <c>Accept: image/png</c> or <c>image/svg+xml</c>.
/// It refreshes by itself: ask again when it expires, or listen to <c>sender.qr</c>.</summary>
public static class ShowQr
{
    /// <param name="Qr">The text that the picture says.</param>
    public sealed record Response(string Qr, DateTimeOffset? ExpiresAt, string Driver);

    internal static async Task<Results<Ok<Response>, FileContentHttpResult, ProblemHttpResult>> Handle(SenderId id, string? driver, HttpContext context, ParleyDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await db.Senders.Include(s => s.Sessions).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } sender) return FindSender.Missing;
        var sessions = sender.Sessions.Where(s => s.Driver == sender.Driver || s.Driver == sender.FallbackDriver).OrderBy(s => s.Driver != sender.Driver)
            .Where(s => driver is null || s.Driver == driver).ToList();
        if (sessions.Count == 0) return Problems.Validation.Field("driver", $"This sender has no driver {driver}.");

        context.Response.Headers.CacheControl = "no-store";
        if (sessions.Find(s => s is { State: SessionState.WaitQr, Qr: not null }) is not { } waiting || waiting.QrExpiresAt <= time.GetUtcNow())
        {
            var shown = sessions.Find(s => s.State == SessionState.WaitQr) ?? sessions[0];
            return Problems.IllegalState.With(Sentence(shown));
        }
        if (Accepts(context, "image/png")) return TypedResults.File(Png(waiting.Qr!), "image/png");
        if (Accepts(context, "image/svg+xml")) return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(Svg(waiting.Qr!)), "image/svg+xml");
        return TypedResults.Ok(new Response(waiting.Qr!, waiting.QrExpiresAt, waiting.Driver));
    }

    /// <summary>Why there is no QR: names the state.</summary>
    private static string Sentence(SenderSession session) => $"There is no QR: the session is {Words<SessionState>.Of(session.State)}. {Next(session)}";

    private static string Next(SenderSession session) => session.State switch
    {
        SessionState.Connected => "It needs none.",
        SessionState.Booting => "It comes up; ask again in a moment.",
        SessionState.WaitQr => "The next one is on its way; ask again in a moment.",
        SessionState.WaitCode => "It waits for its pairing code to be typed on the phone.",
        _ when session.Trying => "It is being connected; ask again in a moment.",
        _ => "Connect the sender first.",
    };

    private static bool Accepts(HttpContext context, string type) =>
        MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted) && accepted.Any(range => range.MediaType == type);

    internal static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(8);
    }

    private static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new SvgQRCode(data).GetGraphic(8);
    }
}
