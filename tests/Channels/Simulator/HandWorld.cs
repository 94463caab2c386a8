using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

/// <summary>A world whose time the test moves, with lines that the test empties itself: no threads, nothing to wait for.</summary>
internal sealed class HandWorld : IDisposable
{
    private readonly HandClock _time = new();

    public HandWorld(SimulatorOptions? options = null)
    {
        World = new World(Parley.Platform.Id.New<TenantId>(), new Clock(_time), options ?? new SimulatorOptions());
        World.Settings = new WorldSettings { DeliverAfterMs = 10, ReadAfterMs = 10 };
    }

    public World World { get; }

    public void Pass(double milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>A line that waits for its QR.</summary>
    public HandLine Open(long number = 5521_900_000_001, SenderId? sender = null, byte[]? credentials = null) =>
        new(World, new Login(World.Tenant, sender ?? Parley.Platform.Id.New<SenderId>(), number, credentials));

    public HandLine Linked(long number = 5521_900_000_001, SenderId? sender = null)
    {
        var line = Open(number, sender, Credentials.Make(number, Guid.NewGuid()));
        line.Take().ShouldHaveSingleItem().ShouldBeOfType<LineOpened>();
        return line;
    }

    public IReadOnlyList<PhoneMessage> Messages(long number) => World.DistrictOf(number).Messages(number, null);

    public void Change(long number, PhoneChange change) => World.DistrictOf(number).Change(number, change);

    public PhoneState Look(long number) => World.DistrictOf(number).Look(number);

    public void Dispose() => World.Clock.Dispose();
}

internal sealed class HandLine : ILineListener
{
    public HandLine(World world, Login login)
    {
        Login = login;
        Line = world.Open(login, this);
    }

    public Login Login { get; }
    public WorldLine Line { get; }

    public void Wake() { }

    /// <summary>All that is there to be taken, not acknowledged.</summary>
    public List<NetworkEvent> Take()
    {
        var taken = new List<NetworkEvent>();
        while (Line.TryTake(out var happened)) taken.Add(happened!);
        return taken;
    }

    public List<ChannelEvent> TakeKept() => [.. Take().OfType<Kept>().Select(kept => kept.Event)];

    /// <summary>The answer, which must be there at once.</summary>
    public SendResult Send(string id, long to, string text = "Hello")
    {
        var sent = Line.Send(new Outgoing(id, Digits.Text(to), MessageContent.OfText(text)), default).AsTask();
        sent.IsCompleted.ShouldBeTrue();
        return sent.Result;
    }
}
