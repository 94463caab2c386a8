using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.ApiKeys;

/// <summary>DELETE /api/api-keys/{id}: the key opens nothing from now on. It stays in the list.</summary>
public static class RevokeApiKey
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(ApiKeyId id, ParleyDb db, Callers callers, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, cancellationToken);
        if (key is null) return Problems.NotFound.With("There is no such API key.");
        key.RevokedAt ??= time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await callers.Forget(cancellationToken);
        return TypedResults.NoContent();
    }
}
