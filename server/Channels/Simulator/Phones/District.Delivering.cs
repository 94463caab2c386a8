namespace Parley.Channels.Simulator.Phones;

/// <summary>What happens to a message on its phone, and who is told.</summary>
internal sealed partial class District
{
    public void Ring(long what)
    {
        var sequence = (uint)(what >> 8);
        var settings = world.Settings;
        lock (_gate)
        {
            if (!_messages.Holds(sequence)) return;
            switch ((Step)(what & 0xFF))
            {
                case Step.Deliver: Deliver(sequence, settings); break;
                case Step.Read: Read(sequence, settings); break;
                case Step.TellAgain: TellAgain(sequence, settings); break;
            }
        }
    }

    private void Later(long delay, uint sequence, Step step) => world.Clock.Set(delay, this, ((long)sequence << 8) | (long)step);

    private void Deliver(uint sequence, WorldSettings settings)
    {
        ref var message = ref _messages[sequence];
        ref var phone = ref _phones[message.Phone];
        if (message.DeliveredAfter >= 0 || message.Dropped || phone.Habits is { Online: false }) return;
        message.DeliveredAfter = Since(message.At);
        phone.Received++;
        if (message.Device >= 0) _tally.Delivered++;

        var devices = world.DevicesOf(phone.Number);
        var reads = devices.Length == 0 && Chance.Happens(settings.ReadRate, settings.Seed, message.Fate, Draw.Read);
        if (!reads || !Swaps(message, settings)) TellSender(message, ReceiptKind.Delivered, settings);
        foreach (var device in devices) TellArrival(device, message, settings);

        if (!reads)
        {
            if (devices.Length == 0) Answer(message, phone);
            return;
        }
        var delay = phone.Habits?.ReadAfterMs ?? settings.ReadAfterMs;
        if (delay == 0) Read(sequence, settings);
        else Later(delay, sequence, Step.Read);
    }

    private void Read(uint sequence, WorldSettings settings)
    {
        ref var message = ref _messages[sequence];
        if (message.ReadAfter >= 0) return;
        message.ReadAfter = Since(message.At) - message.DeliveredAfter;
        if (message.Device >= 0) _tally.Read++;
        TellSender(message, ReceiptKind.Read, settings);
        if (Swaps(message, settings)) TellSender(message, ReceiptKind.Delivered, settings);
        if (world.DevicesOf(_phones[message.Phone].Number).Length == 0) Answer(message, _phones[message.Phone]);
    }

    private void TellAgain(uint sequence, WorldSettings settings)
    {
        ref var message = ref _messages[sequence];
        TellSender(message, ReceiptKind.Delivered, settings);
        if (message.ReadAfter >= 0) TellSender(message, ReceiptKind.Read, settings);
    }

    private static bool Swaps(in Received message, WorldSettings settings) =>
        Chance.Happens(settings.ReorderRate, settings.Seed, message.Fate, Draw.Swap);

    private void TellSender(in Received message, ReceiptKind kind, WorldSettings settings)
    {
        var read = kind == ReceiptKind.Read;
        var attempt = message.Copies - 1;
        if (Chance.Happens(settings.LostReceiptRate, settings.Seed, message.Fate, read ? Draw.LostRead : Draw.LostDelivered, attempt)) return;
        var twice = Chance.Happens(settings.DuplicateEventRate, settings.Seed, message.Fate, read ? Draw.TwiceRead : Draw.TwiceDelivered, attempt);
        var at = message.At + message.DeliveredAfter + (read ? message.ReadAfter : 0);
        // The session that sent it is told; what the phone itself sent, all its sessions are.
        foreach (var device in message.Device >= 0 ? world.DeviceAt(message.Device) : world.DevicesOf(message.From))
            if (device.Account?.Number == message.From) device.TellReceipt(message.Id, kind, at, twice);
    }

    private void TellArrival(Device device, in Received message, WorldSettings settings)
    {
        if (_messages.ContentOf(message, out var replyTo) is not { } content) return;
        var (from, id, at) = (Digits.Text(message.From), message.Id, Clock.Time(message.At));
        device.Tell(
            eventId => new MessageReceived(device.Sender, DriverName.Simulator, eventId, id, from, null, null, content, at, replyTo, content.Media?.Sha256),
            Chance.Happens(settings.DuplicateEventRate, settings.Seed, message.Fate, Draw.TwiceMessage),
            Chance.Happens(settings.ReorderRate, settings.Seed, message.Fate, Draw.Late));
    }

    private void Answer(in Received message, in Phone phone)
    {
        if (phone.Habits?.ReplyWith is not { Length: > 0 } words) return;
        world.Clock.Set(0, new Reply(world, phone.Number, message.From, words));
    }

    private sealed class Reply(World world, long from, long to, string words) : IAlarm
    {
        public void Ring(long what) => world.Write(from, to, MessageContent.OfText(words));
    }

    private int Since(long at) => (int)Math.Min(world.Clock.Now - at, int.MaxValue);
}
