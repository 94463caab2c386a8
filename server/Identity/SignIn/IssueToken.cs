using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Audit;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/token: a program signs in as a person.</summary>
public static class IssueToken
{
    /// <param name="TokenType"><c>Bearer</c>: how to send <paramref name="AccessToken"/> in the Authorization header.</param>
    /// <param name="ExpiresIn">Life of the access token in seconds.</param>
    /// <param name="RefreshToken">Good once, for 30 days, at POST /api/auth/refresh.</param>
    public sealed record Response(string TokenType, string AccessToken, int ExpiresIn, string RefreshToken);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Login.Request request, HttpContext context, CheckPassword check, SignIns signIns, RefreshTokens refreshTokens, SignInEvents events, CancellationToken cancellationToken)
    {
        var verdict = await check.SignIn(context, request.Email, request.Password, request.Code, cancellationToken);
        if (verdict is not Verdict.Right(var user)) return verdict.Refusal(context);
        var signIn = await signIns.Open(user, SignInKind.Token, context, cancellationToken);
        var refresh = await refreshTokens.First(signIn, cancellationToken);
        await events.SignedIn(user.Email!, user.Id, context.Connection.RemoteIpAddress, cancellationToken);
        return TypedResults.Ok(Of(signIns, signIn, refresh));
    }

    internal static Response Of(SignIns signIns, Guid signIn, string refresh) => new("Bearer", signIns.AccessToken(signIn), (int)SignIns.AccessTokenLife.TotalSeconds, refresh);
}
