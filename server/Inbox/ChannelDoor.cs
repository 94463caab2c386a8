using System.Threading.Channels;
using Npgsql;
using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Inbox;

/// <summary>The door: drivers hand events in, one worker takes them out in batches, commits, and only then acknowledges. Full, it lets the
/// drivers wait, and the network keeps what it has.</summary>
internal sealed partial class ChannelDoor(Accept accept, TimeProvider time, ILogger<ChannelDoor> logger) : BackgroundService, IChannelDoor
{
    private const int Capacity = 20_000;
    private const int Batch = 4_000;
    private readonly Channel<Knock> _knocks = Channel.CreateBounded<Knock>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly record struct Knock(ChannelEvent Happened, Action? Acknowledge);

    public ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken) =>
        _knocks.Writer.WriteAsync(new Knock(happened, acknowledge), cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Knock>(Batch);
        try
        {
            while (await _knocks.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                while (batch.Count < Batch && _knocks.Reader.TryRead(out var knock)) batch.Add(knock);
                if (!await AcceptUntilDone(batch.ConvertAll(knock => knock.Happened), stoppingToken)) return;
                foreach (var knock in batch) knock.Acknowledge?.Invoke();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still in the channel was not acknowledged: the network tells it again.
        }
    }

    private async Task<bool> AcceptUntilDone(List<ChannelEvent> events, CancellationToken stoppingToken)
    {
        string? refusedWith = null;
        while (true)
        {
            try
            {
                if (refusedWith is null) await accept.Run(events, stoppingToken);
                else await accept.KeepUnreadable(events[0], refusedWith, stoppingToken);
                return true;
            }
            // One event that the database refuses must not hold up the others, nor be lost without a word.
            catch (PostgresException problem) when (problem.IsLasting() && events.Count > 1)
            {
                Refused(logger, problem, events.Count);
                foreach (var happened in events)
                    if (!await AcceptUntilDone([happened], stoppingToken)) return false;
                return true;
            }
            catch (PostgresException problem) when (problem.IsLasting())
            {
                Unreadable(logger, problem, events[0].GetType().Name, events[0].Driver, refusedWith is null ? "is kept as failed in inbox_events" : "cannot be kept either");
                if (refusedWith is not null) return true;
                refusedWith = problem.SqlState;
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
            {
                Interrupted(logger, problem, events.Count);
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stoppingToken.IsCancellationRequested) return false;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a batch of {Count} events; they are taken one by one")]
    private static partial void Refused(ILogger logger, Exception problem, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} of driver {Driver} cannot be stored as it is; it {Left}")]
    private static partial void Unreadable(ILogger logger, Exception problem, string kind, string driver, string left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} events could not be stored; they are kept and stored again")]
    private static partial void Interrupted(ILogger logger, Exception problem, int count);
}
