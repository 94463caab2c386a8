using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Parley.Identity.Accounts;
using Parley.Platform.Data;

namespace Parley.Identity.SignIn;

/// <summary>The sign-ins of people: a row each. Cookies and access tokens are signed and carry the row's id, so that the row ends them.</summary>
internal sealed class SignIns(Db db, TimeProvider time, IOptionsMonitor<BearerTokenOptions> tokens)
{
    public const string CookieName = "parley_session";
    public static readonly TimeSpan CookieLife = TimeSpan.FromDays(7);
    public static readonly TimeSpan AccessTokenLife = TimeSpan.FromHours(1);
    private const string IdClaim = "sid";

    /// <summary>Notes the sign-in.</summary>
    public async Task<Guid> Open(User user, SignInKind kind, HttpContext context, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH seen AS (UPDATE users SET last_sign_in_at = $7 WHERE id = $2)
            INSERT INTO sign_ins (id, user_id, kind, security_stamp, ip, agent, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, left($6, 200), $7, $7)
            """, connection);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = user.Id });
        command.Parameters.Add(new() { Value = Words<SignInKind>.Of(kind) });
        command.Parameters.Add(new() { Value = user.SecurityStamp });
        command.Parameters.Add(new() { Value = (object?)context.Connection.RemoteIpAddress ?? DBNull.Value });
        command.Parameters.Add(new() { Value = context.Request.Headers.UserAgent.ToString() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }

    /// <summary>Ends one sign-in everywhere; its cookie and tokens are worth nothing from then on.</summary>
    public async Task Revoke(Guid signIn, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE sign_ins SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", connection);
        command.Parameters.Add(new() { Value = signIn });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A credential of the person changed and with it the stamp: every other sign-in is over, this one goes on.</summary>
    public static Task Keep(AccountsDb accounts, User user, Guid signIn, CancellationToken cancellationToken) =>
        accounts.Database.ExecuteSqlAsync($"UPDATE sign_ins SET security_stamp = {user.SecurityStamp} WHERE id = {signIn}", cancellationToken);

    /// <summary>Gives the browser its cookie.</summary>
    public static Task GiveCookie(HttpContext context, Guid signIn) =>
        context.SignInAsync(IdentityConstants.ApplicationScheme, Principal(signIn), new AuthenticationProperties { IsPersistent = true });

    /// <summary>A signed token that is good for <see cref="AccessTokenLife"/>.</summary>
    public string AccessToken(Guid signIn)
    {
        var properties = new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + AccessTokenLife };
        return tokens.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(
            new AuthenticationTicket(Principal(signIn), properties, BearerTokenDefaults.AuthenticationScheme));
    }

    /// <summary>The id in a cookie (which is renewed on the way when half its life is over).</summary>
    public static async Task<Guid?> FromCookie(HttpContext context) => IdOf((await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal);

    /// <summary>The id in an access token; null when it is not ours or over.</summary>
    public Guid? FromAccessToken(string token)
    {
        var ticket = tokens.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Unprotect(token);
        return ticket?.Properties.ExpiresUtc > time.GetUtcNow() ? IdOf(ticket.Principal) : null;
    }

    private static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(IdClaim), out var id) ? id : null;

    private static ClaimsPrincipal Principal(Guid signIn) => new(new ClaimsIdentity([new Claim(IdClaim, signIn.ToString())], IdentityConstants.ApplicationScheme));
}

/// <summary>How a person came in.</summary>
internal enum SignInKind { Cookie, Token }
