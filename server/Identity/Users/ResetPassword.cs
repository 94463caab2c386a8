using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Users;

/// <summary>POST /api/users/{id}/reset-password: a one-time password for somebody who forgot theirs; whatever they were signed in with is over.</summary>
public static class ResetPassword
{
    /// <param name="OneTimePassword">Shown only here.</param>
    public sealed record Response(string OneTimePassword, DateTimeOffset PasswordExpiresAt);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        UserId id, Caller caller, ParleyDb db, AccountsDb accounts, GivePassword give, CheckPassword check, Callers callers, CancellationToken cancellationToken)
    {
        var membership = await db.Memberships.AsNoTracking().SingleOrDefaultAsync(m => m.UserId == id, cancellationToken);
        if (membership is null) return Problems.NotFound.With("Nobody of that id belongs to this tenant.");
        if (!RolePolicy.MayManage(caller.Role, membership.Role)) return Problems.Forbidden.With(RolePolicy.Refusal);

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        // Held, so that nobody takes the person into another tenant between the question and the reset.
        var user = await accounts.Users.FromSql($"SELECT * FROM users WHERE id = {id.Value} FOR UPDATE").SingleAsync(cancellationToken);
        var tenants = await accounts.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM memberships WHERE user_id = {id.Value}""").SingleAsync(cancellationToken);
        // The account opens other tenants too, and this tenant's admins have no say there.
        if (tenants > 1) return Problems.IllegalState.With("This person belongs to other tenants as well, so their password is theirs alone to change.");

        var password = await give.To(user, PasswordKind.OneTime, MadeUpPassword.OneTimeLife);
        await transaction.CommitAsync(cancellationToken);
        await check.Reopen(user.Email!, cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.Ok(new Response(password, user.PasswordExpiresAt!.Value));
    }
}
