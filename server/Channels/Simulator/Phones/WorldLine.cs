using System.Diagnostics.CodeAnalysis;

namespace Parley.Channels.Simulator.Phones;

/// <summary>A connection to the world: asks for a phone by QR or code, or logs in; then sends and is told things. Guarded by its device's lock.</summary>
internal sealed class WorldLine(World world, Device device, Login login, ILineListener listener) : ILine, IAlarm
{
    private enum State { Waiting, Asking, Open, Closed }

    private readonly Queue<NetworkEvent> _news = new();
    private readonly HashSet<PendingAnswer> _unanswered = [];
    private State _state = State.Waiting;
    private Reason? _closedBecause;
    private long _position;
    private int _shown;
    private string? _qr;
    private string? _code;

    public Login Login => login;
    public Device Device => device;

    /// <summary>Called once, and again at the end of a freeze that it came into.</summary>
    public void Begin()
    {
        lock (device.Gate)
        {
            if (_state != State.Waiting || device.IsFrozen) return;
            if (device.AwayUntil > world.Clock.Now) Close(Reasons.NetworkFailure);
            else if (login.Credentials is null) ShowNext();
            else if (world.Admits(device, login.Credentials) is { } refusal) Close(refusal);
            else Open();
        }
        Wake();
    }

    private void Open()
    {
        _state = State.Open;
        _position = 0;
        _news.Enqueue(new LineOpened());
    }

    /// <summary>The phone of <paramref name="account"/> links this session. False when it asks no longer.</summary>
    public bool Link(Account account)
    {
        lock (device.Gate)
        {
            if (_state != State.Asking) return false;
            HideWhatIsShown(TimeSpan.Zero);
            var secret = Guid.NewGuid();
            world.Attach(device, account, secret);
            device.Kept.Clear();
            _news.Enqueue(new Linked(Credentials.Make(account.Number, secret), account.Number));
            Open();
        }
        Wake();
        return true;
    }

    private void ShowNext()
    {
        HideWhatIsShown(world.Options.QrGrace);
        _state = State.Asking;
        _shown++;
        _qr = world.Pairing.NewQr(this);
        var lifetime = world.Options.QrLifetime;
        _news.Enqueue(new QrShown(_qr, Clock.Time(world.Clock.Now) + lifetime));
        world.Clock.Set((long)lifetime.TotalMilliseconds, this, _shown);
    }

    public void RequestPairingCode()
    {
        lock (device.Gate)
        {
            if (_state != State.Asking) return;
            HideWhatIsShown(TimeSpan.Zero);
            _shown++; // no further QR: the code lasts as long as all of them would
            _code = world.Pairing.NewCode(this);
            var lifetime = world.Options.QrLifetime * world.Options.QrCount;
            _news.Enqueue(new CodeShown(_code, Clock.Time(world.Clock.Now) + lifetime));
            world.Clock.Set((long)lifetime.TotalMilliseconds, this, _shown);
        }
        Wake();
    }

    private void HideWhatIsShown(TimeSpan grace)
    {
        world.Pairing.Hide(_qr, grace);
        world.Pairing.Hide(_code, grace);
        _qr = _code = null;
    }

    public void Ring(long what)
    {
        lock (device.Gate)
        {
            if (_state != State.Asking || what != _shown) return;
            if (_code is null && _shown < world.Options.QrCount) ShowNext();
            else Close(Reasons.QrNotScanned);
        }
        Wake();
    }

    public bool TryTake([NotNullWhen(true)] out NetworkEvent? happened)
    {
        lock (device.Gate)
        {
            if (_news.TryDequeue(out happened)) return true;
            if (_state != State.Open || device.IsFrozen || device.Kept.Take(ref _position) is not { } item) return false;
            happened = new Kept(item.Sequence, item.Event);
            return true;
        }
    }

    public void Acknowledge(long sequence)
    {
        lock (device.Gate) device.Kept.Acknowledge(sequence);
    }

    public void Wake() => listener.Wake();

    public ValueTask<SendResult> Send(Outgoing message, CancellationToken cancellationToken)
    {
        PendingAnswer? pending = null;
        lock (device.Gate)
        {
            if (_state != State.Open) return new(new SendResult.Retry(_closedBecause ?? Reasons.NotConnected));
            if (device.IsFrozen)
            {
                _unanswered.Add(pending = new PendingAnswer(this, message));
                device.Hold(pending);
            }
        }
        if (pending is not null)
        {
            world.Clock.Set((long)world.Options.SendTimeout.TotalMilliseconds, pending);
            return pending.Wait(cancellationToken);
        }
        var result = world.Take(device, message);
        var latency = world.Settings.LatencyMs;
        if (latency == 0) return new(result);

        pending = new PendingAnswer(this, result);
        lock (device.Gate)
        {
            if (_state != State.Open) return new(PendingAnswer.NoAnswer("The connection closed before the answer."));
            _unanswered.Add(pending);
        }
        world.Clock.Set(latency, pending);
        return pending.Wait(cancellationToken);
    }

    public void Forget(PendingAnswer answer)
    {
        lock (device.Gate) _unanswered.Remove(answer);
    }

    public void Close(bool logout)
    {
        if (logout) world.Revoke(device);
        Close((Reason?)null);
    }

    public void Close(Reason? reason)
    {
        PendingAnswer[] unanswered;
        lock (device.Gate)
        {
            if (_state == State.Closed) return;
            HideWhatIsShown(TimeSpan.Zero);
            _state = State.Closed;
            _closedBecause = reason;
            _news.Enqueue(new LineClosed(reason));
            if (device.Line == this) device.Line = null;
            unanswered = [.. _unanswered];
        }
        foreach (var answer in unanswered) answer.GiveUp("The connection closed before the answer.");
        Wake();
    }

    public ValueTask<bool> HasMedia(string sha256, CancellationToken cancellationToken) => new(world.Media.Has(sha256));

    public ValueTask PutMedia(string sha256, byte[] bytes, CancellationToken cancellationToken)
    {
        world.Media.Put(sha256, bytes);
        return ValueTask.CompletedTask;
    }

    public ValueTask<byte[]?> GetMedia(string sha256, CancellationToken cancellationToken) => new(world.Media.Get(sha256));

    public void Typing(string to)
    {
        if (Digits.TryParse(to, out var number)) world.DistrictOf(number).ShowTyping(number);
    }

    public void MarkRead(string from, IReadOnlyList<string> providerIds)
    {
        if (Digits.TryParse(from, out var number) && device.Account is { } account) world.DistrictOf(account.Number).MarkRead(account.Number, number, providerIds);
    }

    ValueTask<IReadOnlyDictionary<string, bool>> ILine.Check(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) => new(Check(numbers));

    public IReadOnlyDictionary<string, bool> Check(IReadOnlyCollection<string> numbers)
    {
        var answers = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var text in numbers)
            answers[text] = Digits.TryParse(text, out var number) && world.DistrictOf(number).IsRegistered(number);
        return answers;
    }
}
