using System.Buffers;
using System.IO.Pipelines;
using Parley.Platform;
using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>Listens to one gateway for as long as the server runs: hands each event to the door, acknowledges what the door stored, and opens the stream again where it
/// broke. Knows from the gateway's instance whether it is still the one whose sessions run.</summary>
internal sealed partial class GatewayEvents(string driver, IGatewayPlace place, GatewayClient client, GatewaySessions sessions, IChannelDoor door, GatewayOptions options,
    TimeProvider time, ILogger<GatewayEvents> logger) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>How long somebody waits until the gateway is heard.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>No event is longer; a history of ten thousand messages stays far below.</summary>
    private const long LongestLine = 64 << 20;

    private readonly WakeUp _stored = new(time);
    private readonly Lock _gate = new();
    private Acknowledgements _acknowledgements = new();
    private TaskCompletionSource<GatewayAddress> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _instance;
    private CancellationTokenSource _hearing = new();
    private long _handed;
    private long _acknowledged;

    /// <summary>Session states up to here were told by a process that is no more.</summary>
    private long _staleUpTo;

    /// <summary>Why the gateway is of no use at the moment, in a sentence; null when nothing is known against it.</summary>
    public string? Problem { get; private set; }

    private Task<GatewayAddress> Listening
    {
        get
        {
            lock (_gate) return _listening.Task;
        }
    }

    /// <summary>Until events are heard; gives where. What happens at the gateway after that is told.</summary>
    /// <exception cref="GatewayAwayException">Not within a moment.</exception>
    public async Task<GatewayAddress> Heard(CancellationToken cancellationToken)
    {
        try
        {
            return await Listening.WaitAsync(Moment, time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new GatewayAwayException(Problem ?? "The gateway does not answer.", late);
        }
    }

    /// <summary>What the door got of this sender and did not store is told again, and with it all that came after; the door knows each by its id.</summary>
    public void TellAgain(SenderId sender)
    {
        lock (_gate)
        {
            if (_acknowledgements.Owes(sender.ToString())) _hearing.Cancel();
        }
    }

    /// <summary>Something is stored of which the gateway has not been told.</summary>
    internal bool OwesAcknowledgement => _acknowledgements.UpTo > _acknowledged;

    /// <summary>What the gateway may forget.</summary>
    internal long Acknowledged => _acknowledged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var acknowledging = AcknowledgeAll(stoppingToken);
        var wait = FirstWait;
        try
        {
            await place.Needed.WaitAsync(stoppingToken);
            while (true)
            {
                try
                {
                    var address = await place.Find(stoppingToken);
                    await Reach(await client.Health(stoppingToken), address, stoppingToken);
                    wait = FirstWait;
                    await Listen(stoppingToken);
                }
                catch (Exception broken) when (broken is IOException or HttpRequestException or TimeoutException && !stoppingToken.IsCancellationRequested)
                {
                    if (!await IsStillThere(stoppingToken)) await Lose(broken.Message, stoppingToken);
                    await Task.Delay(wait, time, stoppingToken);
                    wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                }
                catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
                {
                    Failed(logger, driver, bug);
                    await Task.Delay(LongestWait, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not acknowledged is told again.
        }
        await acknowledging;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            if (place.Now is not null) await Acknowledge(cancellationToken);
        }
        catch (Exception away) when (away is GatewayAwayException or OperationCanceledException)
        {
            // It tells again what it was not told that we have; each has its id.
        }
    }

    /// <summary>A gateway answers: is it the one that we know?</summary>
    private async Task Reach(HealthAnswer health, GatewayAddress address, CancellationToken cancellationToken)
    {
        if (health.Engine != driver) throw new GatewayAwayException($"The gateway at {address.Base} is one for {health.Engine}, not for {driver}.");
        if (health.Wire != GatewayWire.Version) throw new GatewayAwayException($"The gateway at {address.Base} speaks version {health.Wire} of the wire; this server speaks {GatewayWire.Version}.");
        if (_instance != health.Instance && (_instance is not null || place.IsOurs))
        {
            _staleUpTo = health.Spool.Last;
            await sessions.Lose(cancellationToken);
        }
        if (health.Spool.Last < _handed)
        {
            // Another spool than before: its numbers begin anew.
            (_handed, _acknowledged, _acknowledgements) = (0, 0, new Acknowledgements());
        }
        if (_instance != health.Instance) Reached(logger, driver, health.Library.Name, health.Library.Version);
        _instance = health.Instance;
        await PayStops(cancellationToken);
        Problem = health.Problem is { } slug ? GatewayProblems.Sentence(slug) : null;
        lock (_gate)
        {
            if (_listening.Task.IsCompleted) _listening = new TaskCompletionSource<GatewayAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
            _listening.SetResult(address);
        }
        _stored.Ring();
    }

    /// <summary>What was to be stopped while the gateway could not be reached may still run there.</summary>
    private async Task PayStops(CancellationToken cancellationToken)
    {
        foreach (var session in sessions.OwedStops)
        {
            // A fence that is too old by now says that another node has it, which is as good.
            await client.Stop(session.Sender.ToString(), session.Fence, logout: false, cancellationToken);
            sessions.StopPaid(session);
        }
    }

    /// <summary>The stream broke, and the gateway is none the worse for it.</summary>
    private async Task<bool> IsStillThere(CancellationToken cancellationToken)
    {
        if (_instance is null || !Listening.IsCompleted || place.Now is null) return false;
        try
        {
            return (await client.Health(cancellationToken)).Instance == _instance;
        }
        catch (GatewayAwayException)
        {
            return false;
        }
    }

    private async Task Lose(string why, CancellationToken cancellationToken)
    {
        bool wasThere;
        lock (_gate)
        {
            wasThere = _listening.Task.IsCompleted;
            if (wasThere) _listening = new TaskCompletionSource<GatewayAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        if (wasThere || Problem is null) Away(logger, driver, why);
        Problem = why;
        await sessions.Lose(cancellationToken);
    }

    private async Task Listen(CancellationToken cancellationToken)
    {
        using var hearing = HearAnew(cancellationToken);
        try
        {
            await Hear(hearing.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (hearing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // From what is not stored, the next time.
        }
    }

    private CancellationTokenSource HearAnew(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_hearing.IsCancellationRequested)
            {
                _hearing.Dispose();
                _hearing = new CancellationTokenSource();
                // The states that were told are of before; what they say is over.
                _staleUpTo = Math.Max(_staleUpTo, _handed);
                _handed = _acknowledgements.UpTo;
                _acknowledgements = new Acknowledgements(_handed);
            }
            return CancellationTokenSource.CreateLinkedTokenSource(_hearing.Token, cancellationToken);
        }
    }

    private async Task Hear(CancellationToken hearing, CancellationToken cancellationToken)
    {
        await using var stream = await client.Events(_handed, cancellationToken);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10));
        var tooLong = false;
        while (true)
        {
            var read = await ReadInTime(reader, hearing);
            var buffer = read.Buffer;
            while (TryReadLine(ref buffer, out var line))
            {
                if (tooLong) tooLong = false; // its end
                else await Take(line, cancellationToken);
            }
            if (buffer.Length > LongestLine)
            {
                if (!tooLong) Skipped(logger, driver, buffer.Length, null);
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            // A line without an end was cut off; it comes again.
            if (read.IsCompleted) throw new GatewayAwayException("The gateway ended the stream of events.");
        }
    }

    private async Task<ReadResult> ReadInTime(PipeReader reader, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(options.Silence, time, cancellationToken);
        try
        {
            return await reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GatewayAwayException("The gateway fell silent.", late);
        }
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }
        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private async ValueTask Take(ReadOnlySequence<byte> line, CancellationToken cancellationToken)
    {
        if (line.Length <= 3) return; // {}: it lives
        var (seq, happened) = WireEvent.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
        if (happened is null) Skipped(logger, driver, line.Length, seq);
        if (seq is not { } place || place <= _handed) return;

        var acknowledgements = _acknowledgements;
        acknowledgements.Expect(place, happened?.Sender);
        if (happened is null || IsStale(happened) || happened.ToChannelEvent(driver) is not { } told)
        {
            _handed = place;
            Stored();
            return;
        }
        await door.Put(told, Stored, cancellationToken);
        _handed = place;
        if (told is SessionChanged changed) sessions.Told(changed);

        void Stored()
        {
            if (acknowledgements.Stored(place)) _stored.Ring();
        }
    }

    // That a login is gone stays true; that it was connected, or not, is over with the process.
    private bool IsStale(WireEvent happened) =>
        happened is WireEvent.Session session
        && (happened.Seq <= _staleUpTo && session.State is not (SessionState.LoggedOut or SessionState.Banned) || SenderId.TryParse(happened.Sender, out var sender) && sessions.IsElsewhere(sender));

    private async Task AcknowledgeAll(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _stored.Wait(Timeout.InfiniteTimeSpan, stoppingToken);
            await Task.Delay(options.AckEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested) await Acknowledge(stoppingToken);
            }
            catch (GatewayAwayException)
            {
                // With the next one, or when the gateway is there again: that rings too.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Acknowledge(CancellationToken cancellationToken)
    {
        var acknowledgements = _acknowledgements;
        if (acknowledgements.UpTo is var seq && seq <= _acknowledged) return;
        await client.Acknowledge(seq, cancellationToken);
        if (acknowledgements == _acknowledgements) _acknowledged = seq;
    }

    public override void Dispose()
    {
        base.Dispose();
        _hearing.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Driver} gateway is there, with {Library} {Version}")]
    private static partial void Reached(ILogger logger, string driver, string library, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Driver} gateway is away; its sessions are connected again when it is back. {Problem}")]
    private static partial void Away(ILogger logger, string driver, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Driver} gateway told something of {Bytes} bytes that is no event known here (seq {Seq}); it is skipped")]
    private static partial void Skipped(ILogger logger, string driver, long bytes, long? seq);

    [LoggerMessage(Level = LogLevel.Error, Message = "Hearing the {Driver} gateway failed")]
    private static partial void Failed(ILogger logger, string driver, Exception problem);
}
