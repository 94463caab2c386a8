using System.Collections.Frozen;
using Parley.Channels;
using static Parley.Channels.SessionState;

namespace Parley.Senders;

/// <summary>What a driver's word makes of a session. The moves are a table; docs/states/session.md draws it.</summary>
internal static class SessionPolicy
{
    /// <summary>The moves that a driver's event can make. Staying is no move: a QR refreshes, a code is renewed, a state is told again.
    /// A logged-out or banned session moves on only when a person connects it again, so no driver can begin a loop of QRs.</summary>
    public static FrozenDictionary<SessionState, FrozenSet<SessionState>> Moves { get; } = new Dictionary<SessionState, SessionState[]>
    {
        [Booting] = [WaitQr, WaitCode, Connected, Disconnected, LoggedOut, Banned],
        [WaitQr] = [Booting, WaitCode, Connected, Disconnected, LoggedOut, Banned],
        [WaitCode] = [Booting, WaitQr, Connected, Disconnected, LoggedOut, Banned],
        [Connected] = [Booting, Disconnected, LoggedOut, Banned],
        [Disconnected] = [Booting, WaitQr, WaitCode, Connected, LoggedOut, Banned],
        [LoggedOut] = [Banned],
        [Banned] = [],
    }.ToFrozenDictionary(from => from.Key, from => from.Value.ToFrozenSet());

    /// <summary>The session after the event; the same object when the event says nothing new or cannot be true.</summary>
    public static SessionRow After(SessionRow row, SessionChanged happened, SendersOptions options, DateTimeOffset now, Random random)
    {
        var to = happened.State;
        // A session that was connected and shows a QR has lost its login, whatever the driver calls it.
        if (row.State == Connected && to is WaitQr or WaitCode) return row.Ended(LoggedOut, Reasons.SenderLoggedOut, now);
        if (to != row.State && !Moves[row.State].Contains(to)) return row;
        if (to == Disconnected) return Lost(row, happened.Reason, options, now, random);
        if (to is LoggedOut or Banned) return row.Ended(to, happened.Reason ?? WhyGivenUp(row), now);

        var moved = row with
        {
            State = to,
            Reason = happened.Reason?.Slug,
            UpdatedAt = to == row.State ? row.UpdatedAt : now,
            StartAt = null,
            Qr = null,
            QrExpiresAt = null,
            PairingCode = null,
        };
        return to switch
        {
            WaitQr => moved with { Qr = happened.Qr, QrExpiresAt = happened.QrExpiresAt, WaitingSince = row.WaitingSince ?? now },
            WaitCode => moved with { PairingCode = happened.PairingCode, WaitingSince = row.WaitingSince ?? now, CodeAsked = false },
            Connected => moved with { ConnectedAt = row.State == Connected ? row.ConnectedAt : now, WaitingSince = null, HasLogin = true, CodeAsked = false },
            _ => moved with { ConnectedAt = null },
        };
    }

    /// <summary>Its number is another sender's: the login that it just got is given up, at the network too.</summary>
    public static SessionRow Refused(SessionRow row, DateTimeOffset now) => row.Ended(Disconnected, Reasons.NumberTaken, now) with { LogoutAsked = true };

    /// <summary>What stays as the reason when a login is given up because it was refused; null when a person gave it up.</summary>
    public static Reason? WhyGivenUp(SessionRow row) => row.LogoutAsked && row.Reason == Reasons.NumberTaken.Slug ? Reasons.NumberTaken : null;

    /// <summary>Lost, or failed to start: tried again after a while, unless it is not wanted or only a person can help.</summary>
    public static SessionRow Lost(SessionRow row, Reason? reason, SendersOptions options, DateTimeOffset now, Random random)
    {
        // Told a second time, or told after we ended it: the wait that was drawn stays.
        if (row.State == Disconnected) return row;
        var ended = row.Ended(Disconnected, reason, now);
        if (!row.Trying || reason == Reasons.QrNotScanned || reason == Reasons.WrongPhone) return ended;

        var failures = row.ConnectedAt is { } since && now - since >= options.StableAfter ? 1 : row.Failures + 1;
        // Two holders of one login that both came back at once would throw each other out for ever.
        var wait = reason == Reasons.SenderReplaced ? options.ReconnectMost : ReconnectPolicy.Wait(failures, options, random);
        return ended with { Trying = true, Failures = failures, StartAt = now + wait, WaitingSince = row.WaitingSince, CodeAsked = row.CodeAsked };
    }

    /// <summary>Whether the move is worth a line in the sender's history: not every failed try of a long outage, and no refreshed QR.</summary>
    public static bool IsHistory(SessionRow before, SessionRow after) =>
        before.State != after.State && after.State switch
        {
            Booting => before.State == Connected,
            Disconnected => before.State != Booting || after.Failures == 1 || !after.Trying,
            _ => true,
        };
}
