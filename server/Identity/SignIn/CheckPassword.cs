using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Identity.TwoFactor;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>Checks an e-mail and a password, for every way to sign in with them. Five wrong ones in a row close the door of that
/// e-mail for five minutes; what is answered, and after how long, is the same whether anybody has the e-mail or not.</summary>
internal sealed class CheckPassword(Db db, UserManager<User> users, IPasswordHasher<User> hasher, RateLimits limits, SignInEvents events, SecondFactor codes, TimeProvider time)
{
    public const int WrongOnesAllowed = 5;
    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(5);

    // Made once, with the real settings, by whoever comes first: a stranger's password then costs the same time to refuse.
    private static string? _nobodysHash;

    /// <summary>Checks the password of somebody who is in already and wants to change how they get in.</summary>
    public Task<Verdict> Try(HttpContext context, string email, string password, CancellationToken cancellationToken) =>
        Check(context, email, user => IsRight(user, password), _ => Task.FromResult<bool?>(true), cancellationToken);

    /// <summary>Checks everything that a sign-in takes: the password, and the second factor of whoever has one.</summary>
    /// <param name="code">Of the authenticator app, or one of the recovery codes.</param>
    public Task<Verdict> SignIn(HttpContext context, string email, string password, string? code, CancellationToken cancellationToken) =>
        Check(context, email, user => IsRight(user, password), user => codes.Passes(user, code), cancellationToken);

    /// <summary>Checks the second factor of somebody whose first was proven otherwise. A wrong code counts like a wrong password.</summary>
    public Task<Verdict> Code(HttpContext context, string email, string? code, CancellationToken cancellationToken) =>
        Check(context, email, user => Task.FromResult(user is not null && !(user.LockoutEnd > time.GetUtcNow())), user => codes.Passes(user, code), cancellationToken);

    private async Task<Verdict> Check(HttpContext context, string email, Func<User?, Task<bool>> firstFactor, Func<User, Task<bool?>> secondFactor, CancellationToken cancellationToken)
    {
        email = email.Trim();
        var known = users.NormalizeEmail(email)!;
        if (limits.SignIn(context, known) is { } wait) return new Verdict.TooOften(wait);
        var digest = Digest(known);
        if (await ClosedUntil(digest, cancellationToken) is { } closed) return new Verdict.Closed(closed - time.GetUtcNow());

        var user = await users.FindByEmailAsync(email);
        var firstIsRight = await firstFactor(user);
        // A right password without a code counts neither way: were wrong codes forgotten by asking again without one, codes could be guessed without end.
        if ((firstIsRight ? await secondFactor(user!) : false) is not { } right) return new Verdict.CodeMissing();
        var ip = context.Connection.RemoteIpAddress;
        if (await Settle(digest, right, cancellationToken) is { } until)
        {
            await events.LockedOut(email, user?.Id, ip, cancellationToken);
            return new Verdict.Closed(until - time.GetUtcNow());
        }
        if (right) return new Verdict.Right(user!);
        await events.Failed(email, user?.Id, ip, cancellationToken);
        return firstIsRight ? new Verdict.WrongCode() : new Verdict.Wrong();
    }

    /// <summary>Forgets wrong passwords: the e-mail's door is open again.</summary>
    public async Task Reopen(string email, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var delete = new NpgsqlCommand("DELETE FROM sign_in_failures WHERE email_digest = $1", connection);
        delete.Parameters.Add(new() { Value = Digest(users.NormalizeEmail(email)!) });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] Digest(string normalizedEmail) => SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail));

    private async Task<bool> IsRight(User? user, string password)
    {
        var nobodys = _nobodysHash ??= hasher.HashPassword(new User(), Guid.NewGuid().ToString());
        if (user?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(new User(), nobodys, password);
            return false;
        }
        var now = time.GetUtcNow();
        return await users.CheckPasswordAsync(user, password) && !(user.PasswordExpiresAt <= now) && !(user.LockoutEnd > now);
    }

    private async Task<DateTimeOffset?> ClosedUntil(byte[] digest, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        return await ClosedUntil(connection, digest, cancellationToken);
    }

    private async Task<DateTimeOffset?> ClosedUntil(NpgsqlConnection connection, byte[] digest, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("SELECT locked_until FROM sign_in_failures WHERE email_digest = $1 AND locked_until > $2", connection);
        ask.Parameters.Add(new() { Value = digest });
        ask.Parameters.Add(new() { Value = time.GetUtcNow() });
        return await ask.ExecuteScalarAsync(cancellationToken) is DateTime until ? new DateTimeOffset(until) : null;
    }

    private async Task<DateTimeOffset?> Settle(byte[] digest, bool right, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var settle = new NpgsqlCommand(Sql.File("Identity/SignIn/settle_attempt.sql"), connection);
        settle.Parameters.Add(new() { Value = digest });
        settle.Parameters.Add(new() { Value = right });
        settle.Parameters.Add(new() { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        settle.Parameters.Add(new() { Value = now + ClosedFor, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        settle.Parameters.Add(new() { Value = WrongOnesAllowed });
        return await settle.ExecuteScalarAsync(cancellationToken) switch
        {
            DateTime until => new DateTimeOffset(until),
            DBNull => null, // written, and the door stays open
            // Another attempt closed it meanwhile. Asked on the same connection: many attempts that each wait for a second one would wait for each other.
            _ => await ClosedUntil(connection, digest, cancellationToken) ?? now + ClosedFor,
        };
    }
}

/// <summary>What came of an e-mail and a password.</summary>
internal abstract record Verdict
{
    public sealed record Right(User User) : Verdict;

    public sealed record Wrong : Verdict;

    /// <summary>The password is right, and the person has a second factor too.</summary>
    public sealed record CodeMissing : Verdict;

    public sealed record WrongCode : Verdict;

    /// <param name="For">How long no password of this e-mail is looked at.</param>
    public sealed record Closed(TimeSpan For) : Verdict;

    /// <param name="For">How long this address or e-mail has to wait.</param>
    public sealed record TooOften(TimeSpan For) : Verdict;

    /// <summary>The answer to everybody who is not in.</summary>
    public ProblemHttpResult Refusal(HttpContext context) => this switch
    {
        Closed(var wait) => RateLimits.TryLater(context, wait, Problems.LockedOut, "Nobody can sign in with this e-mail for a few minutes; see Retry-After."),
        TooOften(var wait) => RateLimits.TryLater(context, wait, Problems.TooManyRequests, "Too many attempts to sign in; see Retry-After."),
        CodeMissing => Problems.CodeRequired.With("Give the six digits that your authenticator app shows as code, or one of your recovery codes."),
        WrongCode => Problems.WrongCode.With("Give the digits that the app shows now; each code works once."),
        _ => Problems.WrongCredentials.With("Check both; upper and lower case count in the password."),
    };
}
