using Parley.Channels;
using Parley.Tests.Channels.Gateway;
using Shouldly;

namespace Parley.Tests.Channels.Baileys;

/// <summary>The unmodified library in the real gateway, against a network on loopback that speaks its protocol.</summary>
[Trait("Requirement", "SND-01")]
public sealed class BaileysDriverContract(BaileysStage stage) : DriverContract, IClassFixture<BaileysStage>
{
    // What is not yet as the contract wants it, and why. Nothing else may be skipped but by capability.
    private static readonly Dictionary<string, string> Gaps = new(StringComparer.Ordinal)
    {
        [nameof(What_one_person_writes_comes_in_its_order)] = "The gateway tells messages of one person that come close together in the order in which they were worked off.",
        [nameof(Receipts_of_what_was_sent_before_the_connection_was_lost_come_after_the_next_start)] = "Events that the door has and has not acknowledged come again with the next process, not with the session's next start.",
        [nameof(The_QR_refreshes_by_itself_and_only_the_newest_can_be_scanned)] = "The stand-in takes an older QR as well.",
    };

    protected override async Task<IDriverWorld> NewWorld(ContractTimes times)
    {
        var gap = Gaps.GetValueOrDefault(TestContext.Current.TestMethod?.MethodName ?? "");
        Assert.SkipUnless(gap is null, gap ?? "");
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

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task What_a_killed_gateway_had_heard_comes_once_it_is_back()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        ((LibraryWorld)World).KillGateway(Node);
        await Door.State(session.Sender, SessionState.Disconnected);
        var id = await World.Write(person, session.Phone, MessageContent.OfText("While you were away"));
        await LibraryWorld.StartAgain(Driver, session);
        (await Door.First<MessageReceived>(session.Sender)).ProviderId.ShouldBe(id);
    }
}
