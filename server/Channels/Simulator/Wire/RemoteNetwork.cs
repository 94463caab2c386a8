using System.Net.Sockets;
using System.Net.WebSockets;
using Parley.Channels.Simulator.Phones;

namespace Parley.Channels.Simulator.Wire;

/// <summary>The network in another process, over one WebSocket that all sessions share. It connects by itself, again and again;
/// while it is away the lines say so, and what was not written surely did not leave.</summary>
internal sealed partial class RemoteNetwork : INetwork, IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly PhonesAddress _address;
    private readonly TimeProvider _time;
    private readonly ILogger<RemoteNetwork> _logger;
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<uint, RemoteLine> _lines = [];
    private readonly Dictionary<uint, TaskCompletionSource<bool>> _revocations = [];
    private readonly Task _connecting;
    private bool _away;
    private uint _lastLine;
    private uint _lastCall;

    public RemoteNetwork(PhonesAddress address, SimulatorOptions options, Clock clock, TimeProvider time, ILogger<RemoteNetwork> logger)
    {
        (_address, _time, _logger) = (address, time, logger);
        Answers = new Answers(clock, options.SendTimeout);
        Media = new RemoteMedia(address);
        _connecting = Task.Run(KeepConnected);
    }

    /// <summary>Guards the lines and what they know about the connection.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Under <see cref="Gate"/>; null while the way is down.</summary>
    public FrameSocket? Socket { get; private set; }

    public Answers Answers { get; }
    public RemoteMedia Media { get; }

    public ILine Open(Login login, ILineListener listener)
    {
        lock (Gate)
        {
            var line = new RemoteLine(this, ++_lastLine, login, listener);
            _lines[line.Number] = line;
            if (Socket is not null) line.Begin(Socket);
            else if (_away) line.Lose();
            return line;
        }
    }

    /// <summary>Under <see cref="Gate"/>.</summary>
    public void Forget(RemoteLine line) => _lines.Remove(line.Number);

    public async ValueTask<bool> Revoke(Login login, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            if (Socket is not { } socket) return false;
            var call = ++_lastCall;
            _revocations[call] = done;
            lock (socket.Gate)
            {
                socket.Out.Begin(Frame.Revoke, 0).Number(call).Id(login.Tenant.Value).Id(login.Sender.Value);
                socket.Flush();
            }
        }
        return await done.Task.WaitAsync(cancellationToken);
    }

    private async Task KeepConnected()
    {
        var pause = FirstPause;
        while (!_gone.IsCancellationRequested)
        {
            try
            {
                await Connected();
                pause = FirstPause;
            }
            catch (Exception problem) when (problem is WebSocketException or SocketException or HttpRequestException or IOException or FormatException or OperationCanceledException)
            {
                if (_gone.IsCancellationRequested) return;
                Away(_logger, problem.Message);
                SayAway();
            }
            await Task.Delay(pause, _time, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // One connection from its beginning to its end.
    private async Task Connected()
    {
        using var web = new ClientWebSocket();
        web.Options.KeepAliveInterval = TimeSpan.FromSeconds(5);
        web.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        if (_address.Token is { } token) web.Options.SetRequestHeader("Authorization", "Bearer " + token);
        await web.ConnectAsync(_address.Socket, _gone.Token);
        Back(_logger);

        using var socket = new FrameSocket(web);
        lock (Gate)
        {
            Socket = socket;
            _away = false;
            foreach (var line in _lines.Values) line.Begin(socket);
        }
        try
        {
            await socket.Carry(Handle, _gone.Token);
        }
        finally
        {
            Lose(socket);
        }
    }

    // Said once, however often the connection is tried.
    private void SayAway()
    {
        lock (Gate)
        {
            if (_away) return;
            _away = true;
            foreach (var line in _lines.Values.ToArray()) line.Lose();
        }
    }

    private void Lose(FrameSocket socket)
    {
        lock (Gate)
        {
            Socket = null;
            _away = true;
            long left;
            lock (socket.Gate) left = socket.Batch;
            foreach (var line in _lines.Values.ToArray()) line.Lose();
            foreach (var revocation in _revocations.Values) revocation.TrySetResult(false);
            _revocations.Clear();
            Answers.Lose(left);
        }
        Media.Forget();
    }

    private void Handle(FrameReader frames)
    {
        while (!frames.AtEnd)
        {
            var frame = (Frame)frames.Byte();
            var number = frames.Line();
            switch (frame)
            {
                case Frame.Answer:
                    var call = frames.Line();
                    Answers.Set(call, WireText.ReadResult(ref frames));
                    break;
                case Frame.Event:
                    var line = Find(number);
                    var happened = WireText.ReadEvent(ref frames, line?.Login.Sender ?? default);
                    line?.Take(happened);
                    break;
                case Frame.Checked:
                    ReadChecked(Find(number), ref frames);
                    break;
                case Frame.Revoked:
                    Revoked(frames.Line());
                    break;
                default:
                    throw new FormatException("The wire names a frame that there is not.");
            }
        }
    }

    private RemoteLine? Find(uint number)
    {
        lock (Gate) return _lines.GetValueOrDefault(number);
    }

    private static void ReadChecked(RemoteLine? line, ref FrameReader frames)
    {
        var (call, count) = (frames.Line(), frames.Number());
        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        for (ulong i = 0; i < count; i++) answers[frames.Text()] = frames.Flag();
        line?.Checked(call, answers);
    }

    private void Revoked(uint call)
    {
        lock (Gate)
        {
            if (_revocations.Remove(call, out var done)) done.TrySetResult(true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _connecting;
        Media.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the simulator's phones")]
    private static partial void Back(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The simulator's phones do not answer; trying again: {Problem}")]
    private static partial void Away(ILogger logger, string problem);
}
