using Parley.Channels;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders;

[Trait("Requirement", "SND-02")]
public sealed class SenderStatusPolicyTests
{
    [Theory]
    [InlineData(SessionState.Connected, SenderStatus.Connected)]
    [InlineData(SessionState.WaitQr, SenderStatus.WaitingForLogin)]
    [InlineData(SessionState.WaitCode, SenderStatus.WaitingForLogin)]
    [InlineData(SessionState.LoggedOut, SenderStatus.WaitingForLogin)]
    [InlineData(SessionState.Banned, SenderStatus.Banned)]
    [InlineData(SessionState.Booting, SenderStatus.Disconnected)]
    [InlineData(SessionState.Disconnected, SenderStatus.Disconnected)]
    public void One_session_gives_the_sender_its_status(SessionState state, SenderStatus status)
    {
        SenderStatusPolicy.Of(false, state).ShouldBe(status);
        SenderStatusPolicy.Of(true, state).ShouldBe(SenderStatus.Paused);
    }

    [Fact]
    public void Of_two_sessions_a_ban_counts_first_then_a_connection_then_a_missing_login()
    {
        SenderStatus[] order = [SenderStatus.Banned, SenderStatus.Connected, SenderStatus.WaitingForLogin, SenderStatus.Disconnected];
        foreach (var one in Enum.GetValues<SessionState>())
            foreach (var two in Enum.GetValues<SessionState>())
            {
                var expected = order.First(status => status == SenderStatusPolicy.Of(false, one) || status == SenderStatusPolicy.Of(false, two));
                SenderStatusPolicy.Of(false, one, two).ShouldBe(expected);
            }
    }
}
