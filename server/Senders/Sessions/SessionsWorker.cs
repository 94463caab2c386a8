using System.Runtime.CompilerServices;
using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Health;
using Parley.Platform.Telemetry;

namespace Parley.Senders;

/// <summary>Keeps the sessions of the held senders as their rows say: starts, stops, logs out, asks for pairing codes.
/// The rows are the truth; memory only knows what was started here.</summary>
internal sealed partial class SessionsWorker : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    // After an overthrow (the database restarted) a sender mostly comes back under a newer fence, and its session goes on without a reconnect.
    private static readonly TimeSpan OverthrowPatience = TimeSpan.FromSeconds(5);

    private readonly Node _node;
    private readonly Ownership _ownership;
    private readonly OwnedSenders _owned;
    private readonly Drivers _drivers;
    private readonly SessionCalls _calls;
    private readonly SessionWrites _writes;
    private readonly SendersOptions _options;
    private readonly TimeProvider _time;
    private readonly Heartbeats _heartbeats;
    private readonly ILogger<SessionsWorker> _logger;
    private readonly WakeUp _wake;
    private readonly StartBudget _budget;
    private readonly Dictionary<string, int> _connected = [];

    private readonly Dictionary<SessionKey, (long Fence, DateTimeOffset UpdatedAt)> _begun = [];

    // What was done for a row is written, and the row comes anew by the bell; until then the old picture must not have it done again.
    private readonly ConditionalWeakTable<SessionRow, object> _done = [];

    public SessionsWorker(Node node, Ownership ownership, OwnedSenders owned, Drivers drivers, SessionCalls calls, SessionWrites writes, SendersOptions options,
        TimeProvider time, Heartbeats heartbeats, ILogger<SessionsWorker> logger)
    {
        (_node, _ownership, _owned, _drivers, _calls, _writes) = (node, ownership, owned, drivers, calls, writes);
        (_options, _time, _heartbeats, _logger) = (options, time, heartbeats, logger);
        (_wake, _budget) = (new WakeUp(time), new StartBudget(options.StartsPerSecond, time));
        owned.Changed += _wake.Ring;
        calls.Ended += _wake.Ring;
    }

    /// <summary>Waits until no session of these senders is open in this process. They must have been taken out of <see cref="OwnedSenders"/>.</summary>
    public async Task WaitUntilStopped(IReadOnlyCollection<SenderId> ids, CancellationToken cancellationToken)
    {
        var watched = ids.ToHashSet();
        while (_calls.Started.Any(started => watched.Contains(started.Key.Sender)))
        {
            _wake.Ring();
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heartbeat = _heartbeats.Expect("sender sessions", TimeSpan.FromSeconds(60));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                StopOrphans(stoppingToken);
                if (_node.IsAlive) await Round(stoppingToken);
                heartbeat.Beat();
                await _wake.Wait(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Failed(_logger, problem);
                await Task.Delay(LookEvery, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Stops all sessions and gives the senders up, so that the next process need not wait for this one's silence.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        SenderId[] held = [.. _owned.All.Select(sender => sender.Id)];
        _owned.Remove(held);
        try
        {
            await _calls.StopAll(cancellationToken);
            await _ownership.Release(_node.Epoch, held, cancellationToken);
        }
        catch (Exception problem) when (problem is OperationCanceledException or NpgsqlException)
        {
            StoppedShort(_logger, problem); // the next holder finds this process gone
        }
    }

    private async Task Round(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var due = new List<(OwnedSender Sender, SessionRow Row)>();
        var connected = _connected.Keys.ToDictionary(driver => driver, _ => 0, StringComparer.Ordinal);
        var connecting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sender in _owned.All)
        {
            if (sender.Deleted && !sender.Sessions.Any(row => row.LogoutAsked || _calls.IsStarted(new SessionKey(sender.Id, row.Driver))))
            {
                await _ownership.Forget(_node.Epoch, sender.Id, cancellationToken);
                _owned.Remove([sender.Id]);
                continue;
            }
            foreach (var row in sender.Sessions)
            {
                if (row.State == SessionState.Connected) connected[row.Driver] = connected.GetValueOrDefault(row.Driver) + 1;
                if (row.State == SessionState.Booting || IsJustBegun(sender, row)) connecting[row.Driver] = connecting.GetValueOrDefault(row.Driver) + 1;
                if (_drivers.Find(row.Driver) is { } driver) await Care(sender, row, driver, now, due, cancellationToken);
            }
        }
        await Start(due, connecting, cancellationToken);
        Measure(connected);
    }

    private async Task Care(OwnedSender sender, SessionRow row, IChannelDriver driver, DateTimeOffset now, List<(OwnedSender, SessionRow)> due, CancellationToken cancellationToken)
    {
        var key = new SessionKey(sender.Id, row.Driver);
        var care = SessionCarePolicy.Of(row, sender.IsToBeConnected(row.Driver), _calls.IsStarted(key), _options, now);
        if (care == SessionCare.Nothing || _calls.IsBusy(key) || _done.TryGetValue(row, out _)) return;
        if (care != SessionCare.Start) _done.Add(row, row);
        switch (care)
        {
            case SessionCare.Start:
                due.Add((sender, row));
                break;
            case SessionCare.Stop:
                _calls.Stop(key, sender.Session, driver, cancellationToken);
                break;
            case SessionCare.TimeOut:
                _calls.StopAndRetry(key, sender.Session, driver, cancellationToken);
                break;
            case SessionCare.LogOut:
                _calls.LogOut(key, sender.Session, driver, cancellationToken);
                break;
            case SessionCare.AskForCode:
                _calls.AskForCode(key, sender.Session, driver, cancellationToken);
                break;
            case SessionCare.GiveUpLogin:
                // The next round finds it not trying any more, and stops it.
                await _writes.Change(sender.Id, row.Driver, (_, latest, at) =>
                    latest.WaitingSince == row.WaitingSince ? latest.Ended(SessionState.Disconnected, Reasons.QrNotScanned, at) : latest, cancellationToken);
                break;
        }
    }

    private async Task Start(List<(OwnedSender Sender, SessionRow Row)> due, Dictionary<string, int> connecting, CancellationToken cancellationToken)
    {
        if (due.Count == 0) return;
        var admitted = ConnectingPolicy.Admit(due.OrderBy(one => one.Row.StartAt ?? DateTimeOffset.MinValue), one => one.Row.Driver, driver => _drivers.Find(driver)?.Capabilities.ConnectsAtOnce, connecting);
        var now = admitted.Take(_budget.Take(admitted.Count)).ToList();
        foreach (var (_, row) in now) _done.Add(row, row);
        foreach (var (sender, row) in await _writes.Begin(now, cancellationToken))
        {
            if (_drivers.Find(row.Driver) is not { } driver) continue;
            var key = new SessionKey(sender.Id, row.Driver);
            _begun[key] = (sender.Fence, row.UpdatedAt);
            _calls.Start(key, sender.Session, driver, cancellationToken);
        }
    }

    /// <summary>It was begun here, and the picture is one of before: it may have been read, and even put in its place, while we wrote.</summary>
    private bool IsJustBegun(OwnedSender sender, SessionRow row)
    {
        if (!_begun.TryGetValue(new SessionKey(sender.Id, row.Driver), out var before)) return false;
        if (before == (sender.Fence, row.UpdatedAt) && !row.IsLive) return true;
        _begun.Remove(new SessionKey(sender.Id, row.Driver));
        return false;
    }

    // What was started here for a sender that is held here no more. After an overthrow that is known only once everything was looked at under the new epoch.
    private void StopOrphans(CancellationToken cancellationToken)
    {
        foreach (var (key, started) in _calls.Started)
        {
            if (_owned.TryGet(key.Sender, out _))
            {
                // Held here, perhaps under a newer fence: its row says what is to be done.
                started.OrphanedAt = null;
                continue;
            }
            started.OrphanedAt ??= _time.GetTimestamp();
            var isKnown = _node.IsAlive && _owned.LookedUnder == _node.Epoch;
            if (isKnown || _time.GetElapsedTime(started.OrphanedAt.Value) >= OverthrowPatience) _calls.StopOrphan(key, cancellationToken);
        }
    }

    private void Measure(Dictionary<string, int> connected)
    {
        foreach (var (driver, count) in connected)
        {
            ParleyMetrics.Sessions.Add(count - _connected.GetValueOrDefault(driver), new KeyValuePair<string, object?>("driver", driver));
            _connected[driver] = count;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every session could be closed before the end")]
    private static partial void StoppedShort(ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look after the sessions of this process; trying again")]
    private static partial void Failed(ILogger logger, Exception problem);
}
