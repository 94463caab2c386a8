using System.Collections.Concurrent;
using Parley.Channels.Simulator.Phones;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels.Simulator.Wire;

/// <summary>The phones' end of one server's connection: opens lines, hands messages to the worlds, and carries answers and events back.</summary>
internal sealed class PhonesSocket : IDisposable
{
    /// <summary>Events of one line that may be under way at once; more wait in the world until the server has taken those on.</summary>
    public const int Window = 1024;

    private const int FullBatch = 256 * 1024;

    private readonly Worlds _worlds;
    private readonly FrameSocket _socket;
    private readonly Dictionary<uint, Served> _lines = [];
    private readonly ConcurrentQueue<Served> _ready = new();

    public PhonesSocket(System.Net.WebSockets.WebSocket socket, Worlds worlds)
    {
        _worlds = worlds;
        _socket = new FrameSocket(socket) { BeforeBatch = WriteEvents };
    }

    /// <summary>Serves until the server goes; then its lines are closed, and what waits for them waits in the world.</summary>
    public async Task Serve(CancellationToken cancellationToken)
    {
        try
        {
            await _socket.Carry(Handle, cancellationToken);
        }
        finally
        {
            foreach (var line in _lines.Values) line.Line!.Close(logout: false);
        }
    }

    private void Handle(FrameReader frames)
    {
        while (!frames.AtEnd)
        {
            var frame = (Frame)frames.Byte();
            var number = frames.Line();
            if (frame == Frame.Open) Open(number, ref frames);
            else if (frame == Frame.Revoke) Revoke(ref frames);
            else if (_lines.TryGetValue(number, out var line)) Handle(frame, line, ref frames);
            else throw new FormatException("The wire names a line that was not opened.");
        }
    }

    private void Open(uint number, ref FrameReader frames)
    {
        var (tenant, sender, phone) = (TenantId.Of(frames.Id()), SenderId.Of(frames.Id()), (long)frames.Number());
        var login = new Login(tenant, sender, phone, frames.Flag() ? frames.Bytes().ToArray() : null) { Attempt = frames.Id(), Again = frames.Flag() };
        var line = new Served(this, number);
        _lines[number] = line;
        line.Line = _worlds.Open(login, line);
        line.Wake();
    }

    private void Revoke(ref FrameReader frames)
    {
        var call = frames.Line();
        _worlds.Of(TenantId.Of(frames.Id())).Revoke(SenderId.Of(frames.Id()));
        lock (_socket.Gate)
        {
            _socket.Out.Begin(Frame.Revoked, 0).Number(call);
            _socket.Flush();
        }
    }

    private void Handle(Frame frame, Served served, ref FrameReader frames)
    {
        var line = served.Line!;
        switch (frame)
        {
            case Frame.Send:
                var call = frames.Line();
                var sent = line.Send(WireText.ReadMessage(ref frames), CancellationToken.None);
                if (sent.IsCompletedSuccessfully) Answer(served.Number, call, sent.Result);
                else _ = AnswerLater(served.Number, call, sent);
                break;
            case Frame.Acknowledge:
                line.Acknowledge((long)frames.Number());
                break;
            case Frame.Credit:
                served.Credit((int)frames.Number());
                break;
            case Frame.RequestCode:
                line.RequestPairingCode();
                break;
            case Frame.Typing:
                line.Typing(frames.Text());
                break;
            case Frame.MarkRead:
                var (from, ids) = (frames.Text(), new string[frames.Number()]);
                for (var i = 0; i < ids.Length; i++) ids[i] = frames.Text();
                line.MarkRead(from, ids);
                break;
            case Frame.Check:
                Check(served, ref frames);
                break;
            case Frame.Close:
                line.Close(frames.Flag());
                break;
            case Frame.Forget:
                _lines.Remove(served.Number);
                break;
            default:
                throw new FormatException("The wire names a frame that there is not.");
        }
    }

    private void Check(Served served, ref FrameReader frames)
    {
        var (call, numbers) = (frames.Line(), new string[frames.Number()]);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = frames.Text();
        var answers = served.Line!.Check(numbers);
        lock (_socket.Gate)
        {
            var frame = _socket.Out.Begin(Frame.Checked, served.Number).Number(call).Number((ulong)answers.Count);
            foreach (var (number, there) in answers) frame.Text(number).Flag(there);
            _socket.Flush();
        }
    }

    private async Task AnswerLater(uint number, uint call, ValueTask<SendResult> sent) => Answer(number, call, await sent);

    private void Answer(uint number, uint call, SendResult result)
    {
        lock (_socket.Gate)
        {
            WireText.Write(_socket.Out.Begin(Frame.Answer, number).Number(call), result);
            _socket.Flush();
        }
    }

    // Takes from every line that has something; what does not fit into this batch goes with the next.
    private void WriteEvents()
    {
        while (_socket.Out.Length < FullBatch && _ready.TryDequeue(out var line))
        {
            line.IsReady = false;
            while (line.MayTake && line.Line!.TryTake(out var happened))
            {
                line.Took(happened!);
                lock (_socket.Gate) WireText.Write(_socket.Out.Begin(Frame.Event, line.Number), happened!);
            }
        }
        if (_ready.IsEmpty) return;
        lock (_socket.Gate) _socket.Flush();
    }

    private void Ready(Served line)
    {
        lock (_socket.Gate)
        {
            if (line.IsReady) return;
            line.IsReady = true;
            _ready.Enqueue(line);
            _socket.Flush();
        }
    }

    public void Dispose() => _socket.Dispose();

    private sealed class Served(PhonesSocket socket, uint number) : ILineListener
    {
        private int _underWay;

        public uint Number => number;
        public WorldLine? Line { get; set; }
        public volatile bool IsReady;
        public bool MayTake => Line is not null && Volatile.Read(ref _underWay) < Window;

        public void Took(NetworkEvent happened)
        {
            if (happened is Kept) Interlocked.Increment(ref _underWay);
        }

        public void Credit(int count)
        {
            Interlocked.Add(ref _underWay, -count);
            Wake();
        }

        public void Wake() => socket.Ready(this);
    }
}
