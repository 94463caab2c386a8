using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>One change of one sender, asked for by a caller: locked, changed, saved, or left as it was with a problem.</summary>
internal sealed class ChangeSender(Db db, TimeProvider time)
{
    /// <param name="change">Returns a problem to change nothing.</param>
    /// <returns>Null when it was done.</returns>
    public async Task<ProblemHttpResult?> Run(Caller caller, SenderId id, Func<LockedSender, DateTimeOffset, ProblemHttpResult?> change, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var senders = await LockedSenders.Lock(connection, [id], cancellationToken);
        if (senders.Find(id) is not { Deleted: false } sender) return FindSender.Missing;
        if (change(sender, now) is { } problem) return problem;
        await senders.Save(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
