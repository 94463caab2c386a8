using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Users;

/// <summary>GET /api/users: the people of the tenant, by e-mail.</summary>
public static class ListUsers
{
    /// <param name="Since">When the person came to the tenant.</param>
    /// <param name="MustChangePassword">Still has the password that the system or a colleague gave.</param>
    public sealed record Item(UserId Id, string Email, string? Name, Role Role, DateTimeOffset Since, DateTimeOffset? LastSignInAt, bool MustChangePassword, bool TwoFactor);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle(int? limit, string? cursor, ParleyDb db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        var members = db.Memberships.AsNoTracking();
        var total = await members.LongCountAsync(cancellationToken);
        if (page.After is { } after) members = members.Where(m => string.Compare(m.Member.Email, after) > 0);
        var items = await members.OrderBy(m => m.Member.Email).Take(page.Size + 1)
            .Select(m => new Item(m.UserId, m.Member.Email, m.Member.Name, m.Role, m.CreatedAt, m.Member.LastSignInAt, m.Member.PasswordKind != PasswordKind.Own, m.Member.TwoFactorEnabled))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut(items, item => item.Email, total));
    }
}
