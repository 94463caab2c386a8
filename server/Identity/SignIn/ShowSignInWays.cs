using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Google;

namespace Parley.Identity.SignIn;

/// <summary>GET /api/auth/ways: how one can sign in here; the sign-in page shows its buttons by it.</summary>
public static class ShowSignInWays
{
    /// <param name="Google">GET /login leads to Google.</param>
    public sealed record Response(bool Password, bool Passkey, bool Google);

    internal static Ok<Response> Handle(IServiceProvider services) => TypedResults.Ok(new Response(true, true, services.GetService<GoogleOptions>() is not null));
}
