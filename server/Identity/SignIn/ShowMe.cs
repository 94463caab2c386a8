using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Identity.Accounts;
using Parley.Platform.Data;

namespace Parley.Identity.SignIn;

/// <summary>GET /api/auth/me: who the credentials stand for.</summary>
public static class ShowMe
{
    /// <param name="User">Null for an API key.</param>
    /// <param name="Tenant">The tenant that requests of this sign-in are about.</param>
    /// <param name="Tenants">All that the person belongs to; choose with POST /api/auth/tenant or the header X-Parley-Tenant.</param>
    /// <param name="Scopes">What an API key may do; null for people.</param>
    /// <param name="Operator">May see and make the install's tenants.</param>
    public sealed record Response(Person? User, Membership Tenant, Role Role, IReadOnlyList<Membership> Tenants, IReadOnlyList<string>? Scopes, bool Operator);

    /// <param name="MustChangePassword">The password was made by the system or by a colleague: ask for a new one.</param>
    /// <param name="HasPassword">Who came by Google has none until they set one with POST /api/auth/password.</param>
    public sealed record Person(UserId Id, string Email, string? Name, bool MustChangePassword, bool TwoFactor, bool HasPassword);

    public sealed record Membership(TenantId Id, string Slug, string Name, Role Role);

    internal static async Task<Ok<Response>> Handle(Caller caller, Db db, AccountsDb accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Read(caller, db, accounts, cancellationToken));

    internal static async Task<Response> Read(Caller caller, Db db, AccountsDb accounts, CancellationToken cancellationToken)
    {
        var user = caller.User is { } id ? await accounts.Users.AsNoTracking().SingleAsync(u => u.Id == id.Value, cancellationToken) : null;
        var tenants = await Tenants(caller, db, cancellationToken);
        return new Response(
            user is null ? null : new Person(new UserId(user.Id), user.Email!, user.Name, user.PasswordKind != PasswordKind.Own, user.TwoFactorEnabled, user.PasswordHash is not null),
            tenants.Single(t => t.Id == caller.Tenant), caller.Role, tenants, caller.ApiKey is null ? null : [.. caller.Scopes], caller.May(Access.Operator));
    }

    private static async Task<List<Membership>> Tenants(Caller caller, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT t.id, t.slug, t.name, m.role FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = $1
            UNION ALL SELECT id, slug, name, 'admin' FROM tenants WHERE $1 IS NULL AND id = $2
            ORDER BY 3
            """, connection);
        command.Parameters.Add(new() { Value = (object?)caller.User?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        var tenants = new List<Membership>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) tenants.Add(new(new TenantId(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), Words<Role>.Parse(rows.GetString(3))));
        return tenants;
    }
}
