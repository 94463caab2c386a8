using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>Writes what the holder of a sender did to its sessions. Each write restates under lock that this process still holds the sender.</summary>
internal sealed class SessionWrites(Db db, Node node, TimeProvider time)
{
    /// <param name="change">Returns the row as it shall be; the same object for no change.</param>
    /// <returns>The sender's row when it is still held here.</returns>
    public async Task Change(SenderId id, string driver, Func<LockedSender, SessionRow, DateTimeOffset, SessionRow> change, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, [id], cancellationToken);
        if (senders.Find(id) is { } sender && sender.Epoch == node.Epoch && sender.Session(driver) is { } row) sender.Put(change(sender, row, now), now);
        await senders.Save(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Marks sessions as booting before their driver is called, so that a crash in between is seen as one.</summary>
    /// <returns>Those that were still to be started.</returns>
    public async Task<IReadOnlyList<(OwnedSender Sender, SessionRow Row)>> Begin(IReadOnlyList<(OwnedSender Sender, SessionRow Row)> due, CancellationToken cancellationToken)
    {
        if (due.Count == 0) return [];
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, [.. due.Select(one => one.Sender.Id).Distinct()], cancellationToken);
        var begun = due.Where(one => senders.Find(one.Sender.Id) is { } sender && sender.Epoch == node.Epoch && sender.Fence == one.Sender.Fence
            && IsDue(sender, sender.Session(one.Row.Driver), now)).ToList();
        foreach (var (owned, row) in begun)
        {
            var sender = senders.Find(owned.Id)!;
            sender.Put(sender.Session(row.Driver)!.Started(now), now);
        }
        await senders.Save(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return begun;
    }

    private static bool IsDue(LockedSender sender, SessionRow? row, DateTimeOffset now) =>
        row is { Trying: true, IsLive: false, LogoutAsked: false } && (row.StartAt is null || row.StartAt <= now) && sender.IsToBeConnected(row.Driver);
}
