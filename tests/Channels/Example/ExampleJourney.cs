using Microsoft.Extensions.Configuration;
using Parley.Channels.Pigeon;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Example;

/// <summary>The example in a whole server: the page's migration, the feature's one line, and a message there and back.</summary>
public sealed class ExampleJourney(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Shop = "+5511933330001";
    private const string Ana = "+5521944440001";

    [Fact]
    public async Task A_server_with_the_example_in_it_sends_by_it_and_hears_by_it()
    {
        await using var pigeon = new StandinPigeon();
        await pigeon.Start();
        pigeon.Host(Shop);
        await database.AsOwner(string.Join('\n', ExamplePage.Blocks("sql").ShouldHaveSingleItem()));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PIGEON_URL"] = pigeon.Address.ToString(), ["PIGEON_KEY"] = StandinPigeon.Key }).Build();
        await using var server = await TestServer.Start(database: database, replace: services => services.AddPigeon(configuration));
        using var api = await server.Admin();
        (await api.Get("/api/drivers")).Body.GetRawText().ShouldContain("\"pigeon\"");

        // The name is not among the server's own, so the API takes it from nobody; the database does, since the migration.
        var shop = (await api.Post("/api/senders", new { name = "Shop", phoneNumber = Shop, driver = "simulator", pacing = "none" })).Id;
        await server.Execute("UPDATE senders SET driver = 'pigeon' WHERE id = $1", shop);
        await server.Execute("UPDATE sessions SET driver = 'pigeon' WHERE sender_id = $1", shop);
        var connecting = await api.Post($"/api/senders/{shop}/connect");
        connecting.Status.ShouldBe(200, connecting.Body.GetRawText());
        await Wait.Until(async () => (await api.Get($"/api/senders/{shop}"))["status"] == "connected");

        var sent = await api.Post("/api/messages", new { to = Ana, text = "Good morning" });
        sent.Status.ShouldBe(202, sent.Body.GetRawText());
        await Wait.Until(async () => (await api.Get($"/api/messages/{sent.Id}"))["state"] == "read");
        pigeon.Seen(Ana).ShouldHaveSingleItem().ShouldSatisfyAllConditions(got => got.Text.ShouldBe("Good morning"), got => got.Copies.ShouldBe(1));

        pigeon.Write(Ana, Shop, "STOP");
        await Wait.Until(async () => (await api.Get("/api/contacts?q=" + Uri.EscapeDataString(Ana)))["items.0.consent"] == "opted_out");
        await Wait.Until(() => pigeon.Seen(Ana).Count == 2); // the one answer that is still allowed
        await Wait.Until(() => pigeon.Owed == 0);
    }
}
