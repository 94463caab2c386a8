using System.Collections.Concurrent;
using Parley.Platform.Cluster;

namespace Parley.Senders;

/// <summary>Lets a request wait until something happens to a sender, on whatever node it happens.</summary>
internal sealed class SenderBell
{
    private readonly ConcurrentDictionary<SenderId, TaskCompletionSource> _waiting = new();
    private readonly TimeProvider _time;

    public SenderBell(Notifications notifications, TimeProvider time)
    {
        _time = time;
        notifications.Listen(LockedSenders.Bell, payload =>
        {
            if (SenderId.TryParse(payload, out var id) && _waiting.TryRemove(id, out var one)) one.TrySetResult();
        });
    }

    /// <summary>Comes true at the next bell of this sender. Ask before you look, or the bell may ring in between.</summary>
    public Task Next(SenderId id) => _waiting.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Waits for the bell, or for <paramref name="most"/>: a bell may be missed.</summary>
    public async Task Wait(Task next, TimeSpan most, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(most, _time, enough.Token));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
