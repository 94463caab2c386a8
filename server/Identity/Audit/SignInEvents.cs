using System.Net;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Identity.Audit;

/// <summary>Records what happens at the door. It concerns every tenant of the person; what nobody's e-mail tried concerns the install's first tenant.</summary>
internal sealed class SignInEvents(Db db, AuditTrail trail, TimeProvider time)
{
    /// <summary>What it calls these events in the log.</summary>
    public static IReadOnlySet<string> Actions { get; } = new HashSet<string>(StringComparer.Ordinal) { SignIn, SignInFailed, SignInLocked, RefreshTokenReused, PasswordWasGiven };

    private const string SignIn = "sign-in";
    private const string SignInFailed = "sign-in.failed";
    private const string SignInLocked = "sign-in.locked";
    private const string RefreshTokenReused = "refresh-token.reused";
    private const string PasswordWasGiven = "password.given";

    public Task SignedIn(string email, Guid user, IPAddress? ip, CancellationToken cancellationToken) => Write(SignIn, "Signed in", email, user, 200, ip, cancellationToken);
    public Task Failed(string email, Guid? user, IPAddress? ip, CancellationToken cancellationToken) => Write(SignInFailed, "Wrong e-mail or password", email, user, 401, ip, cancellationToken);
    public Task LockedOut(string email, Guid? user, IPAddress? ip, CancellationToken cancellationToken) => Write(SignInLocked, "Locked out after wrong passwords", email, user, 429, ip, cancellationToken);
    public Task TokenReused(string email, Guid user, IPAddress? ip, CancellationToken cancellationToken) => Write(RefreshTokenReused, "A refresh token came twice; its sign-in was ended", email, user, 401, ip, cancellationToken);

    public Task PasswordGiven(string email, Guid user, CancellationToken cancellationToken) => Write(PasswordWasGiven, "Got a new password from the command line", email, user, 200, null, cancellationToken);

    private async Task Write(string action, string words, string email, Guid? user, short status, IPAddress? ip, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var tenant in await Concerned(user, cancellationToken))
        {
            await trail.Write(new AuditEntry
            {
                Id = Guid.CreateVersion7(now), TenantId = tenant, At = now, Actor = email.Length <= 254 ? email : email[..254], UserId = user,
                Action = action, Words = words, Status = status, Ip = ip,
            });
        }
    }

    private async Task<List<TenantId>> Concerned(Guid? user, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT tenant_id FROM memberships WHERE user_id = $1
            UNION ALL SELECT id FROM tenants WHERE slug = $2 AND $1 IS NULL
            """, connection);
        command.Parameters.Add(new() { Value = (object?)user ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = FirstBoot.TenantSlug });
        var tenants = new List<TenantId>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) tenants.Add(new TenantId(rows.GetGuid(0)));
        return tenants;
    }
}
