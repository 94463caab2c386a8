using Parley.Channels;
using Parley.Tests.Channels.Gateway;
using Shouldly;

namespace Parley.Tests.Channels.Baileys;

/// <summary>The unmodified library in the real gateway, against a network on loopback that speaks its protocol.</summary>
[Trait("Requirement", "SND-01")]
public sealed class BaileysDriverContract(BaileysStage stage) : LibraryDriverContract, IClassFixture<BaileysStage>
{
    protected override async Task<IDriverWorld> NewWorld(ContractTimes times)
    {
        LibraryStage.SkipUnlessChosen(TestContext.Current.TestMethod?.MethodName ?? "");
        Assert.SkipUnless(BaileysStage.Missing is null, BaileysStage.Missing ?? "");
        var world = new BaileysWorld(stage, times);
        await world.Mood(new NetworkMood());
        return world;
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_gateway_that_is_killed_comes_back_and_its_sessions_connect_again_without_a_QR()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        var before = Text(person, "before");
        Accepted(await Send(session, before));
        await Seen(person);
        Door.Forget();
        ((LibraryWorld)World).KillGateway(Node);
        (await Door.State(session.Sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayDown);

        await LibraryWorld.StartAgain(Driver, session);
        await Door.State(session.Sender, SessionState.Connected);
        Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.WaitQr);
        // Who does not know what became of a message tries it again under its id.
        Accepted(await Send(session, before));
        Accepted(await Send(session, Text(person, "after")));
        var seen = await Seen(person, 2);
        seen.Select(message => message.Content.Text).ShouldBe(["before", "after"]);
        seen.ShouldAllBe(message => message.Copies == 1);
    }
}
