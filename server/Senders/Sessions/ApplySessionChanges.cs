using Npgsql;
using Parley.Channels;
using Parley.Platform.Telemetry;

namespace Parley.Senders;

/// <summary>Writes what drivers told about their sessions. The inbox's door calls it in the transaction after which the events are acknowledged.</summary>
public sealed class ApplySessionChanges(SendersOptions options)
{
    /// <summary>Applies the events in their order. One that carries an older fence comes from a former holder and is ignored,
    /// as is one of a sender or driver that does not exist.</summary>
    /// <param name="connection">With an open transaction, through the engine's door.</param>
    public async Task Apply(NpgsqlConnection connection, IReadOnlyList<SessionChanged> changes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (changes.Count == 0) return;
        var senders = await LockedSenders.Lock(connection, [.. changes.Select(change => change.Sender).Distinct()], cancellationToken);
        // Only a new pairing can take a number; who comes back with a login has it.
        var linked = await LinkedNumbers.Look(connection, [.. changes.Where(change => change.State == SessionState.Connected && senders.Find(change.Sender)?.Session(change.Driver) is { HasLogin: false })
            .Select(change => change.Sender).Distinct()], cancellationToken);
        foreach (var change in changes)
        {
            if (senders.Find(change.Sender) is not { } sender || change.Fence < sender.Fence || sender.Session(change.Driver) is not { } before) continue;
            var after = SessionPolicy.After(before, change, options, now, Random.Shared);
            if (after is { State: SessionState.Connected } && !before.HasLogin && !linked.Take(change.Sender)) after = SessionPolicy.Refused(before, now);
            sender.Put(after, now);
            if (before.State != after.State) SessionMetrics.Moved(after);
        }
        await senders.Save(now, cancellationToken);
    }
}

internal static class SessionMetrics
{
    public static void Moved(SessionRow row) =>
        ParleyMetrics.SessionChanges.Add(1, new("driver", row.Driver), new("state", Platform.Data.Words<SessionState>.Of(row.State)));
}
