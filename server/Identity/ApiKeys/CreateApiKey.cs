using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.ApiKeys;

/// <summary>POST /api/api-keys: the answer holds the key, and nothing else ever will.</summary>
public static class CreateApiKey
{
    /// <param name="Name">1 to 80 characters: who uses it.</param>
    /// <param name="Scopes">Some of <c>read</c>, <c>messages:send</c>, <c>campaigns:write</c>, <c>*</c>.</param>
    /// <param name="ExpiresAt">Null: until it is revoked.</param>
    public sealed record Request([Required, StringLength(80, MinimumLength = 1)] string Name, [Required, MinLength(1)] IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

    /// <param name="Key">Send it as <c>Authorization: Bearer</c>, <c>X-Api-Key</c> or <c>apikey</c>. It is shown only here.</param>
    public sealed record Response(ApiKeyId Id, string Name, string Key, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(Request request, Caller caller, ParleyDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (request.Name.Trim().Length == 0) return Problems.Validation.Field("name", "Give the key a name that tells who uses it.");
        if (request.Scopes.FirstOrDefault(scope => !Scopes.Known.Contains(scope, StringComparer.Ordinal)) is { } unknown)
            return Problems.Validation.Field("scopes", $"There is no scope {unknown}; take some of {string.Join(", ", Scopes.Known)}.");
        if (request.ExpiresAt <= now) return Problems.Validation.Field("expiresAt", "expiresAt must be in the future.");

        var text = ApiKeyText.New();
        var key = new ApiKey
        {
            Id = Id.New<ApiKeyId>(),
            TenantId = caller.Tenant,
            Name = request.Name.Trim(),
            Prefix = ApiKeyText.Prefix(text),
            Digest = ApiKeyText.Digest(text),
            Scopes = [.. request.Scopes.Distinct(StringComparer.Ordinal)],
            CreatedBy = caller.Actor,
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/api-keys/{key.Id}", new Response(key.Id, key.Name, text, key.Prefix, key.Scopes, key.CreatedAt, key.ExpiresAt));
    }
}
