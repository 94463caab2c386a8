using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Channels.Simulator.Phones;
using Parley.Senders;

namespace Parley.Channels.Simulator.Graph;

/// <summary>One number of a pretend business: a linked device in the world of phones, whose events become webhooks.</summary>
internal sealed class GraphNumber : ILineListener, IDisposable
{
    /// <summary>Messages of which it remembers to whom they went and what came with them.</summary>
    private const int Remembered = 100_000;

    private readonly World _world;
    private readonly GraphBusiness _business;
    private readonly ConcurrentDictionary<string, Sent> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _sentInOrder = new();
    private readonly ConcurrentDictionary<string, string> _writers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _writersInOrder = new();
    private readonly ConcurrentDictionary<string, long> _lastWrote = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private ILine? _line;
    private int _awake;
    private bool _gone;
    private (long Second, int Calls) _calls;

    public readonly record struct Sent(string To, string? CallbackData);

    [SuppressMessage("Reliability", "CA2000", Justification = "the line closes with the number")]
    public GraphNumber(World world, GraphBusiness business, GraphNumberSettings settings)
    {
        (_world, _business, Settings) = (world, business, settings);
        Open();
    }

    public GraphNumberSettings Settings { get; set; }

    /// <summary>Under which the world knows it as a device, for faults.</summary>
    public SenderId Device { get; } = Platform.Id.New<SenderId>();

    /// <summary>Its business may not use it any more: what answers calls with 190.</summary>
    public bool IsRevoked { get; private set; }

    public bool IsBanned { get; private set; }

    public ILine? Line
    {
        get
        {
            lock (_gate) return _line;
        }
    }

    private void Open()
    {
        var line = _world.Open(new Login(_world.Tenant, Device, Settings.Phone, Credentials.Make(Settings.Phone, _secret)), this);
        lock (_gate) _line = line;
        Wake();
    }

    private readonly Guid _secret = Guid.NewGuid();

    public void Remember(string id, Sent sent)
    {
        _sent[id] = sent;
        _sentInOrder.Enqueue(id);
        while (_sentInOrder.Count > Remembered && _sentInOrder.TryDequeue(out var oldest)) _sent.TryRemove(oldest, out _);
    }

    public Sent? Find(string id) => _sent.TryGetValue(id, out var sent) ? sent : null;

    /// <summary>Who wrote a message; null when it is forgotten or was never there.</summary>
    public string? WriterOf(string id) => _writers.GetValueOrDefault(id);

    /// <summary>The person wrote to this number within a day.</summary>
    public bool MayWriteFreely(string to) => _lastWrote.TryGetValue(to, out var at) && _world.Clock.Now - at < 86_400_000;

    /// <summary>Counts a call; false: too many in this second.</summary>
    public bool Counts()
    {
        lock (_gate)
        {
            var second = _world.Clock.Now / 1000;
            _calls = _calls.Second == second ? (second, _calls.Calls + 1) : (second, 1);
            return _calls.Calls <= _business.Settings.CallsPerSecond;
        }
    }

    public void Wake()
    {
        // 0 asleep, 1 awake, 2 awake and must look once more
        if (Interlocked.Exchange(ref _awake, 2) == 0) ThreadPool.UnsafeQueueUserWorkItem(static number => number.TakeAll(), this, preferLocal: false);
    }

    private void TakeAll()
    {
        do
        {
            Volatile.Write(ref _awake, 1);
            while (Line is { } line && line.TryTake(out var happened)) Take(line, happened!);
        }
        while (Interlocked.CompareExchange(ref _awake, 0, 1) != 1);
    }

    private void Take(ILine line, NetworkEvent happened)
    {
        switch (happened)
        {
            case Kept { Event: MessageReceived received } kept:
                _writers[received.ProviderId] = received.From;
                _writersInOrder.Enqueue(received.ProviderId);
                while (_writersInOrder.Count > Remembered && _writersInOrder.TryDequeue(out var oldest)) _writers.TryRemove(oldest, out _);
                if (received.Content.Media is { } file) _business.Files.Put(file);
                _lastWrote[received.From] = received.At.ToUnixTimeMilliseconds();
                _business.Tell(new GraphNews(this, received, () => line.Acknowledge(kept.Sequence)));
                break;
            case Kept { Event: HistoryBatch } kept:
                line.Acknowledge(kept.Sequence); // what was before the account came is not told
                break;
            case Kept kept:
                if (kept.Event is MessageEchoed { Content.Media: { } echoedFile }) _business.Files.Put(echoedFile);
                _business.Tell(new GraphNews(this, kept.Event, () => line.Acknowledge(kept.Sequence)));
                break;
            case LineClosed closed when !_gone:
                Closed(closed.Reason);
                break;
        }
    }

    private void Closed(Reason? reason)
    {
        if (reason == Reasons.SenderBanned) IsBanned = true;
        else if (reason == Reasons.SenderLoggedOut) IsRevoked = true;
        else
        {
            // The network went away; a hosted API comes back by itself.
            _world.Clock.Set(200, new Reopen(this));
            return;
        }
        _business.Notice("account_update", new { phone_number = GraphBusiness.Display(Settings.Phone), @event = IsBanned ? "DISABLED_UPDATE" : "PARTNER_REMOVED" });
    }

    private sealed class Reopen(GraphNumber number) : IAlarm
    {
        public void Ring(long what)
        {
            if (!number._gone) number.Open();
        }
    }

    public void Dispose()
    {
        _gone = true;
        Line?.Close(logout: true);
    }
}

/// <summary>Something to tell by webhook.</summary>
/// <param name="Done">Called once the webhook was answered 2xx.</param>
internal sealed record GraphNews(GraphNumber? Number, ChannelEvent? Event, Action? Done, string? Field = null, object? Value = null);
