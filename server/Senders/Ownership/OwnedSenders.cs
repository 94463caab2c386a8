using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Platform.Cluster;

namespace Parley.Senders;

/// <summary>The senders that this process holds. The dispatcher reads it, only the ownership worker writes it.</summary>
public sealed class OwnedSenders
{
    private readonly ConcurrentDictionary<SenderId, OwnedSender> _held = new();
    private readonly Lock _writing = new();
    private readonly Node _node;
    private volatile OwnedSender[] _all = [];

    public OwnedSenders(Node node)
    {
        _node = node;
        // Whoever was silent for too long holds nothing from that moment on; the next claim begins from nothing.
        node.Deposed += Clear;
    }

    /// <summary>Something was taken, lost, connected, paused or reconfigured. The call must return at once.</summary>
    public event Action? Changed;

    /// <summary>A picture of the moment; cheap to ask for again and again.</summary>
    public IReadOnlyCollection<OwnedSender> All => _all;

    public bool TryGet(SenderId id, [NotNullWhen(true)] out OwnedSender? sender) => _held.TryGetValue(id, out sender);

    /// <summary>Whether this process may still act for the sender: it is alive, and nobody took the sender over. Asked before each send.</summary>
    public bool MayAct(OwnedSender sender) => _node.IsAlive && _held.TryGetValue(sender.Id, out var held) && held.Fence == sender.Fence;

    /// <summary>The epoch under which everything was looked at once: what is not held since then is not ours any more.</summary>
    internal long LookedUnder { get; private set; }

    internal void Looked(long epoch)
    {
        if (LookedUnder == epoch) return;
        LookedUnder = epoch;
        Changed?.Invoke();
    }

    /// <param name="epoch">Under which they were read; ignored when this process was overthrown since.</param>
    internal void Put(long epoch, IReadOnlyCollection<OwnedSender> senders)
    {
        if (senders.Count == 0) return;
        Change(() =>
        {
            if (!_node.IsAlive || _node.Epoch != epoch) return;
            foreach (var sender in senders) _held[sender.Id] = sender;
        });
    }

    internal void Remove(IReadOnlyCollection<SenderId> ids)
    {
        if (ids.Count == 0) return;
        Change(() =>
        {
            foreach (var id in ids) _held.TryRemove(id, out _);
        });
    }

    internal void Clear() => Change(_held.Clear);

    private void Change(Action change)
    {
        lock (_writing)
        {
            change();
            _all = [.. _held.Values];
        }
        Changed?.Invoke();
    }
}
