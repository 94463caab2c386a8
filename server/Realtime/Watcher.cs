using System.Text.Json;
using System.Threading.Channels;
using Parley.Identity;

namespace Parley.Realtime;

/// <summary>An event as a connection gets it.</summary>
public readonly record struct Delivery(EventKind Kind, JsonElement Payload);

/// <summary>One open connection: whom it shows events to, and what waits to be written to it.</summary>
public sealed class Watcher : IDisposable
{
    private readonly Channel<Delivery> _waiting;
    private readonly CancellationTokenSource _ended = new();
    private readonly Watchers _all;

    internal Watcher(Watchers all, Caller caller, IReadOnlySet<EventKind>? kinds, string transport, int mostBehind)
    {
        (_all, Caller, Kinds, Transport) = (all, caller, kinds, transport);
        _waiting = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(mostBehind) { SingleReader = true });
        Ended = _ended.Token;
    }

    public Caller Caller { get; }

    /// <summary>What it asked for; null is everything.</summary>
    public IReadOnlySet<EventKind>? Kinds { get; }

    /// <summary><c>hub</c> or <c>sse</c>.</summary>
    public string Transport { get; }

    public ChannelReader<Delivery> Reader => _waiting.Reader;

    /// <summary>Cancelled when the connection must be closed: it was too slow, or its credentials are over.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Whether this kind, said to that vendor, is for this connection.</summary>
    public bool Hears(EventKind kind, UserId? vendor) =>
        (Kinds is null || Kinds.Contains(kind) || kind == EventKinds.Init)
        && (Caller.Role != Role.Vendor || kind.Vendors == VendorsHear.All || (kind.Vendors == VendorsHear.TheirOwn && vendor is not null && vendor == Caller.User));

    /// <returns>False when it is too far behind to take more: it is ended then.</returns>
    internal bool Offer(Delivery delivery)
    {
        if (_waiting.Writer.TryWrite(delivery)) return true;
        End();
        return false;
    }

    internal void End()
    {
        _waiting.Writer.TryComplete();
        _ended.Cancel();
    }

    /// <summary>The connection is closed. The source of <see cref="Ended"/> holds nothing and is left to the collector, because its token may still be looked at.</summary>
    public void Dispose()
    {
        if (_all.Remove(this)) End();
    }
}
