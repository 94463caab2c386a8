using System.Collections.Concurrent;
using Parley.Channels;

namespace Parley.Senders;

/// <summary>The calls that this process makes to drivers for its sessions: one at a time per session, many sessions at once, none without an end.
/// Remembers what was started here, because only that must be stopped here.</summary>
internal sealed partial class SessionCalls(SessionWrites writes, SendersOptions options, TimeProvider time, ILogger<SessionCalls> logger)
{
    private const int MostAtOnce = 64;

    private readonly SemaphoreSlim _room = new(MostAtOnce);
    private readonly ConcurrentDictionary<SessionKey, StartedSession> _started = new();
    private readonly ConcurrentDictionary<SessionKey, Task> _running = new();

    /// <summary>A call ended, so there may be something to do for its session. The handler must return at once.</summary>
    public event Action? Ended;

    public IEnumerable<KeyValuePair<SessionKey, StartedSession>> Started => _started;

    public bool IsStarted(SessionKey key) => _started.ContainsKey(key);

    public bool IsBusy(SessionKey key) => _running.ContainsKey(key);

    public void Start(SessionKey key, Session session, IChannelDriver driver, CancellationToken stopping)
    {
        _started[key] = new StartedSession(session, driver);
        Call(key, token => driver.Start(session, token), async failed =>
        {
            if (failed) await writes.Change(key.Sender, key.Driver, (_, row, now) => SessionPolicy.Lost(row, Reasons.StartFailed, options, now, Random.Shared), stopping);
        }, stopping);
    }

    /// <summary>Stops a session that is not to be connected (any more).</summary>
    public void Stop(SessionKey key, Session session, IChannelDriver driver, CancellationToken stopping) =>
        Call(key, token => driver.Stop(session, token), async _ =>
        {
            _started.TryRemove(key, out var _);
            await writes.Change(key.Sender, key.Driver, (sender, row, now) =>
                row.IsLive && !(row.Trying && sender.IsToBeConnected(row.Driver)) ? row.Ended(SessionState.Disconnected, null, now) : row, stopping);
        }, stopping);

    /// <summary>Stops a session that did not come up, so that the next start begins from nothing.</summary>
    public void StopAndRetry(SessionKey key, Session session, IChannelDriver driver, CancellationToken stopping) =>
        Call(key, token => driver.Stop(session, token), async _ =>
        {
            _started.TryRemove(key, out var _);
            await writes.Change(key.Sender, key.Driver, (_, row, now) =>
                row.State == SessionState.Booting ? SessionPolicy.Lost(row, Reasons.StartTimeout, options, now, Random.Shared) : row, stopping);
        }, stopping);

    /// <summary>Stops a session of a sender that this process holds no more: nothing is written, the new holder writes.</summary>
    public void StopOrphan(SessionKey key, CancellationToken stopping)
    {
        if (!_started.TryGetValue(key, out var started)) return;
        Call(key, token => started.Driver.Stop(started.Session, token), _ =>
        {
            _started.TryRemove(new(key, started));
            return Task.CompletedTask;
        }, stopping);
    }

    public void LogOut(SessionKey key, Session session, IChannelDriver driver, CancellationToken stopping) =>
        Call(key, token => driver.Logout(session, token), async failed =>
        {
            if (!failed) _started.TryRemove(key, out var _);
            await writes.Change(key.Sender, key.Driver, (_, row, now) =>
                !row.LogoutAsked ? row
                : failed ? row with { Failures = row.Failures + 1, StartAt = now + ReconnectPolicy.Wait(row.Failures + 1, options, Random.Shared) }
                : row.Ended(SessionState.LoggedOut, SessionPolicy.WhyGivenUp(row), now), stopping);
        }, stopping);

    public void AskForCode(SessionKey key, Session session, IChannelDriver driver, CancellationToken stopping) =>
        Call(key, async token =>
        {
            // Written down first, so that it is asked once however old the row is by which it was found due. Whoever waits for the code in vain asks again.
            var isAsked = false;
            await writes.Change(key.Sender, key.Driver, (_, row, _) => (isAsked = row.CodeAsked) ? row with { CodeAsked = false } : row, token);
            if (isAsked && driver is IPairingCode pairing) await pairing.RequestPairingCode(session, token);
        }, _ => Task.CompletedTask, stopping);

    /// <summary>Lets what runs come to its end, then stops every session. For the end of the process.</summary>
    public async Task StopAll(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Parallel.ForEachAsync(_started, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken }, async (started, token) =>
        {
            try
            {
                await started.Value.Driver.Stop(started.Value.Session, token);
                _started.TryRemove(started);
            }
            catch (Exception problem) when (!token.IsCancellationRequested)
            {
                CallFailed(logger, started.Key.Driver, started.Key.Sender.Value, problem);
            }
        });
    }

    private void Call(SessionKey key, Func<CancellationToken, Task> call, Func<bool, Task> then, CancellationToken stopping)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_running.TryAdd(key, entered.Task)) return;
        _ = Task.Run(async () =>
        {
            try
            {
                await _room.WaitAsync(stopping);
                try
                {
                    await then(!await Succeeds(key, call, stopping));
                }
                finally
                {
                    _room.Release();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The process ends; the next holder begins anew.
            }
            catch (Exception problem)
            {
                // Only the write can end here: the row is as before, and the next round decides again.
                WriteFailed(logger, key.Driver, key.Sender.Value, problem);
            }
            finally
            {
                _running.TryRemove(key, out var _);
                entered.SetResult();
                Ended?.Invoke();
            }
        }, CancellationToken.None);
    }

    private async Task<bool> Succeeds(SessionKey key, Func<CancellationToken, Task> call, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(options.DriverPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            // A driver that ignores its token must not hold the place for ever.
            await call(either.Token).WaitAsync(options.DriverPatience + TimeSpan.FromSeconds(1), time, stopping);
            return true;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            CallFailed(logger, key.Driver, key.Sender.Value, problem);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to driver {Driver} for sender {Sender} failed")]
    private static partial void CallFailed(ILogger logger, string driver, Guid sender, Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not write what became of the {Driver} session of sender {Sender}")]
    private static partial void WriteFailed(ILogger logger, string driver, Guid sender, Exception problem);
}

internal readonly record struct SessionKey(SenderId Sender, string Driver);

/// <summary>A session that this process started and has not stopped.</summary>
internal sealed class StartedSession(Session session, IChannelDriver driver)
{
    public Session Session => session;
    public IChannelDriver Driver => driver;

    /// <summary>Timestamp at which it was first seen that the sender is not held here under this fence.</summary>
    public long? OrphanedAt { get; set; }
}
