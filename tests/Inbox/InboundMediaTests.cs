using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Parley.Contacts;
using Parley.Inbox;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Inbox;

/// <summary>Files that people send: from the phone into the store and out again.</summary>
public sealed class InboundMediaTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    [Trait("Requirement", "MSG-11")]
    public async Task A_picture_that_a_person_sends_is_stored_and_can_be_downloaded()
    {
        var (stage, sender) = await Stage();
        var person = CampaignStage.NewNumbers(1)[0];
        await Write(stage, person, sender, new { name = "garden.png", type = "image/png", data = Picture }, "Our garden");
        var media = await Stored(stage, person);
        var message = (await stage.Api.Get("/api/messages?direction=in"))["items.0.content.text"];
        message.ShouldBe("Our garden");
        var shown = await stage.Api.Get($"/api/media/{media}");
        shown["media.type"].ShouldBe("image/png", shown.Body.GetRawText());
        shown["media.fileName"].ShouldBe("garden.png");
        shown["media.sha256"].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Picture)));
        (await stage.Api.GetByteArrayAsync($"/api/media/{media}/content")).ShouldBe(Picture);
        // Another tenant has no part in it.
        (await (await server.AdminOfOtherTenant()).GetAsync($"/api/media/{media}/content")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_kept_as_bytes_without_a_type()
    {
        var (stage, sender) = await Stage();
        var person = CampaignStage.NewNumbers(1)[0];
        await Write(stage, person, sender, new { name = "../../cute.jpg", type = "image/jpeg", data = "<html><script>alert(1)</script></html>"u8.ToArray() });
        var media = await Stored(stage, person);
        var shown = await stage.Api.Get($"/api/media/{media}");
        shown["media.type"].ShouldBe("application/octet-stream");
        shown["media.fileName"]!.ShouldNotContain("/");
    }

    [Fact]
    public async Task What_the_owner_sends_from_the_phone_itself_is_stored_too()
    {
        var (stage, sender) = await Stage();
        var person = CampaignStage.NewNumbers(1)[0];
        (await stage.Api.Post($"/api/simulator/phones/{Uri.EscapeDataString(sender)}/send", new { to = person, file = new { name = "offer.png", type = "image/png", data = Picture } })).ShouldBe200();
        await Wait.Until(async () => await server.Scalar("SELECT m.content #>> '{media,id}' FROM messages m JOIN inbound_media i ON i.message_id = m.id AND i.state = 'stored' WHERE m.tenant_id = $1 AND m.origin = 'phone'", stage.Tenant.Value) is string id && Guid.Parse(id) != Guid.Empty);
    }

    [Fact]
    public async Task A_file_waits_while_the_sender_is_away_and_is_given_up_when_the_network_has_it_no_longer()
    {
        var (stage, sender) = await Stage();
        var senderId = (await stage.Api.Get("/api/senders"))["items.0.id"];
        var (kept, lost) = (CampaignStage.NewNumbers(1)[0], CampaignStage.NewNumbers(1)[0]);
        await Write(stage, kept, sender, new { name = "a.png", type = "image/png", data = Picture });
        await Stored(stage, kept);
        await Write(stage, lost, sender, new { name = "b.png", type = "image/png", data = Picture.Append((byte)0).ToArray() });
        await Stored(stage, lost);

        (await stage.Api.Post($"/api/senders/{senderId}/disconnect")).ShouldBe200();
        await Again(kept, Convert.ToHexStringLower(SHA256.HashData(Picture)));
        await Again(lost, new string('0', 64));
        await Wait.Until(async () => await server.Scalar("SELECT min(attempt)::int FROM inbound_media WHERE tenant_id = $1 AND state = 'waiting'", stage.Tenant.Value) is >= 1);
        (await stage.Api.Post($"/api/senders/{senderId}/connect")).ShouldBe200();
        await Wait.Until(async () => await State(kept) == "stored" && await State(lost) == "gone");

        async Task Again(string person, string reference) =>
            await server.Execute("UPDATE inbound_media SET state = 'waiting', media_id = NULL, reference = $2 WHERE message_id IN (SELECT id FROM messages WHERE recipient = $1)", person, reference);
        async Task<string?> State(string person) => (string?)await server.Scalar("SELECT i.state FROM inbound_media i JOIN messages m ON m.id = i.message_id WHERE m.recipient = $1", person);
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task Erasing_a_person_removes_their_files_but_not_one_that_somebody_else_sent_as_well()
    {
        var (stage, sender) = await Stage();
        var (one, two) = (CampaignStage.NewNumbers(1)[0], CampaignStage.NewNumbers(1)[0]);
        await Write(stage, one, sender, new { name = "same.png", type = "image/png", data = Picture });
        await Write(stage, two, sender, new { name = "same.png", type = "image/png", data = Picture });
        var (shared, again) = (await Stored(stage, one), await Stored(stage, two));
        again.ShouldBe(shared, "the same file is kept once");
        await Erase(one);
        (await stage.Api.Get($"/api/media/{shared}")).Status.ShouldBe(200);
        await Erase(two);
        (await stage.Api.Get($"/api/media/{shared}")).Status.ShouldBe(404);

        async Task Erase(string number)
        {
            var contact = ContactId.Of((Guid)(await server.Scalar("SELECT id FROM contacts WHERE tenant_id = $1 AND phone = $2", stage.Tenant.Value, number))!);
            await using var connection = await server.Db.OpenTenant(stage.Tenant, default);
            await using var transaction = await connection.BeginTransactionAsync();
            (await server.Services.GetServices<IPersonalData>().OfType<InboundMediaPersonalData>().Single().Erase(transaction, stage.Tenant, contact, default)).ShouldBeNull();
            await transaction.CommitAsync();
        }
    }

    private async Task<(CampaignStage Stage, string Sender)> Stage()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        return (stage, (await stage.Api.Get("/api/senders"))["items.0.phoneNumber"]!);
    }

    private static async Task Write(CampaignStage stage, string person, string sender, object file, string? text = null)
    {
        var answer = await stage.Api.Post($"/api/simulator/phones/{Uri.EscapeDataString(person)}/send", new { to = sender, text, file });
        answer.Status.ShouldBe(200, answer.Body.GetRawText());
    }

    /// <summary>The id of the file that the person sent, once it is here.</summary>
    private static async Task<string> Stored(CampaignStage stage, string person)
    {
        string? id = null;
        await Wait.Until(async () =>
        {
            id = (await stage.Api.Get("/api/messages?direction=in")).Body.GetProperty("items").EnumerateArray().Where(m => m.GetProperty("to").GetString() == person)
                .Select(m => m.GetProperty("content").GetProperty("media").GetProperty("id").GetString()).FirstOrDefault();
            return id is not null && Guid.Parse(id) != Guid.Empty;
        }, condition: "the file is stored");
        return id!;
    }
}
