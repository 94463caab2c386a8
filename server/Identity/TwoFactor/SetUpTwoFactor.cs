using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Platform.Http;
using QRCoder;

namespace Parley.Identity.TwoFactor;

/// <summary>POST /api/auth/2fa/setup: a new secret for the caller's authenticator app. Nothing changes until POST /api/auth/2fa/enable proves that the app has it.</summary>
public static class SetUpTwoFactor
{
    /// <param name="Secret">Base32, to type in where no camera is.</param>
    /// <param name="Uri"><c>otpauth://</c>; the QR holds the same.</param>
    /// <param name="Qr">The QR as an SVG picture.</param>
    public sealed record Response(string Secret, string Uri, string Qr);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Caller caller, UserManager<User> users)
    {
        var user = await CallersAccount.Find(caller, users);
        if (user.TwoFactorEnabled) return Problems.IllegalState.With("The second factor is enabled. Disable it first, with POST /api/auth/2fa/disable.");
        try
        {
            await users.SetAuthenticationTokenAsync(user, AccountStore.OwnProvider, AccountStore.AuthenticatorKey, users.GenerateNewAuthenticatorKey());
        }
        catch (DbUpdateException)
        {
            return Problems.IllegalState.With("Another window of yours asks for a secret at this moment. Try again.");
        }
        var secret = (await users.GetAuthenticatorKeyAsync(user))!;
        var uri = $"otpauth://totp/Parley:{Uri.EscapeDataString(user.Email!)}?secret={secret}&issuer=Parley&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        return TypedResults.Ok(new Response(Spaced(secret), uri, new SvgQRCode(code).GetGraphic(4)));
    }

    // In fours, as apps show it.
    private static string Spaced(string secret)
    {
        var text = new StringBuilder();
        for (var i = 0; i < secret.Length; i++) text.Append(i > 0 && i % 4 == 0 ? " " : "").Append(secret[i]);
        return text.ToString();
    }
}
