using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What the dispatcher remembers about a sender between claims: how much is in flight, and when it is worth asking again.
/// Memory only; pace and quota live in the sender's row.</summary>
internal sealed class SenderSlot
{
    public required OwnedSender Sender { get; set; }

    private int _inFlight;
    private int _pacedInFlight;

    /// <summary>Messages claimed and not finalised yet.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Those of them that go at a pace: never more than one.</summary>
    public int PacedInFlight => Volatile.Read(ref _pacedInFlight);

    public void Departed(Claimed message)
    {
        Interlocked.Increment(ref _inFlight);
        if (message.IsPaced) Interlocked.Increment(ref _pacedInFlight);
    }

    public void Arrived(Claimed message)
    {
        Interlocked.Decrement(ref _inFlight);
        if (message.IsPaced) Interlocked.Decrement(ref _pacedInFlight);
    }

    /// <summary>Before that its row says no; asked again then.</summary>
    public DateTimeOffset NextTry { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Until then it keeps its pace: only people and answers go before.</summary>
    public DateTimeOffset PacedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Rounds taken, compared between the senders of a tenant: the lowest goes first, so equal peers stay within one message.
    /// Begins where <see cref="AssignmentPolicy.Join"/> says.</summary>
    public long Turn { get; set; }

    /// <summary>What it had been given before its turn 0.</summary>
    public long GivenBefore { get; init; }

    /// <summary>What it was ever given, here and elsewhere, before restarts and since.</summary>
    public long Given => GivenBefore + Turn;

    /// <summary>As last read: health is below the limit, so others go first.</summary>
    public bool Poorly { get; set; }

    /// <summary>As last read: health is not full, so a success is worth writing down.</summary>
    public bool Ails { get; set; } = true;

    /// <summary>Most in flight at once.</summary>
    public int Capacity => Math.Max(1, (Sender.DriverConnected ? Sender.Driver : Sender.Fallback ?? Sender.Driver).Capabilities.MaxInFlight);
}
