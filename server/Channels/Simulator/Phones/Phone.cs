namespace Parley.Channels.Simulator.Phones;

/// <summary>A person's phone, as small as it can be: most of a million are only ever written to.</summary>
internal struct Phone
{
    public long Number;

    /// <summary>The last message that was sent to it; older ones are linked from there.</summary>
    public uint Newest;

    /// <summary>Messages that reached it, each counted once; stays true when old messages are forgotten.</summary>
    public int Received;

    /// <summary>Messages that sessions sent to it, tried ones too and each counted once; the place of the next one among them is its fate.</summary>
    public int SentTo;

    /// <summary>Null for a phone that is like all others.</summary>
    public PhoneHabits? Habits;
}

/// <summary>What sets a phone apart. Changed only under its district's lock.</summary>
internal sealed class PhoneHabits
{
    public bool Online = true;

    /// <summary>Null: as the world's rate says.</summary>
    public bool? Registered;

    /// <summary>Numbers whose messages never arrive.</summary>
    public HashSet<long> Blocks = [];

    /// <summary>Null: the world's.</summary>
    public int? DeliverAfterMs;
    public int? ReadAfterMs;
    public string? ReplyWith;

    /// <summary>How many messages it wrote; part of the next one's id.</summary>
    public int Written;

    /// <summary>How often somebody showed it "typing…".</summary>
    public int SawTyping;

    /// <summary>To whom it wrote: a restricted sender may go on answering it.</summary>
    public HashSet<long> WroteTo = [];

    /// <summary>What it wrote and the network took, the newest last. Null until there is something: most phones that differ only answer or are offline.</summary>
    public List<Written>? Sent;
}
