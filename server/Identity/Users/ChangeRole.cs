using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Users;

/// <summary>PATCH /api/users/{id}: another role in this tenant, from the person's next request on.</summary>
public static class ChangeRole
{
    public sealed record Request([Required] Role? Role);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(UserId id, Request request, Caller caller, ParleyDb db, Callers callers, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LastOwner.HoldRoles(db, caller.Tenant, cancellationToken);
        var membership = await db.Memberships.SingleOrDefaultAsync(m => m.UserId == id, cancellationToken);
        if (membership is null) return Problems.NotFound.With("Nobody of that id belongs to this tenant.");
        var role = request.Role!.Value;
        if (!RolePolicy.MayManage(caller.Role, membership.Role) || !RolePolicy.MayManage(caller.Role, role)) return Problems.Forbidden.With(RolePolicy.Refusal);
        if (role != Role.Owner && await LastOwner.Is(db, membership, cancellationToken)) return Problems.IllegalState.With(LastOwner.Refusal);
        membership.Role = role;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }
}
