using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>GET /api/senders/{id}/history: what happened to it, newest first.</summary>
public static class ShowSenderHistory
{
    /// <param name="Event">A session state, or created, paused, resumed, resting, deleted.</param>
    /// <param name="Reason">What a person wrote has the slug own-words.</param>
    public sealed record Item(string Event, string? Driver, Reason? Reason, DateTimeOffset At);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle(SenderId id, int? limit, string? cursor, ParleyDb db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        if (!await db.Senders.AnyAsync(sender => sender.Id == id, cancellationToken)) return FindSender.Missing;
        var before = long.MaxValue;
        if (page.After is { } after && !long.TryParse(after, out before)) return Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");
        var lines = await db.Database.SqlQuery<Line>($"""
            SELECT id, event, driver, reason, at FROM sender_history WHERE sender_id = {id.Value} AND id < {before} ORDER BY id DESC LIMIT {page.Size + 1}
            """).ToListAsync(cancellationToken);
        var cut = page.Cut(lines, line => line.Id.ToString());
        return TypedResults.Ok(new Page<Item>([.. cut.Items.Select(line => new Item(line.Event, line.Driver, line.Reason is null ? null : Reasons.OfSessionOrInOwnWords(line.Reason), line.At))], cut.NextCursor));
    }

    internal sealed record Line(long Id, string Event, string? Driver, string? Reason, DateTimeOffset At);
}
