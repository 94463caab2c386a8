using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/login/code: the second step of somebody for whom Google vouched and who has a second factor here; the browser that came back from Google has five minutes for it.</summary>
public static class GiveCode
{
    /// <param name="Code">The authenticator app's six digits, or a recovery code.</param>
    public sealed record Request([Required, StringLength(20)] string Code);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, HttpContext context, UserManager<User> users, HalfSignIn half, CheckPassword check, SignIns signIns,
        SignInEvents events, CancellationToken cancellationToken)
    {
        // The stamp changed: a password was reset meanwhile, or the second factor itself is another.
        if (half.Read(context) is not var (id, stamp) || await users.FindByIdAsync(id.ToString()) is not { } known || known.SecurityStamp != stamp)
            return Problems.IllegalState.With("There is no sign-in to finish, or it began more than five minutes ago. Begin again.");
        var verdict = await check.Code(context, known.Email!, request.Code, cancellationToken);
        if (verdict is not Verdict.Right(var user)) return verdict.Refusal(context);
        HalfSignIn.Forget(context);
        await SignIns.GiveCookie(context, await signIns.Open(user, SignInKind.Cookie, context, cancellationToken));
        await events.SignedIn(user.Email!, user.Id, context.Connection.RemoteIpAddress, cancellationToken);
        return TypedResults.NoContent();
    }
}
