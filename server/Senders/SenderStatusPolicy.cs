using Parley.Channels;

namespace Parley.Senders;

/// <summary>A sender's status out of its sessions: paused, else banned, else connected through either driver, else waiting for a login, else disconnected.</summary>
public static class SenderStatusPolicy
{
    /// <param name="sessions">Of the primary driver and the fallback, not of drivers it had before.</param>
    public static SenderStatus Of(bool paused, params ReadOnlySpan<SessionState> sessions)
    {
        if (paused) return SenderStatus.Paused;
        var (connected, waiting) = (false, false);
        foreach (var state in sessions)
        {
            // WhatsApp bans the number, whatever it was connected through.
            if (state == SessionState.Banned) return SenderStatus.Banned;
            connected |= state == SessionState.Connected;
            waiting |= state is SessionState.WaitQr or SessionState.WaitCode or SessionState.LoggedOut;
        }
        return connected ? SenderStatus.Connected : waiting ? SenderStatus.WaitingForLogin : SenderStatus.Disconnected;
    }
}
