using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/password: a person chooses a new password. Every other sign-in of the person is over; this one goes on.</summary>
public static class ChangePassword
{
    public sealed record Request([Required, StringLength(256)] string CurrentPassword, [Required, StringLength(256)] string NewPassword);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, AccountsDb accounts, UserManager<User> users, CheckPassword check, Callers callers, CancellationToken cancellationToken)
    {
        if (request.NewPassword == request.CurrentPassword) return Problems.Validation.Field("newPassword", "Choose a password that differs from the present one.");
        // A stolen session must not be a way to guess at the password, so this counts like a sign-in.
        if (await check.Confirm(context, caller, request.CurrentPassword, cancellationToken, "currentPassword") is { } refusal) return refusal;

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var user = await CallersAccount.Find(caller, users);
        user.PasswordKind = PasswordKind.Own;
        user.PasswordExpiresAt = null;
        var changed = await users.ChangePasswordAsync(user, request.CurrentPassword, request.NewPassword);
        if (!changed.Succeeded) return Problems.Validation.Field("newPassword", string.Join(" ", changed.Errors.Select(e => e.Description)));
        await SignIns.Keep(accounts, user, caller.SignIn!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }
}
