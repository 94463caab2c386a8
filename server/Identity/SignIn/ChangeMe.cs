using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.SignIn;

/// <summary>PATCH /api/auth/me: what people see of a person. A field that is left out stays as it is.</summary>
public static class ChangeMe
{
    private const int LongestName = 120;

    /// <param name="Name">What colleagues see; null or empty: the e-mail instead.</param>
    public sealed record Request(Optional<string?> Name);

    internal static async Task<Results<Ok<ShowMe.Response>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, AccountsDb accounts, CancellationToken cancellationToken)
    {
        if (request.Name.IsSet)
        {
            var name = request.Name.Value?.Trim();
            if (name?.Length > LongestName) return Problems.Validation.Field("name", $"A name has at most {LongestName} characters.");
            if (name?.Any(char.IsControl) == true) return Problems.Validation.Field("name", "A name is one line.");
            name = name is { Length: > 0 } ? name : null;
            var id = caller.User!.Value.Value;
            await accounts.Users.Where(user => user.Id == id).ExecuteUpdateAsync(change => change.SetProperty(user => user.Name, name), cancellationToken);
        }
        return TypedResults.Ok(await ShowMe.Read(caller, db, accounts, cancellationToken));
    }
}
