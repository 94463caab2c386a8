using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>GET /api/senders/{id}: one number, and what its drivers can do. Every call that changes a sender answers with the same.</summary>
internal sealed class ShowSender(ParleyDb db, Drivers drivers, HealthOptions health, TimeProvider time)
{
    internal static Task<Results<Ok<SenderView>, ProblemHttpResult>> Handle(SenderId id, ShowSender show, CancellationToken cancellationToken) => show.Answer(id, cancellationToken);

    public async Task<Results<Ok<SenderView>, ProblemHttpResult>> Answer(SenderId id, CancellationToken cancellationToken) =>
        await View(id, cancellationToken) is { } view ? TypedResults.Ok(view) : FindSender.Missing;

    public async Task<SenderView?> View(SenderId id, CancellationToken cancellationToken)
    {
        var sender = await db.Senders.Include(s => s.Sessions).Include(s => s.Dispatch).AsNoTracking().AsSplitQuery().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (sender is null) return null;
        var known = new[] { sender.Driver, sender.FallbackDriver }.OfType<string>().Select(drivers.Find).OfType<IChannelDriver>();
        return SenderView.Of(sender, health, time.GetUtcNow()) with { Capabilities = known.ToDictionary(driver => driver.Name, driver => driver.Capabilities, StringComparer.Ordinal) };
    }
}
