using System.Net.Http.Json;
using Parley.Tests.Support;

namespace Parley.Tests.Browser;

/// <summary>A business with something on every page: three senders, people, a finished campaign, a broadcast list, a bulk send, a template, dead letters.</summary>
public sealed class Shop : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;
    public HttpClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["WEB_DIST"] = Path.Combine(Repository.Root, "web", "dist") });
        Api = await Server.Owner();
        await Api.PutAsJsonAsync("/api/simulator/world", new { seed = 7, latencyMs = 1, deliverAfterMs = 20, readAfterMs = 60, readRate = 0.7, unregisteredRate = 0.05 });
        foreach (var name in new[] { "Shop São Paulo", "Shop Rio", "Support" }) await Server.ConnectedSender(Api, Server.Tenant, name);
        await Api.Post("/api/senders", new { name = "Black Friday", phoneNumber = "+5541987654324", driver = "simulator" });

        string[] first = ["Ana", "Bruno", "Carla", "Diego", "Elisa", "Felipe", "Gabriela", "Hugo", "Isabela", "João"];
        var people = Enumerable.Range(0, 120).Select(n => new { phoneNumber = $"+55119{60_000_000 + n * 37}", name = $"{first[n % 10]} Souza", variables = new { code = $"P{n:000}" } }).ToArray();
        foreach (var person in people.Take(40)) await Api.Post("/api/contacts", new { person.phoneNumber, person.name, tags = new[] { "vip" }, variables = new { city = "Recife" } });
        await Api.Post("/api/blocklist", new { phoneNumbers = new[] { people[0].phoneNumber }, reason = "asked not to be written to" });
        await Api.Post("/api/segments", new { name = "Regulars", filter = new { } });
        await Api.Post("/api/templates", new { name = "Welcome", content = new { text = "Hi {{name|there}}, welcome to the shop." } });
        var campaign = await Api.Post("/api/campaigns", new
        {
            name = "Spring offers", contacts = people,
            variants = new[] { new { template = "Hi {{name|there}}! Your code is *{{code}}*." }, new { template = "{{name|Hello}}, {{code}} is yours until Sunday." } },
        });
        await Api.Post($"/api/campaigns/{campaign.Id}/start");
        await Api.Post("/api/campaigns", new { name = "VIP preview", template = "Hello {{name}}, the new collection is here.", audience = new { tags = new[] { "vip" } } });
        await Api.Post("/api/broadcasts", new { name = "Loyal customers", numbers = people.Skip(5).Take(30).Select(person => person.phoneNumber) });
        await Api.Post("/api/bulk", new { recipients = people.Skip(50).Take(20).Select(person => person.phoneNumber), text = "We open at nine." });
        await Wait.Until(async () => (await Api.Get($"/api/campaigns/{campaign.Id}"))["state"] == "completed", TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
    }
}
