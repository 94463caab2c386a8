using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Tests.Channels.Baileys;
using Parley.Tests.Channels.Gateway;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>A number is linked and writes through the whole server: API, outbox, gateway process, real library, network on loopback, and the receipts all the way back.</summary>
public sealed class BaileysJourney(BaileysStage stage) : IClassFixture<BaileysStage>
{
    private const string Shop = "+5511911110001";
    private const string Ana = "+5521922220001";

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_number_is_linked_writes_is_answered_and_is_back_after_its_gateway_was_killed()
    {
        Assert.SkipUnless(BaileysStage.Missing is null, BaileysStage.Missing ?? "");
        await stage.Network.Do(HttpMethod.Put, "world", new { deliverAfterMs = 5, readAfterMs = 5 });
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BAILEYS"] = "on",
            ["GATEWAY_DIST"] = Path.GetDirectoryName(LibraryStage.Gateway),
            ["BAILEYS_WS_URL"] = stage.Network.SocketUrl,
            ["NODE_EXTRA_CA_CERTS"] = stage.Network.Certificate,
        });
        using var api = await server.Admin();
        var pool = server.Services.GetRequiredKeyedService<GatewayPool>(DriverName.Baileys);
        pool.Rooms.ShouldBeEmpty(); // nobody needed it yet

        var made = await api.Post("/api/senders", new { name = "Shop", phoneNumber = Shop, driver = "baileys", pacing = "none" });
        made.Status.ShouldBe(201, made.Body.GetRawText());
        await api.Post($"/api/senders/{made.Id}/connect");
        string? scanned = null;
        await Wait.Until(async () =>
        {
            if ((await api.Get($"/api/senders/{made.Id}/qr"))["qr"] is { } qr && qr != scanned) await stage.Network.Try(HttpMethod.Post, $"phones/{Shop}/scan", new { qr = scanned = qr });
            return (await api.Get($"/api/senders/{made.Id}"))["status"] == "connected";
        }, TimeSpan.FromSeconds(60));

        await Arrives("Good morning");
        await stage.Network.Do(HttpMethod.Post, $"phones/{Ana}/send", new { to = Shop, text = "Hello, are you open?" });
        await Wait.Until(async () => (await api.Get("/api/messages?direction=in")).Body.GetRawText().Contains("are you open", StringComparison.Ordinal));

        var gateway = pool.Rooms.ShouldHaveSingleItem().Process.ShouldNotBeNull();
        System.Diagnostics.Process.GetProcessById(gateway.ProcessId).Kill();
        await Arrives("And in the afternoon");
        gateway.Starts.ShouldBe(2);
        (await Received()).ShouldAllBe(message => message.Copies == 1);
        (await api.Get($"/api/senders/{made.Id}/history")).Body.GetRawText().ShouldContain("gateway-down");

        async Task Arrives(string text)
        {
            var sent = await api.Post("/api/messages", new { to = Ana, text });
            sent.Status.ShouldBeInRange(200, 202, sent.Body.GetRawText());
            await Wait.Until(async () => (await api.Get($"/api/messages/{sent.Id}"))["state"] == "read", TimeSpan.FromSeconds(60));
            (await Received()).Count(message => message.Text == text).ShouldBe(1);
        }

        async Task<List<(string? Text, int Copies)>> Received() =>
            [.. (await stage.Network.Get($"phones/{Ana}/messages?limit=100"))!["items"]!.AsArray().Select(item => (item!["text"]?.GetValue<string>(), item["copies"]!.GetValue<int>()))];
    }
}
