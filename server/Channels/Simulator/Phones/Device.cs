using Parley.Senders;

namespace Parley.Channels.Simulator.Phones;

/// <summary>A number that sessions are linked to.</summary>
internal sealed class Account(long number)
{
    public long Number => number;

    /// <summary>Replaced as a whole, so it is read without a lock.</summary>
    public volatile Device[] Devices = [];

    public long BannedUntil;
    public long RestrictedUntil;
}

/// <summary>One session as the network knows it: linked to a number or not, connected or not, with the events that wait for it.</summary>
internal sealed class Device(World world, SenderId sender, int place) : IAlarm
{
    private const int Thaw = 1;
    private const int Overtaken = 2;

    private readonly string _eventPrefix = world.Incarnation.ToString("x") + ".";
    private readonly List<PendingAnswer> _held = [];
    private Func<string, ChannelEvent>? _overtaken;

    public Lock Gate { get; } = new();
    public SenderId Sender => sender;
    public int Place => place;

    /// <summary>Null while no phone has linked it.</summary>
    public volatile Account? Account;

    /// <summary>What the login must carry; another one was given up.</summary>
    public Guid Secret;

    /// <summary>The connection that counts; an older one was replaced by it.</summary>
    public WorldLine? Line;

    /// <summary>Who opened it last (<see cref="Login.Attempt"/>).</summary>
    public Guid LastAttempt;
    public KeptEvents Kept { get; } = new();
    public long FrozenUntil { get; private set; }

    /// <summary>Connections are refused until then.</summary>
    public long AwayUntil;

    public bool IsFrozen => FrozenUntil > world.Clock.Now;

    /// <summary>What is written during a freeze lies in the network's hands: it is taken afterwards, whether anybody still waits for the answer or not.</summary>
    public void Hold(PendingAnswer written) => _held.Add(written);

    /// <summary>No answers and no events for a time.</summary>
    public void Freeze(long milliseconds)
    {
        lock (Gate) FrozenUntil = world.Clock.Now + milliseconds;
        world.Clock.Set(milliseconds, this, Thaw);
    }

    public void EndFaults()
    {
        lock (Gate) FrozenUntil = AwayUntil = 0;
        Ring(Thaw);
    }

    /// <param name="make">Gets the event id.</param>
    /// <param name="twice">It comes twice.</param>
    /// <param name="late">The next event overtakes it.</param>
    public void Tell(Func<string, ChannelEvent> make, bool twice = false, bool late = false)
    {
        lock (Gate)
        {
            if (late && _overtaken is null)
            {
                _overtaken = make;
                world.Clock.Set(100, this, Overtaken); // when nothing else happens it comes all the same
                return;
            }
            Add(make, twice);
            AddOvertaken();
        }
        Line?.Wake();
    }

    public void TellReceipt(string providerId, ReceiptKind kind, long at, bool twice)
    {
        lock (Gate)
        {
            var time = Clock.Time(at);
            // Receipts of one moment travel together, as long as nobody has seen the first of them.
            if (!twice && Kept.Last is { Taken: false, Twice: false, Event: ReceiptReceived last } && last.Kind == kind && last.At == time)
                ((List<string>)last.ProviderIds).Add(providerId);
            else
                Add(id => new ReceiptReceived(sender, DriverName.Simulator, id, new List<string> { providerId }, kind, time), twice);
            AddOvertaken();
        }
        Line?.Wake();
    }

    private void Add(Func<string, ChannelEvent> make, bool twice)
    {
        var sequence = Kept.NextSequence;
        Kept.Add(new KeptEvents.Item(sequence, make(_eventPrefix + sequence.ToString("x"))) { Twice = twice });
    }

    private void AddOvertaken()
    {
        if (_overtaken is null) return;
        Add(_overtaken, twice: false);
        _overtaken = null;
    }

    public void Ring(long what)
    {
        WorldLine? line;
        PendingAnswer[] held = [];
        lock (Gate)
        {
            if (what == Overtaken) AddOvertaken();
            line = Line;
            if (what == Thaw && !IsFrozen)
            {
                held = [.. _held];
                _held.Clear();
            }
        }
        foreach (var written in held) written.Answer(world.Take(this, written.Held!));
        if (what == Thaw) line?.Begin();
        line?.Wake();
    }
}
