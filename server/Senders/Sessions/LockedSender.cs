using Parley.Channels;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>A sender whose row is locked until the transaction ends, with its sessions. Change it, then save all together.</summary>
internal sealed class LockedSender(SenderId id, TenantId tenant, string driver, string? fallback, SenderStatus status, string? statusReason, bool paused, bool wanted, bool deleted)
{
    private readonly List<(SessionRow Before, SessionRow Now)> _sessions = [];
    private readonly List<SenderEvent> _events = [];
    private readonly (bool, bool, string?) _before = (paused, wanted, statusReason);

    public SenderId Id => id;
    public TenantId Tenant => tenant;
    public SenderStatus Status => status;
    public bool Deleted => deleted;
    public bool Paused { get; private set; } = paused;
    public bool Wanted { get; set; } = wanted;

    /// <summary>Why it is in its status: a slug of <see cref="Reasons"/>, or a person's sentence.</summary>
    public string? StatusReason { get; private set; } = statusReason;

    /// <summary>Who holds it; 0: nobody.</summary>
    public long Epoch { get; set; }

    public long Fence { get; set; }

    public IEnumerable<SessionRow> Sessions => _sessions.Select(session => session.Now);
    public IReadOnlyList<SenderEvent> Events => _events;

    public bool IsActive(string driverName) => driverName == driver || driverName == fallback;

    /// <summary>A person wants it connected, and through this driver.</summary>
    public bool IsToBeConnected(string driverName) => Wanted && !deleted && IsActive(driverName);

    public SessionRow? Session(string driverName) => _sessions.Find(session => session.Now.Driver == driverName).Now;

    /// <summary>The primary driver's session.</summary>
    public SessionRow? Primary => Session(driver);

    public SessionRow? Fallback => fallback is null ? null : Session(fallback);

    internal void Add(SessionRow row) => _sessions.Add((row, row));

    /// <summary>Puts the session in its new state, and into the history when that is worth a line.</summary>
    /// <param name="at">When it happened.</param>
    public void Put(SessionRow row, DateTimeOffset at)
    {
        var index = _sessions.FindIndex(session => session.Now.Driver == row.Driver);
        var (before, latest) = _sessions[index];
        if (ReferenceEquals(latest, row)) return;
        _sessions[index] = (before, row);
        if (SessionPolicy.IsHistory(latest, row)) Note(Words<SessionState>.Of(row.State), at, row.Reason, row.Driver);
    }

    public void Note(string happened, DateTimeOffset at, string? reason = null, string? driverName = null) =>
        _events.Add(new SenderEvent(id, tenant, driverName, happened, reason, at));

    public void Pause(string reason, DateTimeOffset now)
    {
        (Paused, StatusReason) = (true, reason);
        Note(SenderEvent.Paused, now, reason);
    }

    public void Resume(DateTimeOffset now)
    {
        Paused = false;
        Note(SenderEvent.Resumed, now);
    }

    /// <summary>Status and reason as they follow from what was changed.</summary>
    public SenderStatus Derive()
    {
        var sessions = _sessions.FindAll(session => IsActive(session.Now.Driver)).ConvertAll(session => session.Now);
        var derived = SenderStatusPolicy.Of(Paused, [.. sessions.Select(session => session.State)]);
        if (!Paused) StatusReason = derived == SenderStatus.Connected ? null : sessions.Find(session => session.Driver == driver && session.Reason is not null)?.Reason
            ?? sessions.Find(session => session.Reason is not null)?.Reason;
        return derived;
    }

    public IEnumerable<SessionRow> ChangedSessions => _sessions.Where(session => session.Before != session.Now).Select(session => session.Now);

    /// <summary>Its own row differs from what was read. Ask after <see cref="Derive"/>.</summary>
    public bool IsChanged(SenderStatus derived) => derived != status || (Paused, Wanted, StatusReason) != _before;
}
