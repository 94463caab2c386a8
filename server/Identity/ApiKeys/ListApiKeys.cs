using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.ApiKeys;

/// <summary>GET /api/api-keys: the newest first, revoked and expired ones too.</summary>
public static class ListApiKeys
{
    /// <param name="Prefix">How the key begins.</param>
    /// <param name="LastUsedAt">To the minute; null: never.</param>
    public sealed record Item(ApiKeyId Id, string Name, string Prefix, IReadOnlyList<string> Scopes, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, ApiKeyState State);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle(int? limit, string? cursor, ParleyDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        var keys = db.ApiKeys.AsNoTracking();
        if (before is { } id)
        {
            var last = ApiKeyId.Of(id);
            keys = keys.Where(key => key.Id < last);
        }
        var now = time.GetUtcNow();
        var found = await keys.OrderByDescending(key => key.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut([.. found.Select(key => ItemOf(key, now))], item => item.Id.ToString()));
    }

    private static Item ItemOf(ApiKey key, DateTimeOffset now) => new(key.Id, key.Name, key.Prefix, key.Scopes, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt,
        key.RevokedAt is not null ? ApiKeyState.Revoked : key.ExpiresAt <= now ? ApiKeyState.Expired : ApiKeyState.Active);
}

/// <summary>Whether a key opens anything.</summary>
public enum ApiKeyState { Active, Expired, Revoked }
