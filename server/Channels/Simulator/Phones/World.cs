using System.Collections.Concurrent;
using System.Globalization;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels.Simulator.Phones;

/// <summary>A pretend WhatsApp for one tenant: phones, the numbers that sessions are linked to, and the messages between them.
/// Every tenant has a world of its own, so nobody sees or disturbs another's.</summary>
internal sealed class World
{
    public const int DistrictCount = 8;

    private readonly District[] _districts;
    private readonly ConcurrentDictionary<long, Account> _accounts = new();
    private readonly ConcurrentDictionary<SenderId, Device> _devices = new();
    private readonly Lock _gate = new();
    private readonly List<(District District, int At, long Number)> _phonesByAge = [];
    private volatile Device[] _devicesByPlace = new Device[4];
    private int _deviceCount;
    private volatile WorldSettings _settings = new();
    private long _incarnation;
    private long _replaced;

    public World(TenantId tenant, Clock clock, SimulatorOptions options)
    {
        (Tenant, Clock, Options) = (tenant, clock, options);
        _incarnation = clock.Now;
        Media = new MediaShelf(options.KeptMediaBytes);
        Pairing = new Pairing(this);
        Faults = new Faults(this);
        _districts = [.. Enumerable.Range(0, DistrictCount).Select(_ => new District(this))];
    }

    public TenantId Tenant { get; }
    public Clock Clock { get; }
    public SimulatorOptions Options { get; }
    public MediaShelf Media { get; }
    public Pairing Pairing { get; }
    public Faults Faults { get; }

    /// <summary>Changes with every start and reset, so that no id made here ever comes again.</summary>
    public long Incarnation => Volatile.Read(ref _incarnation);

    public WorldSettings Settings { get => _settings; set => _settings = value; }

    public District DistrictOf(long number) => _districts[(uint)((ulong)number * 0x9E3779B97F4A7C15UL >> 40) % DistrictCount];

    public WorldLine Open(Login login, ILineListener listener)
    {
        var device = _devices.GetOrAdd(login.Sender, NewDevice);
        var line = new WorldLine(this, device, login, listener);
        WorldLine? before;
        lock (device.Gate)
        {
            if (login.Again && device.LastAttempt != default && device.LastAttempt != login.Attempt)
            {
                line.Close(Reasons.SenderReplaced);
                return line;
            }
            device.LastAttempt = login.Attempt;
            (before, device.Line) = (device.Line, line);
        }
        if (before is not null)
        {
            Interlocked.Increment(ref _replaced);
            before.Close(Reasons.SenderReplaced);
        }
        line.Begin();
        return line;
    }

    private Device NewDevice(SenderId sender)
    {
        lock (_gate)
        {
            var devices = _devicesByPlace;
            if (_deviceCount == devices.Length) Array.Resize(ref devices, devices.Length * 2);
            var device = devices[_deviceCount] = new Device(this, sender, _deviceCount);
            _deviceCount++;
            _devicesByPlace = devices;
            return device;
        }
    }

    /// <summary>Lets a login in, or says why not. A login that this world has not seen is one of before its start.</summary>
    public Reason? Admits(Device device, byte[] credentials)
    {
        if (!Credentials.TryRead(credentials, out var number, out var secret)) return Reasons.SenderLoggedOut;
        if (device.Secret == default) Attach(device, AccountOf(number), secret);
        if (device.Secret != secret || device.Account is not { } account) return Reasons.SenderLoggedOut;
        return account.BannedUntil > Clock.Now ? Reasons.SenderBanned : null;
    }

    public Account AccountOf(long number) => _accounts.GetOrAdd(number, static number => new Account(number));

    /// <summary>Under the device's lock.</summary>
    public void Attach(Device device, Account account, Guid secret)
    {
        lock (_gate)
        {
            if (device.Account is { } before) before.Devices = [.. before.Devices.Where(other => other != device)];
            device.Account = account;
            device.Secret = secret;
            account.Devices = [.. account.Devices.Where(other => other != device), device];
        }
    }

    /// <summary>The phone or the driver gave the login up; what waited for the session goes with it.</summary>
    public void Revoke(Device device)
    {
        lock (device.Gate)
            lock (_gate)
            {
                if (device.Account is { } account) account.Devices = [.. account.Devices.Where(other => other != device)];
                device.Account = null;
                device.Secret = Guid.NewGuid();
                device.Kept.Clear();
            }
    }

    public void Revoke(SenderId sender)
    {
        if (Find(sender) is { } device) Revoke(device);
    }

    public Device? Find(SenderId sender) => _devices.GetValueOrDefault(sender);

    public bool IsLinked(long number) => _accounts.TryGetValue(number, out var account) && account.Devices.Length > 0;

    public ReadOnlySpan<Device> DevicesOf(long number) => _accounts.TryGetValue(number, out var account) ? account.Devices : default;

    public ReadOnlySpan<Device> DeviceAt(int place) => _devicesByPlace.AsSpan(place, 1);

    /// <summary>A linked session hands the network a message.</summary>
    public SendResult Take(Device device, Outgoing message)
    {
        if (device.Account is not { } account) return new SendResult.Refused(Reasons.SenderLoggedOut, Fault.Sender);
        if (account.BannedUntil > Clock.Now) return new SendResult.Refused(Reasons.SenderBanned, Fault.Sender);
        if (!Digits.TryParse(message.To, out var to)) return new SendResult.Refused(Reasons.RecipientInvalid, Fault.Recipient);
        if (!Received.IsId(message.ProviderId))
            return new SendResult.Refused(Reasons.ContentRefused, Fault.Content, $"A message id has 1 to {Received.LongestId} printable ASCII characters.");
        var letter = new Letter(account.Number, to, message.ProviderId, message.Content, message.ReplyToProviderId, device);
        if (letter.Structured?.Length > TextRing.Longest) return new SendResult.Refused(Reasons.ContentRefused, Fault.Content, "The content is too large.");

        var result = DistrictOf(to).Take(letter, Settings);
        if (result is not SendResult.Refused and not SendResult.Retry && account.Devices.Length > 1) Echo(letter);
        return result;
    }

    /// <summary>The phone of a number writes: its message's id, or why it could not.</summary>
    public (string? Id, Reason? Refusal) Write(long from, long to, MessageContent content, string? replyTo = null)
    {
        if (DistrictOf(from).Next(from, to) is not var (id, written)) return (null, Reasons.NotConnected);
        var letter = new Letter(from, to, id, content, replyTo, null, written);
        if (letter.Structured?.Length > TextRing.Longest) return (null, Reasons.ContentRefused);
        if (DistrictOf(to).Take(letter, Settings) is SendResult.Refused refused) return (null, refused.Reason);
        DistrictOf(from).Remember(from, new Written(to, written, DistrictOf(to).Find(from, id)));
        Echo(letter);
        return (id, null);
    }

    /// <summary>The person chooses in a poll: an answer of the chosen options' names. Without any the vote goes to the network all the same, and says nothing.</summary>
    public (string? Id, Reason? Refusal) Vote(long from, long to, string poll, IReadOnlyList<string> options)
    {
        if (options.Count > 0) return Write(from, to, MessageContent.OfText(string.Join(", ", options)), poll);
        return DistrictOf(from).Next(from, to) is var (id, _) ? (id, null) : (null, Reasons.NotConnected);
    }

    /// <summary>A poll that the phone of a number shows; null when that other number sent none of that id.</summary>
    public MessageContent? PollOn(long number, long from, string id) =>
        DistrictOf(number).Find(from, id) is var sequence and not 0 && DistrictOf(number).Message(number, sequence) is { DeliveredAt: not null, Content: { Kind: ContentKind.Poll } poll } ? poll : null;

    // Every other session of the number learns what was sent in its name.
    private void Echo(in Letter letter)
    {
        var at = Clock.Time(Clock.Now);
        var (id, to, content) = (letter.Id, Digits.Text(letter.To), letter.Content);
        foreach (var device in DevicesOf(letter.From))
            if (device != letter.Device) device.Tell(eventId => new MessageEchoed(device.Sender, DriverName.Simulator, eventId, id, to, content, at, content.Media?.Sha256));
    }

    /// <summary>What the phone of a number wrote, newest first.</summary>
    /// <param name="before">Only what it wrote before its so many-th message; null from the newest.</param>
    public List<PhoneMessage> MessagesBy(long number, int? before, int limit)
    {
        var found = new List<PhoneMessage>();
        foreach (var written in DistrictOf(number).SentBy(number, before))
        {
            if (found.Count == limit) break;
            if (DistrictOf(written.To).Message(written) is { } message) found.Add(message);
        }
        return found;
    }

    /// <summary>One message of a phone, by the phone's own id of it.</summary>
    public PhoneMessage? MessageOf(long number, string id)
    {
        if (uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return DistrictOf(number).Message(number, sequence);
        if (!id.StartsWith('w') || !int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var nth)) return null;
        var written = DistrictOf(number).SentBy(number, nth + 1).Find(one => one.Nth == nth);
        return written.Nth == nth ? DistrictOf(written.To).Message(written) : null;
    }

    /// <summary>A phone came into being; under its district's lock.</summary>
    public void Remember(District district, int at, long number)
    {
        lock (_gate) _phonesByAge.Add((district, at, number));
    }

    /// <summary>Phones, the newest first.</summary>
    /// <param name="before">Only those that came into being before the one of this number; null from the newest.</param>
    /// <param name="digits">Only those whose number has these digits in a row; null and empty: all.</param>
    public List<(int Age, PhoneState Phone)> Phones(int? before, int limit, string? digits = null)
    {
        List<(int Age, District District, int At)> places = [];
        var next = before ?? int.MaxValue;
        while (places.Count < limit && next > 0)
        {
            // In pieces: a search through a million phones must not hold up those that come into being.
            lock (_gate)
            {
                next = Math.Min(next, _phonesByAge.Count);
                for (var piece = 0; piece < 4096 && next > 0 && places.Count < limit; piece++)
                {
                    var (district, at, number) = _phonesByAge[--next];
                    if (string.IsNullOrEmpty(digits) || Digits.Contains(number, digits)) places.Add((next, district, at));
                }
            }
        }
        var found = new List<(int, PhoneState)>(places.Count);
        foreach (var (age, district, at) in places)
            if (district.LookAt(at) is { } phone) found.Add((age, phone));
        return found;
    }

    /// <summary>How often a session was opened that was open already: two programs hold one sender, or one of them is gone and nobody knows yet.</summary>
    public long Replaced => Interlocked.Read(ref _replaced);

    public int PhoneCount
    {
        get
        {
            lock (_gate) return _phonesByAge.Count;
        }
    }

    public District.Tally Count() => _districts.Select(district => district.Count())
        .Aggregate((a, b) => new District.Tally(a.Accepted + b.Accepted, a.Delivered + b.Delivered, a.Read + b.Read, a.Repeats + b.Repeats));

    /// <summary>All phones, messages, settings and faults as on the first day; the sessions stay linked and connected.</summary>
    public void Reset()
    {
        Settings = new WorldSettings();
        Interlocked.Exchange(ref _replaced, 0);
        Volatile.Write(ref _incarnation, Math.Max(Incarnation + 1, Clock.Now));
        lock (_gate) _phonesByAge.Clear();
        foreach (var district in _districts) district.Clear();
        Media.Clear();
        foreach (var account in _accounts.Values) account.BannedUntil = account.RestrictedUntil = 0;
        foreach (var device in _devices.Values) device.EndFaults();
    }
}
