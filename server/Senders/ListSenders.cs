using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>GET /api/senders and GET /api/senders/active: the tenant's numbers, oldest first; active are those that are connected and not resting.</summary>
public static class ListSenders
{
    internal static Task<Results<Ok<Page<SenderView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, string? status, string? search, ParleyDb db, HealthOptions health,
        TimeProvider time, CancellationToken cancellationToken)
    {
        IQueryable<Sender> senders = db.Senders;
        if (status is not null)
        {
            if (!Words<SenderStatus>.TryParse(status, out var wanted))
                return Task.FromResult<Results<Ok<Page<SenderView>>, ProblemHttpResult>>(Problems.Validation.Field("status", $"status must be one of: {string.Join(", ", Enum.GetValues<SenderStatus>().Select(Words<SenderStatus>.Of))}."));
            senders = senders.Where(sender => sender.Status == wanted);
        }
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = "%" + search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            senders = senders.Where(sender => EF.Functions.ILike(sender.Name, pattern) || EF.Functions.Like(sender.Phone, pattern));
        }
        return Read(senders, limit, cursor, health, time, cancellationToken);
    }

    internal static Task<Results<Ok<Page<SenderView>>, ProblemHttpResult>> HandleActive(int? limit, string? cursor, ParleyDb db, HealthOptions health, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Read(db.Senders.Where(sender => sender.Status == SenderStatus.Connected && (sender.RestUntil == null || sender.RestUntil <= now)), limit, cursor, health, time, cancellationToken);
    }

    private static async Task<Results<Ok<Page<SenderView>>, ProblemHttpResult>> Read(IQueryable<Sender> senders, int? limit, string? cursor, HealthOptions health,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var last, out var problem)) return problem!;
        var rest = senders;
        if (last is { } id)
        {
            var lastId = SenderId.Of(id);
            // Ids are in the order of creation.
            rest = rest.Where(sender => sender.Id > lastId);
        }
        var total = await senders.LongCountAsync(cancellationToken);
        var found = await rest.OrderBy(sender => sender.Id).Take(page.Size + 1).Include(sender => sender.Sessions).Include(sender => sender.Dispatch)
            .AsNoTracking().AsSplitQuery().ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(page.Cut(found.ConvertAll(sender => SenderView.Of(sender, health, now)), sender => sender.Id.ToString(), total));
    }
}
