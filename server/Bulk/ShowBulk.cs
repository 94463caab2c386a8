using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Bulk;

/// <summary>GET /api/bulk/{id}: how far it is.</summary>
public static class ShowBulk
{
    internal static async Task<Results<Ok<BulkView>, ProblemHttpResult>> Handle(BulkId id, Caller caller, Db db, CancellationToken cancellationToken) =>
        await BulkView.Find(db, caller.Tenant, id, cancellationToken) is { } bulk
            ? TypedResults.Ok(bulk.View(await SendFigures.SumsOf(db, caller.Tenant, [QueueId.Of(id.Value)], cancellationToken)))
            : Missing;

    internal static ProblemHttpResult Missing => Problems.NotFound.With("There is no such bulk send.");
}
