namespace Parley.Channels.Simulator.Phones;

/// <summary>An eighth of a world's phones with everything that was sent to them, under one lock of its own, so that senders seldom wait for each other.</summary>
internal sealed partial class District(World world) : IAlarm
{
    private enum Step { Deliver, Read, TellAgain }

    private readonly Lock _gate = new();
    private readonly PhoneTable _phones = new();
    private readonly MessageStore _messages = new(world.Options.KeptMessages / World.DistrictCount, world.Options.KeptTextBytes / World.DistrictCount);

    // Tries of an id that did not get taken: a new try is a new draw about the same message.
    private readonly Dictionary<ulong, (ulong Fate, int Times)> _tries = [];
    private Tally _tally;

    /// <summary>Counts what sessions sent; what phones write is not in it.</summary>
    internal record struct Tally(long Accepted, long Delivered, long Read, long Repeats);

    public Tally Count()
    {
        lock (_gate) return _tally;
    }

    /// <summary>The network is handed a message. What becomes of it is drawn from the seed, the person and its place among the person's messages.</summary>
    public SendResult Take(in Letter letter, WorldSettings settings)
    {
        lock (_gate)
        {
            var now = world.Clock.Now;
            var known = _messages.Find(letter);
            if (!Registered(letter.To)) return new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient);
            var isTried = _tries.TryGetValue(letter.Fingerprint, out var tried);
            var fate = known != 0 ? _messages[known].Fate : isTried ? tried.Fate : NextFate(letter);
            var attempt = tried.Times + (known == 0 ? 0 : _messages[known].Copies);
            bool Draws(double rate, Draw draw) => Chance.Happens(rate, settings.Seed, fate, draw, attempt);

            var unknown = false;
            if (letter.Device is not null)
            {
                var fails = Draws(settings.TransientFailureRate, Draw.Transient);
                unknown = !fails && Draws(settings.UnknownRate, Draw.Unknown);
                if (fails || (unknown && !Draws(0.5, Draw.UnknownTaken)))
                {
                    if (known == 0 && !isTried) _phones[PlaceOf(letter.To)].SentTo++;
                    _tries[letter.Fingerprint] = (fate, tried.Times + 1);
                    return fails ? new SendResult.Retry(Reasons.NetworkFailure) : PendingAnswer.NoAnswer("The world's unknownRate: it was lost.");
                }
            }
            if (letter.Device?.Account is { } account && account.RestrictedUntil > now && !HaveTalked(letter))
                return new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender);

            if (known == 0) Store(letter, fate, isNew: !isTried, now, settings);
            else Repeat(known);
            _tries.Remove(letter.Fingerprint);
            return unknown ? PendingAnswer.NoAnswer("The world's unknownRate: it arrived.") : new SendResult.Accepted(letter.Id, Clock.Time(now));
        }
    }

    private ulong NextFate(in Letter letter) => letter.Device is null
        ? Chance.Fate(letter.From, letter.Written, wrote: true)
        : Chance.Fate(letter.To, _phones.TryFind(letter.To, out var place) ? _phones[place].SentTo : 0, wrote: false);

    private void Store(in Letter letter, ulong fate, bool isNew, long now, WorldSettings settings)
    {
        var place = PlaceOf(letter.To);
        ref var phone = ref _phones[place];
        var sequence = _messages.Add(letter, ref phone, place, now);
        ref var message = ref _messages[sequence];
        message.Fate = fate;
        if (isNew && letter.Device is not null) phone.SentTo++;
        message.Dropped = phone.Habits?.Blocks.Contains(letter.From) ?? false;
        if (letter.Device is not null) _tally.Accepted++;

        if (message.Dropped || phone.Habits is { Online: false }) return;
        // What people write to a number with linked sessions is there at once; the delays are those of people's phones.
        var delay = letter.Device is null && world.IsLinked(letter.To) ? 0 : phone.Habits?.DeliverAfterMs ?? settings.DeliverAfterMs;
        if (delay == 0) Deliver(sequence, settings);
        else Later(delay, sequence, Step.Deliver);
    }

    // The same id again: the phone knows it and shows it once; its receipts go out again.
    private void Repeat(uint sequence)
    {
        ref var message = ref _messages[sequence];
        if (message.Copies < ushort.MaxValue) message.Copies++;
        _tally.Repeats++;
        if (message.DeliveredAfter >= 0) Later(0, sequence, Step.TellAgain);
    }
}
