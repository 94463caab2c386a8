using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Identity.Passkeys;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>Whoever sits at an open browser, or has a copy of its cookie, need not be the account's owner. So before the way in changes, a person shows
/// once more who they are: with the password or a passkey; and who has no password, with a code of the second factor.</summary>
internal sealed class ConfirmPerson(CheckPassword check, AccountsDb accounts, UserManager<User> users, IPasskeyHandler<User> passkeys, PasskeyCeremony ceremony, TimeProvider time)
{
    /// <summary>For so long a sign-in is word enough of somebody who has nothing else to show.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Of the challenge that a passkey answers here, so that the answer to one of a sign-in does not count.</summary>
    public const string Purpose = "confirm";

    /// <param name="passwordField">How the request calls the present password.</param>
    /// <param name="orFresh">Somebody with no password and no second factor may have signed in just now instead.</param>
    /// <returns>Null: it is them.</returns>
    public async Task<ProblemHttpResult?> Refusal(HttpContext context, Caller caller, Proof proof, CancellationToken cancellationToken, string passwordField = "password", bool orFresh = false)
    {
        var user = await CallersAccount.Find(caller, users);
        if (proof.Credential is { } credential) return await ByPasskey(context, user, credential);
        if (user.PasswordHash is not null) return await ByPassword(context, user, proof.Password, passwordField, cancellationToken);
        if (user.TwoFactorEnabled) return await ByCode(context, user, proof.Code, cancellationToken);
        return orFresh && await IsFresh(caller, cancellationToken) ? null
            : Problems.SignInAgain.With(orFresh
                ? $"You have neither a password nor a second factor, so sign in once more; that counts for {Fresh.TotalMinutes:0} minutes. A passkey does it too."
                : "You have neither a password nor a second factor to confirm this with. Set a password first, or use a passkey.");
    }

    private async Task<ProblemHttpResult?> ByPassword(HttpContext context, User user, string? password, string field, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(password)) return Problems.Validation.Field(field, "Give your present password.");
        return await check.Try(context, user.Email!, password, cancellationToken) switch
        {
            Verdict.Right => null,
            Verdict.Wrong => Problems.Validation.Field(field, "This is not your present password."),
            var closed => closed.Refusal(context),
        };
    }

    private async Task<ProblemHttpResult?> ByCode(HttpContext context, User user, string? code, CancellationToken cancellationToken) =>
        await check.Code(context, user.Email!, code, cancellationToken) switch
        {
            Verdict.Right => null,
            Verdict.CodeMissing => Problems.Validation.Field("code", "You have no password: give the six digits that your app shows, or one of your recovery codes."),
            Verdict.WrongCode => Problems.Validation.Field("code", "This is not the code that the app shows now, nor one of your recovery codes. Each works once."),
            var closed => closed.Refusal(context),
        };

    private async Task<ProblemHttpResult?> ByPasskey(HttpContext context, User user, JsonElement credential)
    {
        if (ceremony.Take(context, Purpose) is not { } state) return Problems.IllegalState.With("There is no challenge, or it is older than five minutes. Begin again with POST /api/auth/passkeys/confirm-options.");
        var answer = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential.GetRawText(), AssertionState = state });
        if (!answer.Succeeded || answer.User.Id != user.Id) return Problems.Validation.Field("credential", "This is no passkey of your account.");
        await users.AddOrUpdatePasskeyAsync(user, answer.Passkey); // how often it was used, against copies
        return null;
    }

    private Task<bool> IsFresh(Caller caller, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Fresh;
        return accounts.Database.SqlQuery<bool>($"""SELECT EXISTS (SELECT FROM sign_ins WHERE id = {caller.SignIn!.Value} AND created_at > {since}) AS "Value" """).SingleAsync(cancellationToken);
    }
}

/// <summary>What a request shows to prove that it is them; which of it counts depends on what the person has.</summary>
internal readonly record struct Proof(string? Password, string? Code, JsonElement? Credential);
