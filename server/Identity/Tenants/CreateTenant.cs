using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Identity.Users;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Tenants;

/// <summary>POST /api/tenants: one more business on this install, with its first owner.</summary>
public static partial class CreateTenant
{
    /// <param name="Slug">Lower-case letters, digits and hyphens, up to 63; made from the name when left out. Never changes.</param>
    /// <param name="OwnerEmail">Somebody who has an account here keeps it; anybody else gets a one-time password.</param>
    public sealed record Request([Required, StringLength(120, MinimumLength = 1)] string Name, [RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")] string? Slug, [Required, EmailAddress, StringLength(254)] string OwnerEmail);

    /// <param name="OneTimePassword">Hand it over to the owner; shown only here. Null: the owner has an account already.</param>
    public sealed record Response(TenantId Id, string Name, string Slug, UserId OwnerId, string? OneTimePassword, DateTimeOffset? PasswordExpiresAt);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(Request request, AccountsDb accounts, NewMember newMember, TimeProvider time, CancellationToken cancellationToken)
    {
        var slug = request.Slug ?? SlugOf(request.Name);
        if (slug.Length == 0) return Problems.Validation.Field("slug", "The name has no letters for a slug: give one.");
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        if (await Insert(accounts, request.Name.Trim(), slug, time.GetUtcNow(), cancellationToken) is not { } id) return Problems.Conflict.With($"There is a tenant with the slug {slug} already.");
        switch (await newMember.Add(id, request.OwnerEmail.Trim(), null, Role.Owner, cancellationToken))
        {
            case NewMember.Outcome.Added(var owner, _, var password, var expires):
                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Created($"/api/tenants/{id}", new Response(id, request.Name.Trim(), slug, owner, password, expires));
            case NewMember.Outcome.Impossible(var why):
                return Problems.Validation.Field("ownerEmail", why);
            default:
                throw new System.Diagnostics.UnreachableException("Nobody can belong to a tenant that was just made.");
        }
    }

    /// <summary>Writes the row, with the schema's defaults for its settings; null when the slug is taken.</summary>
    internal static async Task<TenantId?> Insert(AccountsDb accounts, string name, string slug, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Id.New<TenantId>();
        var made = await accounts.Database.ExecuteSqlAsync($"INSERT INTO tenants (id, name, slug, created_at) VALUES ({id.Value}, {name}, {slug}, {now}) ON CONFLICT (slug) DO NOTHING", cancellationToken);
        return made == 1 ? id : null;
    }

    private static string SlugOf(string name)
    {
        var slug = NoSlug().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return slug.Length <= 63 ? slug : slug[..63].Trim('-');
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NoSlug();
}
