using Parley.Channels;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Channels;

/// <summary>A door that keeps what comes in; it acknowledges at once, or when the test says so.</summary>
public sealed class TestDoor : IChannelDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lock _gate = new();
    private readonly List<ChannelEvent> _events = [];
    private readonly List<Action> _unacknowledged = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Acknowledges { get; set; } = true;

    public IReadOnlyList<ChannelEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _events.Add(happened);
            if (acknowledge is not null && !Acknowledges) _unacknowledged.Add(acknowledge);
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        if (Acknowledges) acknowledge?.Invoke();
        return ValueTask.CompletedTask;
    }

    public void AcknowledgeAll()
    {
        Action[] all;
        lock (_gate)
        {
            all = [.. _unacknowledged];
            _unacknowledged.Clear();
        }
        foreach (var acknowledge in all) acknowledge();
    }

    public IReadOnlyList<TEvent> Of<TEvent>(SenderId sender) where TEvent : ChannelEvent => [.. Events.OfType<TEvent>().Where(happened => happened.Sender == sender)];

    /// <summary>The first event of that kind, already there or still to come.</summary>
    public async Task<TEvent> First<TEvent>(SenderId sender, Func<TEvent, bool>? suits = null) where TEvent : ChannelEvent =>
        (await AtLeast(1, sender, suits))[0];

    /// <summary>That many events of a kind, already there or still to come.</summary>
    public async Task<IReadOnlyList<TEvent>> AtLeast<TEvent>(int count, SenderId sender, Func<TEvent, bool>? suits = null) where TEvent : ChannelEvent
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            List<TEvent> found;
            lock (_gate)
            {
                more = _more.Task;
                found = [.. _events.OfType<TEvent>().Where(happened => happened.Sender == sender && (suits is null || suits(happened)))];
            }
            if (found.Count >= count) return found;
            try
            {
                await more.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new ShouldAssertException($"Waited for {count} {typeof(TEvent).Name}, got {found.Count}. All that came: {string.Join("; ", Events.Select(happened => happened.ToString()))}", late);
            }
        }
    }

    public Task<SessionChanged> State(SenderId sender, SessionState state) => First<SessionChanged>(sender, changed => changed.State == state);

    /// <summary>Waits until receipts of that kind came for all of the ids.</summary>
    public async Task<IReadOnlyList<ReceiptReceived>> Receipts(SenderId sender, ReceiptKind kind, params string[] ids)
    {
        for (var count = 1; ; count++)
        {
            var receipts = await AtLeast<ReceiptReceived>(count, sender, receipt => receipt.Kind == kind);
            if (!ids.Except(receipts.SelectMany(receipt => receipt.ProviderIds)).Any()) return receipts;
            count = receipts.Count;
        }
    }

    public void Forget()
    {
        lock (_gate) _events.Clear();
    }
}
