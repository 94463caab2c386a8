using Parley.Channels;

namespace Parley.Senders;

/// <summary>A sender's session through one driver, as it stands in the database.</summary>
internal sealed record SessionRow(SenderId Sender, string Driver)
{
    public SessionState State { get; init; } = SessionState.Disconnected;

    /// <summary>Slug of <see cref="Reasons"/>: why it is not connected.</summary>
    public string? Reason { get; init; }

    public string? Qr { get; init; }
    public DateTimeOffset? QrExpiresAt { get; init; }
    public string? PairingCode { get; init; }
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>Losses and failed starts in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When it came into its state.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>It is to be connected, and connected again when it is lost.</summary>
    public bool Trying { get; init; }

    /// <summary>Not started before then; null while it is started or not to be.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Since when a person is expected to scan or type.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>It connects without a QR.</summary>
    public bool HasLogin { get; init; }

    public bool CodeAsked { get; init; }
    public bool LogoutAsked { get; init; }

    /// <summary>The driver was started and has not said that it ended.</summary>
    public bool IsLive => State is SessionState.Booting or SessionState.WaitQr or SessionState.WaitCode or SessionState.Connected;

    /// <summary>A person wants it connected: tried at once, whatever happened before.</summary>
    public SessionRow Begun(DateTimeOffset now) =>
        this with { Trying = true, StartAt = IsLive ? null : now, Failures = 0, WaitingSince = IsLive ? WaitingSince : null, LogoutAsked = false };

    /// <summary>Handed to the driver.</summary>
    public SessionRow Started(DateTimeOffset now) => this with { State = SessionState.Booting, Reason = null, StartAt = null, UpdatedAt = now };

    /// <summary>Nobody wants it connected any more, or trying is pointless until a person does something.</summary>
    public SessionRow Ended(SessionState state, Reason? reason, DateTimeOffset now) => this with
    {
        State = state,
        Reason = reason?.Slug,
        UpdatedAt = State == state ? UpdatedAt : now,
        Trying = false,
        StartAt = null,
        WaitingSince = null,
        Qr = null,
        QrExpiresAt = null,
        PairingCode = null,
        ConnectedAt = null,
        CodeAsked = false,
        HasLogin = HasLogin && state != SessionState.LoggedOut,
        LogoutAsked = LogoutAsked && state != SessionState.LoggedOut,
    };

    /// <summary>A person wants the login given up, or the sender deleted: asked of the driver where there is something to give up.</summary>
    public SessionRow GivenUp(DateTimeOffset now) => HasLogin || IsLive
        ? Ended(SessionState.Disconnected, null, now) with { LogoutAsked = true }
        : Trying ? Ended(State, null, now) : this;

    /// <summary>Its node is gone or gave it up: whatever it was, it is not connected now, and the next holder starts it.</summary>
    public SessionRow ChangedHands(DateTimeOffset now)
    {
        if (!Trying) return IsLive ? Ended(SessionState.Disconnected, Reasons.ChangedHands, now) : this;
        var ended = IsLive ? Ended(SessionState.Disconnected, Reasons.ChangedHands, now) : this with { WaitingSince = null };
        return ended with { Trying = true, StartAt = now, CodeAsked = CodeAsked };
    }
}
