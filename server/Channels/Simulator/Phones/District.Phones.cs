namespace Parley.Channels.Simulator.Phones;

/// <summary>The phones: what sets one apart, and what it shows.</summary>
internal sealed partial class District
{
    /// <summary>At least so many of the messages that one phone wrote can be listed; 16 bytes each.</summary>
    private const int RememberedOfOnePhone = 10_000;

    public bool IsRegistered(long number)
    {
        lock (_gate) return Registered(number);
    }

    private bool Registered(long number) => _phones.HabitsOf(number)?.Registered
        ?? (world.IsLinked(number) || !Chance.Happens(world.Settings.UnregisteredRate, world.Settings.Seed, (ulong)number, Draw.Unregistered));

    private bool HaveTalked(in Letter letter)
    {
        if (!_phones.TryFind(letter.To, out var place)) return false;
        if (_phones[place].Habits?.WroteTo.Contains(letter.From) ?? false) return true;
        for (var sequence = _phones[place].Newest; _messages.Holds(sequence); sequence = _messages[sequence].OlderOnPhone)
            if (_messages[sequence].From == letter.From && _messages[sequence].DeliveredAfter >= 0) return true;
        return false;
    }

    private int PlaceOf(long number)
    {
        var at = _phones.PlaceOf(number, out var isNew);
        if (isNew) world.Remember(this, at, number);
        return at;
    }

    private PhoneHabits HabitsOf(long number)
    {
        var at = PlaceOf(number);
        return _phones[at].Habits ??= new PhoneHabits();
    }

    public void Change(long number, PhoneChange change)
    {
        var settings = world.Settings;
        lock (_gate)
        {
            var habits = HabitsOf(number);
            var comesBack = !habits.Online && change.Online == true;
            habits.Online = change.Online ?? habits.Online;
            habits.Registered = change.Registered.Or(habits.Registered);
            habits.Blocks = change.Blocks is { } blocks ? [.. blocks] : habits.Blocks;
            habits.ReadAfterMs = change.ReadAfterMs.Or(habits.ReadAfterMs);
            habits.DeliverAfterMs = change.DeliverAfterMs.Or(habits.DeliverAfterMs);
            habits.ReplyWith = change.ReplyWith.Or(habits.ReplyWith);
            if (!comesBack) return;

            var waiting = new Stack<uint>(); // newest first out of the chain, oldest first to the person
            for (var sequence = _phones[PlaceOf(number)].Newest; _messages.Holds(sequence); sequence = _messages[sequence].OlderOnPhone)
                if (_messages[sequence].DeliveredAfter < 0) waiting.Push(sequence);
            foreach (var sequence in waiting) Later(habits.DeliverAfterMs ?? settings.DeliverAfterMs, sequence, Step.Deliver);
        }
    }

    /// <summary>The phone writes its next message: its id and how many it has written with it; null while the phone is offline.</summary>
    public (string Id, int Written)? Next(long number, long to)
    {
        lock (_gate)
        {
            var habits = HabitsOf(number);
            if (!habits.Online) return null;
            habits.WroteTo.Add(to);
            var name = Chance.Of(world.Settings.Seed, (ulong)number ^ ((ulong)world.Incarnation << 20), Draw.Name, ++habits.Written);
            return ($"3A{name:X16}{habits.Written:X4}", habits.Written);
        }
    }

    /// <summary>The network took what the phone wrote.</summary>
    public void Remember(long number, Written written)
    {
        lock (_gate)
        {
            var sent = HabitsOf(number).Sent ??= [];
            if (sent.Count >= 2 * RememberedOfOnePhone) sent.RemoveRange(0, sent.Count - RememberedOfOnePhone + 1);
            sent.Add(written);
        }
    }

    /// <summary>What a phone wrote, the newest first; some of it may be forgotten where it lies.</summary>
    /// <param name="before">Only what it wrote before its so many-th message; null from the newest.</param>
    public List<Written> SentBy(long number, int? before)
    {
        lock (_gate)
        {
            var sent = _phones.HabitsOf(number)?.Sent ?? [];
            var found = new List<Written>();
            for (var at = sent.Count - 1; at >= 0; at--)
                if (before is null || sent[at].Nth < before) found.Add(sent[at]);
            return found;
        }
    }

    public void ShowTyping(long number)
    {
        lock (_gate) HabitsOf(number).SawTyping++;
    }

    /// <summary>The session of a number read what somebody wrote to it.</summary>
    public void MarkRead(long number, long from, IReadOnlyList<string> ids)
    {
        var settings = world.Settings;
        lock (_gate)
        {
            foreach (var id in ids)
                if (_messages.Find(from, id) is var sequence and not 0 && _phones[_messages[sequence].Phone].Number == number && _messages[sequence].DeliveredAfter >= 0) Read(sequence, settings);
        }
    }

    /// <summary>A number that nothing was sent to is a phone like any other that nothing was sent to.</summary>
    public PhoneState Look(long number)
    {
        lock (_gate) return _phones.TryFind(number, out var at) ? State(_phones[at]) : State(new Phone { Number = number });
    }

    /// <summary>Null when a reset came in between.</summary>
    public PhoneState? LookAt(int at)
    {
        lock (_gate) return at < _phones.Count ? State(_phones[at]) : null;
    }

    private static PhoneState State(in Phone phone) => phone.Habits is { } habits
        ? new(phone.Number, habits.Online, phone.Received, habits.SawTyping, habits.Registered, [.. habits.Blocks], habits.ReadAfterMs, habits.DeliverAfterMs,
            string.IsNullOrEmpty(habits.ReplyWith) ? null : habits.ReplyWith)
        : new(phone.Number, Online: true, phone.Received, 0, null, [], null, null, null);

    /// <summary>What was sent to a phone, newest first, without what the person's block kept away.</summary>
    /// <param name="before">Only older ones than this; null from the newest.</param>
    public List<PhoneMessage> Messages(long number, uint? before, int limit = int.MaxValue)
    {
        var found = new List<PhoneMessage>();
        lock (_gate)
        {
            if (!_phones.TryFind(number, out var at)) return found;
            var first = before is not { } last ? _phones[at].Newest
                : _messages.Holds(last) && _messages[last].Phone == at ? _messages[last].OlderOnPhone : 0;
            for (var sequence = first; _messages.Holds(sequence) && found.Count < limit; sequence = _messages[sequence].OlderOnPhone)
                if (!_messages[sequence].Dropped) found.Add(_messages.View(sequence, number));
        }
        return found;
    }

    public PhoneMessage? Message(long number, uint sequence)
    {
        lock (_gate)
            return _messages.Holds(sequence) && _phones[_messages[sequence].Phone].Number == number && !_messages[sequence].Dropped ? _messages.View(sequence, number) : null;
    }

    /// <summary>What another phone wrote to one of this district, as the writer sees it: a block is not shown to whom it keeps away.</summary>
    /// <returns>Null when it was forgotten.</returns>
    public PhoneMessage? Message(Written written)
    {
        lock (_gate) return _messages.Holds(written.Sequence) ? _messages.View(written.Sequence, written.To) with { Id = "w" + written.Nth } : null;
    }

    /// <summary>Where a message of that id lies; 0 when it does not.</summary>
    public uint Find(long from, string id)
    {
        lock (_gate) return _messages.Find(from, id);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _phones.Clear();
            _messages.Clear();
            _tries.Clear();
            _tally = default;
        }
    }
}
