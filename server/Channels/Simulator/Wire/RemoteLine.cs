using System.Collections.Concurrent;

namespace Parley.Channels.Simulator.Wire;

/// <summary>One session's line to the phones' process. It outlives the connection: when that is lost the line is too, and opens again with it.</summary>
internal sealed class RemoteLine(RemoteNetwork network, uint number, Login login, ILineListener listener) : ILine
{
    private readonly ConcurrentQueue<NetworkEvent> _news = new();
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<IReadOnlyDictionary<string, bool>>> _checks = new();
    private readonly Guid _attempt = Guid.NewGuid();
    private bool _begun;
    private bool _open;
    private bool _closing;
    private bool _closed;
    private int _taken;
    private int _lastCheck;

    public uint Number => number;
    public Login Login { get; private set; } = login;

    /// <summary>The connection is there. Under the network's gate.</summary>
    public void Begin(FrameSocket socket)
    {
        if (_closed) return;
        lock (socket.Gate)
        {
            var frame = socket.Out.Begin(Frame.Open, number).Id(Login.Tenant.Value).Id(Login.Sender.Value).Number((ulong)Login.Phone).Flag(Login.Credentials is not null);
            if (Login.Credentials is not null) frame.Bytes(Login.Credentials);
            frame.Id(_attempt).Flag(_begun);
            socket.Flush();
        }
        _begun = true;
    }

    /// <summary>The connection is not there. Under the network's gate.</summary>
    public void Lose()
    {
        if (_closed) return;
        _open = false;
        foreach (var check in _checks.Values) check.TrySetResult(new Dictionary<string, bool>());
        _checks.Clear();
        if (_closing) Finish(new LineClosed(null));
        else _news.Enqueue(new LineLost(Reasons.GatewayDown));
        listener.Wake();
    }

    /// <summary>Something came over the wire.</summary>
    public void Take(NetworkEvent happened)
    {
        lock (network.Gate)
        {
            if (_closed) return;
            if (happened is LineOpened) _open = true;
            if (happened is Linked linked) Login = Login with { Credentials = linked.Credentials };
            if (happened is LineClosed) Finish(happened);
            else _news.Enqueue(happened);
        }
        listener.Wake();
    }

    private void Finish(NetworkEvent last)
    {
        _open = false;
        _closed = true;
        if (network.Socket is { } socket)
        {
            lock (socket.Gate)
            {
                socket.Out.Begin(Frame.Forget, number);
                socket.Flush();
            }
        }
        network.Forget(this);
        _news.Enqueue(last);
    }

    public bool TryTake(out NetworkEvent? happened)
    {
        if (!_news.TryDequeue(out happened)) return false;
        // The phones send only so many ahead; a quarter of that at a time is given back.
        if (happened is Kept && Interlocked.Increment(ref _taken) % (PhonesSocket.Window / 4) == 0)
            Write(static (frame, _) => frame.Number(PhonesSocket.Window / 4), Frame.Credit, 0);
        return true;
    }

    public void Acknowledge(long sequence) => Write(static (frame, sequence) => frame.Number((ulong)sequence), Frame.Acknowledge, sequence);

    // False when the way is down, or the line is.
    private bool Write<T>(Action<FrameWriter, T> fields, Frame kind, T what)
    {
        lock (network.Gate)
        {
            if (_closed || network.Socket is not { } socket) return false;
            lock (socket.Gate)
            {
                fields(socket.Out.Begin(kind, number), what);
                socket.Flush();
            }
            return true;
        }
    }

    public ValueTask<SendResult> Send(Outgoing message, CancellationToken cancellationToken)
    {
        WrittenSend written;
        lock (network.Gate)
        {
            if (!_open || network.Socket is not { } socket) return new(new SendResult.Retry(Reasons.NotConnected));
            lock (socket.Gate)
            {
                written = network.Answers.Expect(socket.Batch);
                WireText.Write(socket.Out.Begin(Frame.Send, number).Number(written.Call), message);
                socket.Flush();
            }
        }
        return written.Wait(cancellationToken);
    }

    public ValueTask<bool> HasMedia(string sha256, CancellationToken cancellationToken) => new(network.Media.Has(Login.Tenant, sha256));

    public ValueTask PutMedia(string sha256, byte[] bytes, CancellationToken cancellationToken) => new(network.Media.Put(Login.Tenant, sha256, bytes, cancellationToken));

    public ValueTask<byte[]?> GetMedia(string sha256, CancellationToken cancellationToken) => new(network.Media.Get(Login.Tenant, sha256, cancellationToken));

    public void RequestPairingCode() => Write(static (_, _) => { }, Frame.RequestCode, 0);

    public void Typing(string to) => Write(static (frame, to) => frame.Text(to), Frame.Typing, to);

    public void MarkRead(string from, IReadOnlyList<string> providerIds) => Write(static (frame, read) =>
    {
        frame.Text(read.from).Number((ulong)read.providerIds.Count);
        foreach (var id in read.providerIds) frame.Text(id);
    }, Frame.MarkRead, (from, providerIds));

    public async ValueTask<IReadOnlyDictionary<string, bool>> Check(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        var call = (uint)Interlocked.Increment(ref _lastCheck);
        var answer = _checks[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = Write(static (frame, asked) =>
        {
            frame.Number(asked.call).Number((ulong)asked.numbers.Count);
            foreach (var number in asked.numbers) frame.Text(number);
        }, Frame.Check, (call, numbers));
        try
        {
            return written ? await answer.Task.WaitAsync(cancellationToken) : new Dictionary<string, bool>();
        }
        finally
        {
            _checks.TryRemove(call, out _);
        }
    }

    public void Checked(uint call, IReadOnlyDictionary<string, bool> answers)
    {
        if (_checks.TryGetValue(call, out var check)) check.TrySetResult(answers);
    }

    public void Close(bool logout)
    {
        lock (network.Gate)
        {
            if (_closed) return;
            _closing = true;
            _open = false;
            if (network.Socket is null) Finish(new LineClosed(null));
            else Write(static (frame, logout) => frame.Flag(logout), Frame.Close, logout);
        }
        listener.Wake();
    }
}
