using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Identity.Users;

/// <summary>A tenant never loses its last owner, not even when two owners remove each other at the same moment.</summary>
internal static class LastOwner
{
    public const string Refusal = "A tenant needs an owner, and this is the last one. Make another owner first.";

    /// <summary>Holds back other changes of roles in the tenant until the transaction ends. Not FOR UPDATE: that would hold back every insert that refers to the tenant.</summary>
    public static Task HoldRoles(ParleyDb db, TenantId tenant, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT FROM tenants WHERE id = {tenant.Value} FOR NO KEY UPDATE", cancellationToken);

    /// <summary>Call it while the roles are held.</summary>
    public static async Task<bool> Is(ParleyDb db, Membership membership, CancellationToken cancellationToken) =>
        membership.Role == Role.Owner && await db.Memberships.CountAsync(m => m.Role == Role.Owner, cancellationToken) == 1;
}
