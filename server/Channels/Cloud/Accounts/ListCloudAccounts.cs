using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

public static class ListCloudAccounts
{
    /// <summary>The tenant's business accounts, in the order in which they were added.</summary>
    internal static async Task<Results<Ok<Page<CloudAccountView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, Caller caller, AccountViews views, CancellationToken cancellationToken) =>
        PageRequest.TryRead(limit, cursor, out var page, out var last, out var problem)
            ? TypedResults.Ok(page.Cut(await views.Read(caller.Tenant, null, last, page.Size + 1, cancellationToken), account => account.Id.ToString()))
            : problem!;

    internal static async Task<Results<Ok<CloudAccountView>, ProblemHttpResult>> HandleOne(CloudAccountId id, Caller caller, AccountViews views, CancellationToken cancellationToken) =>
        await views.Find(caller.Tenant, id, cancellationToken) is { } account ? TypedResults.Ok(account) : AccountInput.Missing;
}
