namespace Parley.Channels.Simulator.Phones;

/// <summary>The phones: what sets one apart, and what it shows.</summary>
internal sealed partial class District
{
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
        if (isNew) world.Remember(this, at);
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
            habits.Registered = change.Registered ?? habits.Registered;
            habits.Blocks = change.Blocks is { } blocks ? [.. blocks] : habits.Blocks;
            habits.ReadAfterMs = change.ReadAfterMs ?? habits.ReadAfterMs;
            habits.DeliverAfterMs = change.DeliverAfterMs ?? habits.DeliverAfterMs;
            habits.ReplyWith = change.ReplyWith ?? habits.ReplyWith;
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
        lock (_gate) return _phones.TryFind(number, out var at) ? State(_phones[at]) : new PhoneState(number, Online: true, 0, 0);
    }

    /// <summary>Null when a reset came in between.</summary>
    public PhoneState? LookAt(int at)
    {
        lock (_gate) return at < _phones.Count ? State(_phones[at]) : null;
    }

    private static PhoneState State(in Phone phone) => new(phone.Number, phone.Habits?.Online ?? true, phone.Received, phone.Habits?.SawTyping ?? 0);

    /// <summary>The messages of a phone, newest first, without those that the person's block kept away.</summary>
    /// <param name="before">Only older ones than this; null from the newest.</param>
    public List<PhoneMessage> Messages(long number, uint? before, int limit)
    {
        var found = new List<PhoneMessage>();
        lock (_gate)
        {
            if (!_phones.TryFind(number, out var at)) return found;
            var first = before is not { } last ? _phones[at].Newest
                : _messages.Holds(last) && _messages[last].Phone == at ? _messages[last].OlderOnPhone : 0;
            for (var sequence = first; _messages.Holds(sequence) && found.Count < limit; sequence = _messages[sequence].OlderOnPhone)
                if (!_messages[sequence].Dropped) found.Add(_messages.View(sequence));
        }
        return found;
    }

    public PhoneMessage? Message(long number, uint sequence)
    {
        lock (_gate)
            return _messages.Holds(sequence) && _phones[_messages[sequence].Phone].Number == number && !_messages[sequence].Dropped ? _messages.View(sequence) : null;
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
