using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Users;

/// <summary>DELETE /api/users/{id}: the person leaves the tenant at once. An account that belongs to no tenant any more is deleted.</summary>
public static class RemoveUser
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(UserId id, Caller caller, ParleyDb db, AccountsDb accounts, Callers callers, CancellationToken cancellationToken)
    {
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await LastOwner.HoldRoles(db, caller.Tenant, cancellationToken);
            var membership = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == id, cancellationToken);
            if (membership is null) return Problems.NotFound.With("Nobody of that id belongs to this tenant.");
            if (!RolePolicy.MayManage(caller.Role, membership.Role)) return Problems.Forbidden.With(RolePolicy.Refusal);
            if (await LastOwner.Is(db, membership, cancellationToken)) return Problems.IllegalState.With(LastOwner.Refusal);
            db.Memberships.Remove(membership);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        await callers.Forget(cancellationToken);
        await accounts.Database.ExecuteSqlAsync($"DELETE FROM users u WHERE u.id = {id.Value} AND NOT EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id)", cancellationToken);
        return TypedResults.NoContent();
    }
}
