using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>POST /api/auth/tenant: from now on this sign-in is about that tenant. The header X-Parley-Tenant does the same for one request.</summary>
public static class ChooseTenant
{
    /// <param name="Tenant">Id or slug of a tenant that the person belongs to.</param>
    public sealed record Request([Required, StringLength(63)] string Tenant);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, Callers callers, CancellationToken cancellationToken)
    {
        if (!await Choose(request.Tenant, caller.SignIn!.Value, db, cancellationToken)) return Problems.NotFound.With("You belong to no tenant of that name; GET /api/auth/me lists yours.");
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<bool> Choose(string tenant, Guid signIn, Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var choose = new NpgsqlCommand("""
            UPDATE sign_ins s SET chosen_tenant = t.id
            FROM tenants t JOIN memberships m ON m.tenant_id = t.id
            WHERE s.id = $1 AND m.user_id = s.user_id AND (t.slug = $2 OR t.id = $3)
            """, connection);
        choose.Parameters.Add(new() { Value = signIn });
        choose.Parameters.Add(new() { Value = tenant });
        choose.Parameters.Add(new() { Value = Guid.TryParse(tenant, out var id) ? id : Guid.Empty });
        return await choose.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
