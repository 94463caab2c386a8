using Parley.Channels.Simulator.Phones;

namespace Parley.Channels.Simulator.Wire;

/// <summary>Sends that wait for their answer over the wire. All wait equally long, so the oldest is the next to give up:
/// one alarm serves them all.</summary>
internal sealed class Answers(Clock clock, TimeSpan patience) : IAlarm
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, WrittenSend> _waiting = [];
    private readonly Queue<(uint Call, long Until)> _oldest = new();
    private uint _last;
    private bool _armed;

    /// <param name="batch">With which it leaves.</param>
    public WrittenSend Expect(long batch)
    {
        var until = clock.Now + (long)patience.TotalMilliseconds;
        lock (_gate)
        {
            var send = new WrittenSend(++_last, batch);
            _waiting.Add(send.Call, send);
            _oldest.Enqueue((send.Call, until));
            if (!_armed) Arm();
            return send;
        }
    }

    public void Set(uint call, SendResult result)
    {
        WrittenSend? send;
        lock (_gate) _waiting.Remove(call, out send);
        send?.Set(result);
    }

    /// <summary>The connection is lost. What was in batches from <paramref name="left"/> on never left.</summary>
    public void Lose(long left)
    {
        WrittenSend[] all;
        lock (_gate)
        {
            all = [.. _waiting.Values];
            _waiting.Clear();
        }
        foreach (var send in all)
            send.Set(send.Batch >= left ? new SendResult.Retry(Reasons.ConnectionLost) : PendingAnswer.NoAnswer("The connection to the phones was lost before the answer."));
    }

    private void Arm()
    {
        while (_oldest.TryPeek(out var oldest) && !_waiting.ContainsKey(oldest.Call)) _oldest.Dequeue();
        _armed = _oldest.Count > 0;
        if (_armed) clock.Set(_oldest.Peek().Until - clock.Now, this);
    }

    public void Ring(long what)
    {
        var late = new List<WrittenSend>();
        lock (_gate)
        {
            var now = clock.Now;
            while (_oldest.TryPeek(out var oldest) && (oldest.Until <= now || !_waiting.ContainsKey(oldest.Call)))
            {
                _oldest.Dequeue();
                if (_waiting.Remove(oldest.Call, out var send)) late.Add(send);
            }
            Arm();
        }
        foreach (var send in late) send.Set(PendingAnswer.NoAnswer("There was no answer in time."));
    }
}

/// <summary>One send that stands in a batch.</summary>
internal sealed class WrittenSend(uint call, long batch)
{
    private readonly TaskCompletionSource<SendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public uint Call => call;
    public long Batch => batch;

    public void Set(SendResult result) => _done.TrySetResult(result);

    public ValueTask<SendResult> Wait(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? WaitUntilCancelled(cancellationToken) : new(_done.Task);

    private async ValueTask<SendResult> WaitUntilCancelled(CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.UnsafeRegister(static send => ((WrittenSend)send!).Set(PendingAnswer.NoAnswer("The call was cancelled before the answer.")), this);
        return await _done.Task;
    }
}
