using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Inbox;

/// <summary>What people choose in a poll, from the phone into the ledger and to those who listen.</summary>
public sealed class VoteTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task A_vote_is_heard_like_any_answer_and_an_opt_out_word_in_it_counts()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var sender = (await stage.Api.Get("/api/senders"))["items.0.phoneNumber"]!;
        var person = CampaignStage.NewNumbers(1)[0];
        (await stage.Api.Post("/api/messages", new { to = person, poll = new { question = "Shall we write again?", options = new[] { "Gladly", "STOP" } } })).Status.ShouldBeLessThan(300);
        string? poll = null;
        await Wait.Until(async () =>
        {
            var message = await stage.Api.Get($"/api/simulator/phones/{person}/messages");
            poll = message["items.0.deliveredAt"] is null ? null : message["items.0.providerId"];
            return poll is not null;
        }, condition: "the poll is on the phone");

        await Vote("Gladly");
        await Wait.Until(async () => (await stage.Api.Get("/api/messages?direction=in"))["items.0.content.text"] == "Gladly", condition: "the vote is in the ledger");
        (await Consent()).ShouldNotBe("opted_out");

        await Vote("STOP");
        await Wait.Until(async () => await Consent() == "opted_out", condition: "the person has left");

        async Task Vote(string option) => (await stage.Api.Post($"/api/simulator/phones/{person}/send", new { to = sender, vote = new { poll, options = new[] { option } } })).Status.ShouldBe(200);
        async Task<string?> Consent() => (string?)await server.Scalar("SELECT consent FROM contacts WHERE tenant_id = $1 AND phone = $2", stage.Tenant.Value, person);
    }
}
