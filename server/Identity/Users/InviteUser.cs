using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Accounts;
using Parley.Platform.Http;

namespace Parley.Identity.Users;

/// <summary>POST /api/users: brings a person into the tenant.</summary>
public static class InviteUser
{
    public sealed record Request([Required, EmailAddress, StringLength(254)] string Email, [StringLength(120)] string? Name, [Required] Role? Role);

    /// <param name="OneTimePassword">Hand it over to the person, who can do nothing with it but choose another; shown only here. Null: the person has an account on this install and keeps its password.</param>
    public sealed record Response(UserId Id, string Email, Role Role, string? OneTimePassword, DateTimeOffset? PasswordExpiresAt);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, AccountsDb accounts, NewMember newMember, CancellationToken cancellationToken)
    {
        var role = request.Role!.Value;
        if (!RolePolicy.MayManage(caller.Role, role)) return Problems.Forbidden.With(RolePolicy.Refusal);
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        switch (await newMember.Add(caller.Tenant, request.Email.Trim(), request.Name?.Trim(), role, cancellationToken))
        {
            case NewMember.Outcome.Added(var id, var email, var password, var expires):
                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Created($"/api/users/{id}", new Response(id, email, role, password, expires));
            case NewMember.Outcome.Already:
                return Problems.Conflict.With("This person belongs to the tenant already.");
            case NewMember.Outcome.Impossible(var why):
                return Problems.Validation.Field("email", why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
