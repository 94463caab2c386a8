using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>The contract for a driver whose library runs in a gateway: with what a process of its own can do besides.</summary>
public abstract class LibraryDriverContract : DriverContract
{
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
        Accepted(await Send(session, Text(person)));
    }
}
