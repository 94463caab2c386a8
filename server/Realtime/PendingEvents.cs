using Parley.Conversations;
using Parley.Platform.Data;

namespace Parley.Realtime;

/// <summary>Events until the next round: of those about the same thing the newest, of messages a sum. Bounded. Taken from many threads.</summary>
internal sealed class PendingEvents(int most)
{
    private const int IdsPerEvent = 100;
    private readonly Lock _lock = new();
    private Dictionary<(TenantId, EventKind, Guid), RealtimeEvent> _byKey = [];
    private Dictionary<TenantId, (Moves Sent, Moves All)> _moves = [];
    private long _single;

    /// <returns>False when there is no room for it.</returns>
    public bool Add(RealtimeEvent happened)
    {
        lock (_lock)
        {
            // An event without a key gets one that no other has.
            var key = (happened.Tenant, happened.Kind, happened.Key ?? new Guid(0, 0, 0, BitConverter.GetBytes(++_single)));
            if (_byKey.Count >= most && !_byKey.ContainsKey(key)) return false;
            _byKey[key] = happened;
            return true;
        }
    }

    public void Add(MessageMove move)
    {
        lock (_lock)
        {
            if (!_moves.TryGetValue(move.Tenant, out var moves)) _moves[move.Tenant] = moves = (new Moves(), new Moves());
            moves.All.Add(move);
            if (move.State == MessageState.Sent) moves.Sent.Add(move);
        }
    }

    /// <summary>Everything since the last time, in the order in which it was first told.</summary>
    public IReadOnlyList<RealtimeEvent> Take()
    {
        Dictionary<(TenantId, EventKind, Guid), RealtimeEvent> byKey;
        Dictionary<TenantId, (Moves Sent, Moves All)> moves;
        lock (_lock)
        {
            (byKey, moves) = (_byKey, _moves);
            (_byKey, _moves) = ([], []);
        }
        var events = new List<RealtimeEvent>(byKey.Count + 2 * moves.Count);
        events.AddRange(byKey.Values);
        foreach (var (tenant, (sent, all)) in moves)
        {
            if (sent.Count > 0) events.Add(new RealtimeEvent(tenant, EventKinds.MessageSent, sent.Payload()));
            events.Add(new RealtimeEvent(tenant, EventKinds.MessageStatus, all.Payload()));
        }
        return events;
    }

    private sealed class Moves
    {
        private readonly List<Guid> _ids = [];
        private readonly Dictionary<MessageState, int> _states = [];

        public int Count { get; private set; }

        public void Add(MessageMove move)
        {
            Count++;
            if (_ids.Count < IdsPerEvent) _ids.Add(move.Message.Value);
            _states[move.State] = _states.GetValueOrDefault(move.State) + 1;
        }

        public Payloads.Messages Payload() => new(_ids, Count, _states);
    }
}
