using System.Globalization;
using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels;

/// <summary>What every driver must do, each against its own <see cref="IDriverWorld"/>. A test is skipped by the driver's capabilities and by nothing else.
/// The tests stand in parts by theme: pairing, sending, receiving, breaking.</summary>
public abstract partial class DriverContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<IDriverWorld> _opened = [];
    private int _messages;

    /// <summary>A fresh world; the class disposes it.</summary>
    protected abstract Task<IDriverWorld> NewWorld(ContractTimes times);

    protected IDriverWorld World { get; private set; } = null!;
    protected DriverNode Node { get; private set; } = null!;
    protected IChannelDriver Driver => Node.Driver;
    protected TestDoor Door => Node.Door;
    protected ChannelCapabilities Can => Driver.Capabilities;

    public ValueTask InitializeAsync() => Open(new ContractTimes());

    /// <summary>Starts over in a world with other times.</summary>
    protected async ValueTask Open(ContractTimes times)
    {
        _opened.Add(World = await NewWorld(times));
        Node = await World.NewNode();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _opened) await world.DisposeAsync();
    }

    protected static void Needs(bool capability, string name) => Assert.SkipUnless(capability, $"By its capabilities this driver has no {name}.");

    /// <summary>A session that its phone linked.</summary>
    protected async Task<Session> Connected()
    {
        var session = World.NewSession();
        await Driver.Start(session, default);
        await Link(session);
        return session;
    }

    protected async Task Link(Session session)
    {
        if (Pairs)
        {
            var text = Can.PairsByQr ? (await Door.State(session.Sender, SessionState.WaitQr)).Qr : await Code(session);
            (await World.Scan(session.Phone, text!)).ShouldBeTrue();
        }
        await Door.State(session.Sender, SessionState.Connected);
    }

    /// <summary>A driver that pairs in no way has its login from the configuration.</summary>
    private bool Pairs => Can.PairsByQr || Can.PairsByCode;

    /// <summary>Why a session is logged out that its driver did not log out: the phone unlinked it, or what was configured is worth nothing any more.</summary>
    private Reason LoginGone => Pairs ? Reasons.SenderLoggedOut : Reasons.AccessRefused;

    private async Task<string?> Code(Session session)
    {
        await ((IPairingCode)Driver).RequestPairingCode(session, default);
        return (await Door.State(session.Sender, SessionState.WaitCode)).PairingCode;
    }

    /// <summary>A text with an id of its own, in the form in which ids are chosen.</summary>
    protected Outgoing Text(string to, string text = "Good morning") => new(NextId(), to, MessageContent.OfText(text));

    protected string NextId() => (++_messages).ToString("X32", CultureInfo.InvariantCulture);

    protected Task<SendResult> Send(Session session, Outgoing outgoing) => Driver.Send(session, outgoing, default).WaitAsync(Patience);

    /// <summary>What the phone got, once it has that many.</summary>
    protected async Task<IReadOnlyList<SeenMessage>> Seen(string phone, int count = 1)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await World.Seen(phone);
            if (seen.Count(message => message.DeliveredAt is not null) >= count) return seen;
            deadline.IsCancellationRequested.ShouldBeFalse($"the phone got {seen.Count} of {count} messages");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The id that the network knows an accepted message by.</summary>
    protected static string Accepted(SendResult result) => result.ShouldBeOfType<SendResult.Accepted>().ProviderId;
}
