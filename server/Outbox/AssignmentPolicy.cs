using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Who takes which message. Pure, so that evenness and fairness have property tests.</summary>
internal static class AssignmentPolicy
{
    /// <summary>How many heads to ask of each queue of one lane, when <paramref name="room"/> messages may be taken: equal shares, none more than
    /// its own senders have room for, and the rest to the queues that come first.</summary>
    /// <param name="rooms">What each queue's senders may take, in the order in which the queues have their turn.</param>
    public static int[] Shares(IReadOnlyList<int> rooms, int room)
    {
        var shares = new int[rooms.Count];
        var open = Enumerable.Range(0, rooms.Count).Where(i => rooms[i] > 0).ToList();
        while (room > 0 && open.Count > 0)
        {
            var equal = Math.Max(1, room / open.Count);
            foreach (var i in open)
            {
                var more = Math.Min(Math.Min(equal, rooms[i] - shares[i]), room);
                shares[i] += more;
                room -= more;
            }
            open.RemoveAll(i => shares[i] == rooms[i]);
        }
        return shares;
    }

    /// <summary>Senders join those of their tenant that are here: all of them after a restart, some after a takeover, one that is new.
    /// Who was given one message more than another stays one turn behind it. A larger difference is not made up for: it comes from other pools, quotas and days,
    /// and a new number must not be flooded because old ones have sent for years. So nobody joins before all peers, or more than one turn behind the last.</summary>
    public static IReadOnlyList<SenderSlot> Join(IEnumerable<OwnedSender> newcomers, IReadOnlyCollection<SenderSlot> peers)
    {
        var joined = new List<SenderSlot>();
        var (first, last, mostGiven) = peers.Count == 0 ? (0, 0, null) : (peers.Min(peer => peer.Turn), peers.Max(peer => peer.Turn), peers.MaxBy(peer => peer.Given));
        foreach (var sender in newcomers.OrderBy(sender => sender.Given))
        {
            var turn = mostGiven is null ? 0 : Math.Clamp(mostGiven.Turn + sender.Given - mostGiven.Given, first, last + 1);
            var slot = new SenderSlot { Sender = sender, Turn = turn, GivenBefore = sender.Given - turn };
            last = Math.Max(last, turn);
            if (mostGiven is null || slot.Given > mostGiven.Given) mostGiven = slot;
            joined.Add(slot);
        }
        return joined;
    }

    /// <summary>Picks the sender for a message of the pool: the fewest turns among those with room that can send it; null when none may take it.
    /// A poorly one is passed over while a healthy one of the pool could.</summary>
    public static Free? Pick(IReadOnlyList<Free> free, QueueSnapshot queue, Func<OwnedSender, bool> can) =>
        Pick(free, queue, can, poorly: false) ?? (HasHealthy(free, queue, can) ? null : Pick(free, queue, can, poorly: true));

    /// <summary>A healthy sender of the pool is in this claim and could send it, though perhaps not at this moment.</summary>
    public static bool HasHealthy(IReadOnlyList<Free> free, QueueSnapshot queue, Func<OwnedSender, bool> can)
    {
        foreach (var one in free)
            if (!one.Slot.Poorly && !one.KeepsPaceFor(queue) && queue.MayUse(one.Slot.Sender.Id) && can(one.Slot.Sender)) return true;
        return false;
    }

    private static Free? Pick(IReadOnlyList<Free> free, QueueSnapshot queue, Func<OwnedSender, bool> can, bool poorly)
    {
        Free? best = null;
        foreach (var one in free)
            if (one.Slot.Poorly == poorly && (best is null || one.Slot.Turn < best.Slot.Turn) && queue.MayUse(one.Slot.Sender.Id) && one.RoomFor(queue) > 0 && can(one.Slot.Sender)) best = one;
        return best;
    }

    /// <summary>A sender in this claim.</summary>
    internal sealed class Free(SenderSlot slot, QuotaWindows windows, int quotaLeft, int runLength)
    {
        public SenderSlot Slot { get; } = slot;
        public QuotaWindows Windows { get; set; } = windows;
        public int RunLength { get; set; } = runLength;

        /// <summary>Messages it may still take in this claim.</summary>
        public int Room { get; set; } = quotaLeft;

        public int Taken { get; set; }
        public DateTimeOffset NextSendAt { get; set; }

        /// <summary>Null: its last message lies back far enough.</summary>
        public DateTimeOffset? PacedUntil { get; init; }

        public bool KeepsPaceFor(QueueSnapshot queue) => PacedUntil is not null && Lanes.KeepsPace(queue.Lane);

        /// <summary>Messages of that queue that it may take now. With a pace it is one at a time, whatever else without a pace is under way:
        /// else a sender that always has some would never come to its campaign.</summary>
        public int RoomFor(QueueSnapshot queue)
        {
            if (KeepsPaceFor(queue)) return 0;
            return queue.PaceOf(Slot.Sender).IsNone ? Room : Slot.PacedInFlight > 0 ? 0 : Math.Min(1, Room);
        }
    }
}
