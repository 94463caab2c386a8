using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/logout: ends the sign-in that the request came with, so that copies of its cookie or tokens are worth nothing.</summary>
public static class Logout
{
    internal static async Task<NoContent> Handle(Caller caller, HttpContext context, SignIns signIns, Callers callers, CancellationToken cancellationToken)
    {
        await signIns.Revoke(caller.SignIn!.Value, cancellationToken);
        await callers.Forget(cancellationToken);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return TypedResults.NoContent();
    }
}
