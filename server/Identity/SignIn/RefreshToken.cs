using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Audit;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/refresh: a new access token and the next refresh token. A refresh token that comes twice ends its sign-in.</summary>
public static class RefreshToken
{
    public sealed record Request([property: Required, StringLength(100)] string RefreshToken);

    internal static async Task<Results<Ok<IssueToken.Response>, ProblemHttpResult>> Handle(
        Request request, HttpContext context, RefreshTokens refreshTokens, SignIns signIns, Callers callers, SignInEvents events, CancellationToken cancellationToken)
    {
        switch (await refreshTokens.Rotate(request.RefreshToken, cancellationToken))
        {
            case RefreshTokens.Outcome.Next(var signIn, var next):
                return TypedResults.Ok(IssueToken.Of(signIns, signIn, next));
            case RefreshTokens.Outcome.Copied(var user, var email):
                await callers.Forget(cancellationToken);
                await events.TokenReused(email, user, context.Connection.RemoteIpAddress, cancellationToken);
                return Problems.NotSignedIn.With("This refresh token was used before, so somebody may have a copy of it: the sign-in was ended. Sign in again.");
            default:
                return Problems.NotSignedIn.With("This refresh token is unknown or over. Sign in again.");
        }
    }
}
