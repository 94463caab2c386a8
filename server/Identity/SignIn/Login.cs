using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Audit;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/login: a person signs in with a browser and gets a cookie for seven days, which use renews.</summary>
public static class Login
{
    /// <param name="Code">Only for accounts with a second factor: the authenticator app's six digits, or a recovery code.</param>
    public sealed record Request([Required, StringLength(254)] string Email, [Required, StringLength(256)] string Password, [StringLength(20)] string? Code = null);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, CheckPassword check, SignIns signIns, SignInEvents events, CancellationToken cancellationToken)
    {
        var verdict = await check.SignIn(context, request.Email, request.Password, request.Code, cancellationToken);
        if (verdict is not Verdict.Right(var user)) return verdict.Refusal(context);
        await SignIns.GiveCookie(context, await signIns.Open(user, SignInKind.Cookie, context, cancellationToken));
        await events.SignedIn(user.Email!, user.Id, context.Connection.RemoteIpAddress, cancellationToken);
        return TypedResults.NoContent();
    }
}
