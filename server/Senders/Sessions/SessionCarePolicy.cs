using Parley.Channels;

namespace Parley.Senders;

/// <summary>What is to be done for a session now.</summary>
internal enum SessionCare { Nothing, Start, Stop, LogOut, AskForCode, GiveUpLogin, TimeOut }

/// <summary>Decides what a session needs from the node that holds its sender.</summary>
internal static class SessionCarePolicy
{
    /// <param name="isWanted">The sender is to be connected through this driver: wanted, not deleted, and the driver is its primary or fallback.</param>
    /// <param name="isStarted">This process started it and has not stopped it.</param>
    public static SessionCare Of(SessionRow row, bool isWanted, bool isStarted, SendersOptions options, DateTimeOffset now)
    {
        if (row.LogoutAsked) return row.StartAt is null || row.StartAt <= now ? SessionCare.LogOut : SessionCare.Nothing;
        if (!isWanted || !row.Trying) return isStarted || row.IsLive ? SessionCare.Stop : SessionCare.Nothing;
        // What boots after its QR was shown was scanned: it has the patience of a start.
        if (row is { WaitingSince: { } since, State: not SessionState.Booting } && now - since >= options.LoginPatience) return SessionCare.GiveUpLogin;
        if (!row.IsLive) return row.StartAt is null || row.StartAt <= now ? SessionCare.Start : SessionCare.Nothing;
        if (row.State == SessionState.Booting && now - row.UpdatedAt >= options.BootPatience) return SessionCare.TimeOut;
        return row.CodeAsked && row.State == SessionState.WaitQr ? SessionCare.AskForCode : SessionCare.Nothing;
    }
}
