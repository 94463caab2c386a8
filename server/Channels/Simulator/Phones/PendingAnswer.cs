namespace Parley.Channels.Simulator.Phones;

/// <summary>A send that was written and has no answer yet.</summary>
internal sealed class PendingAnswer : IAlarm
{
    private readonly TaskCompletionSource<SendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorldLine _line;
    private readonly SendResult? _result;

    /// <summary>The network took it and says so later.</summary>
    public PendingAnswer(WorldLine line, SendResult result) => (_line, _result) = (line, result);

    /// <summary>The network has not even looked at it.</summary>
    public PendingAnswer(WorldLine line, Outgoing held) => (_line, Held) = (line, held);

    public Outgoing? Held { get; }

    public static SendResult NoAnswer(string raw) => new SendResult.Unknown(Reasons.Timeout, raw);

    public void Answer(SendResult result)
    {
        if (_done.TrySetResult(result)) _line.Forget(this);
    }

    public void GiveUp(string raw) => Answer(NoAnswer(raw));

    public void Ring(long what)
    {
        if (_result is not null) Answer(_result);
        else GiveUp("There was no answer in time.");
    }

    public async ValueTask<SendResult> Wait(CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.UnsafeRegister(static answer => ((PendingAnswer)answer!).GiveUp("The call was cancelled before the answer."), this);
        return await _done.Task;
    }
}
