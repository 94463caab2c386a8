using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/password: a person chooses a new password, or, having come by Google, the first one. Every other sign-in of the person is over; this one goes on.</summary>
public static class ChangePassword
{
    /// <param name="CurrentPassword">Of whoever has one.</param>
    /// <param name="Code">Of whoever has no password and a second factor: the six digits that the app shows, or a recovery code. Who has neither signs in once more, just before.</param>
    /// <param name="Credential">A passkey in place of both: what <c>navigator.credentials.get</c> gave for POST /api/auth/passkeys/confirm-options.</param>
    public sealed record Request([Required, StringLength(256)] string NewPassword, [StringLength(256)] string? CurrentPassword = null, [StringLength(20)] string? Code = null, JsonElement? Credential = null);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request, HttpContext context, Caller caller, AccountsDb accounts, UserManager<User> users, IPasswordHasher<User> hasher, ConfirmPerson confirm, Callers callers, CancellationToken cancellationToken)
    {
        if (request.NewPassword == request.CurrentPassword) return Problems.Validation.Field("newPassword", "Choose a password that differs from the present one.");
        // A stolen session must not be a way to guess at the password, so this counts like a sign-in.
        if (await confirm.Refusal(context, caller, new Proof(request.CurrentPassword, request.Code, request.Credential), cancellationToken, "currentPassword", orFresh: true) is { } refusal) return refusal;

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var user = await CallersAccount.Find(caller, users);
        user.PasswordKind = PasswordKind.Own;
        user.PasswordExpiresAt = null;
        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, user, request.NewPassword) is { Succeeded: false } refused) return Problems.Validation.Field("newPassword", string.Join(" ", refused.Errors.Select(e => e.Description)));
        user.PasswordHash = hasher.HashPassword(user, request.NewPassword);
        var changed = await users.UpdateSecurityStampAsync(user);
        if (!changed.Succeeded) return Problems.Conflict.With("Your account was changed at the same moment. Try again.");
        await SignIns.Keep(accounts, user, caller.SignIn!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }
}
