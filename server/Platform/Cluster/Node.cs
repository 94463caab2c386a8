using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Cluster;

/// <summary>This process in the cluster. At start it takes a new epoch; while it lives it says so every two seconds and holds an
/// advisory lock on the epoch. An epoch is dead when its lock is free (the process is gone: seen at once) or when it was silent
/// for <see cref="SilenceLimit"/> (the process is frozen or cut off).</summary>
public sealed partial class Node(Db db, ParleySettings settings, TimeProvider time, ILogger<Node> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>Others take over what a node held after this much silence.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);

    /// <summary>The node itself stops acting on what it holds a little earlier, measured by its own monotonic clock.</summary>
    public static readonly TimeSpan OwnLimit = TimeSpan.FromSeconds(8);

    /// <summary>First key of the advisory locks that say "epoch n lives".</summary>
    public const int LockClass = 0x50726c79; // "Prly"

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(0.5);
    private readonly CancellationTokenSource _stopping = new();
    private NpgsqlConnection? _alive;
    private Task _beating = Task.CompletedTask;
    private long _lastBeat;
    private volatile bool _deposed;
    private bool _saidMissed;

    /// <summary>Raised when this process was frozen or cut off for so long that others may have taken over: it holds nothing any more,
    /// and goes on under a new epoch.</summary>
    public event Action? Deposed;

    /// <summary>The fence of everything this process claims. 0 before the start.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether this process may still act on what it holds. Asked before each send.</summary>
    public bool IsAlive => !_deposed && Epoch > 0 && time.GetElapsedTime(Volatile.Read(ref _lastBeat)) < OwnLimit;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await TakeEpoch(cancellationToken);
        _beating = Task.Run(() => BeatUntilStopped(_stopping.Token), CancellationToken.None);
    }

    private async Task TakeEpoch(CancellationToken cancellationToken)
    {
        if (_alive is not null) await _alive.DisposeAsync();
        var login = new NpgsqlConnectionStringBuilder(db.Login.ConnectionString) { Pooling = false, KeepAlive = 5, ApplicationName = "parley_node" };
        var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH born AS (INSERT INTO nodes (name, roles, version, started_at, seen_at) VALUES ($1, $2, $3, $4, $4) RETURNING epoch)
            SELECT epoch, pg_try_advisory_lock($5, epoch::int) FROM born
            """, connection);
        var now = time.GetUtcNow();
        command.Parameters.Add(new() { Value = Environment.MachineName + ":" + Environment.ProcessId });
        command.Parameters.Add(new() { Value = (settings.Web, settings.Worker) switch { (true, true) => "web,worker", (true, false) => "web", _ => "worker" } });
        command.Parameters.Add(new() { Value = typeof(Node).Assembly.GetName().Version?.ToString(3) ?? "0" });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = LockClass });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        Epoch = reader.GetInt64(0);
        _alive = connection;
        Volatile.Write(ref _lastBeat, time.GetTimestamp());
        _deposed = _saidMissed = false;
        Started(logger, Epoch);
    }

    private async Task BeatUntilStopped(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitForBeat(stoppingToken);
                var before = time.GetTimestamp();
                if (!await SayAlive(stoppingToken))
                {
                    // Once, however long it takes to come back.
                    if (!_deposed)
                    {
                        _deposed = true;
                        Overthrown(logger, Epoch);
                        Deposed?.Invoke();
                    }
                    await TakeEpoch(stoppingToken);
                    continue;
                }
                Volatile.Write(ref _lastBeat, before);
                _saidMissed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException or InvalidOperationException)
            {
                SayMissed(problem);
            }
        }
    }

    // Waits on the connection itself: when it breaks, others see the lock free at once, so this process must know it as soon.
    private async Task WaitForBeat(CancellationToken cancellationToken)
    {
        if (_alive is not { State: System.Data.ConnectionState.Open })
        {
            await Task.Delay(Retry, time, cancellationToken);
            return;
        }
        try
        {
            await _alive.WaitAsync(Beat, cancellationToken);
        }
        catch (Exception broken) when (broken is NpgsqlException or System.IO.IOException)
        {
            SayMissed(broken); // the next step finds the connection closed
        }
    }

    // Once per outage: it is tried twice a second.
    private void SayMissed(Exception problem)
    {
        if (_saidMissed) return;
        _saidMissed = true;
        Missed(logger, problem);
    }

    // The advisory lock lives with the connection: when it broke, the epoch is over, because others may have seen the lock free.
    private async Task<bool> SayAlive(CancellationToken cancellationToken)
    {
        if (_alive is not { State: System.Data.ConnectionState.Open }) return false;
        // Frozen for so long: by this process's own stopwatch, so that a wall clock that jumps ends nothing.
        if (time.GetElapsedTime(Volatile.Read(ref _lastBeat)) >= SilenceLimit) return false;
        try
        {
            await using var command = new NpgsqlCommand(
                "UPDATE nodes SET seen_at = $2 WHERE epoch = $1 AND stopped_at IS NULL", _alive)
            { CommandTimeout = 5 };
            command.Parameters.Add(new() { Value = Epoch });
            command.Parameters.Add(new() { Value = time.GetUtcNow() });
            return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        }
        catch (NpgsqlException) when (_alive.State != System.Data.ConnectionState.Open)
        {
            return false;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _beating;
        if (_alive is not { State: System.Data.ConnectionState.Open }) return;
        try
        {
            await using var command = new NpgsqlCommand("UPDATE nodes SET stopped_at = $2 WHERE epoch = $1", _alive);
            command.Parameters.Add(new() { Value = Epoch });
            command.Parameters.Add(new() { Value = time.GetUtcNow() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException problem)
        {
            Missed(logger, problem); // the freed lock tells the others
        }
        await _alive.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        if (_alive is not null) await _alive.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "This process is epoch {Epoch}")]
    private static partial void Started(ILogger logger, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Epoch {Epoch} was silent too long and is over; going on under a new one")]
    private static partial void Overthrown(ILogger logger, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not say that this process is alive")]
    private static partial void Missed(ILogger logger, Exception problem);
}
