using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Tests.Channels.Gateway;
using Parley.Tests.Channels.WebJs;
using Parley.Tests.Crash;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>One number linked twice, through both real libraries: when one way dies the other takes over, and what may have left through one never goes through the other. Counted on the phones.</summary>
[Collection(CrashCollection.Name)]
public sealed class FallbackJourney(WebJsStage stage) : IClassFixture<WebJsStage>
{
    private const string Shop = "+5511911110077";
    private const string Ana = "+5521922220077";

    [Fact]
    [Trait("Requirement", "MSG-04")]
    public async Task What_the_primary_cannot_send_goes_through_the_fallback_at_once_and_nothing_goes_through_both()
    {
        LibraryStage.SkipUnlessWhole();
        Assert.SkipUnless(WebJsStage.Missing is null, WebJsStage.Missing ?? "");
        await stage.Network.Do(HttpMethod.Put, "world", new { deliverAfterMs = 5, readAfterMs = 5 });
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["BAILEYS"] = "on",
            ["WEBJS"] = "on",
            ["GATEWAY_DIST"] = Path.GetDirectoryName(LibraryStage.Gateway),
            ["BAILEYS_WS_URL"] = stage.Network.SocketUrl,
            ["NODE_EXTRA_CA_CERTS"] = stage.Network.Certificate,
            ["PUPPETEER_EXECUTABLE_PATH"] = WebJsStage.Chromium,
            ["WEBJS_CHROMIUM_ARGS"] = stage.Network.ChromiumArguments,
            // Long enough for a gateway that starts again not to win the race against a message.
            ["Gateway:RestartFirst"] = "00:00:20",
            ["Gateway:SendTimeout"] = "00:00:05",
        });
        using var api = await server.Admin();
        var made = await api.Post("/api/senders", new { name = "Shop", phoneNumber = Shop, driver = "baileys", fallbackDriver = "webjs", pacing = "none" });
        made.Status.ShouldBe(201, made.Body.GetRawText());
        await Link("baileys");
        await Link("webjs");

        (await Attempts("both are well")).ShouldBe(["baileys"]);

        // The primary dies, and the very next message does not wait for it.
        var rooms = server.Services.GetRequiredKeyedService<GatewayPool>(DriverName.Baileys).Rooms;
        using (var process = System.Diagnostics.Process.GetProcessById(rooms.ShouldHaveSingleItem().Process!.ProcessId))
        {
            process.Kill();
            // What is written to a process in its last moment may have left; to a dead one nothing can be.
            await process.WaitForExitAsync();
        }
        var through = await Attempts("the primary is dead");
        through[^1].ShouldBe("webjs", string.Join(", ", through));

        // It is back, and takes over again.
        await Wait.Until(async () => await State("baileys") == "connected", TimeSpan.FromSeconds(90));
        (await Attempts("the primary is back")).ShouldBe(["baileys"]);

        // Taken and never answered for: it may have left, so it is the primary's until that says so, whatever the fallback could do.
        await stage.Network.Do(HttpMethod.Put, $"sessions/{Shop[1..]}/settings", new { dropAckRate = 1, lostReceiptRate = 1 });
        var sent = await api.Post("/api/messages", new { to = Ana, text = "nobody answers" });
        await Wait.Until(async () => (await api.Get($"/api/messages/{sent.Id}")).Body.GetProperty("attempts").EnumerateArray().Any(attempt => attempt.GetProperty("outcome").GetString() == "unknown"), TimeSpan.FromSeconds(60));
        await stage.Network.Do(HttpMethod.Put, $"sessions/{Shop[1..]}/settings", new { dropAckRate = 0, lostReceiptRate = 0 });
        // Its receipts are lost, so that the network took it is all that will be known.
        await Wait.Until(async () => (await api.Get($"/api/messages/{sent.Id}"))["state"] is "sent" or "delivered" or "read", TimeSpan.FromSeconds(60));
        (await Methods(sent.Id)).ShouldAllBe(method => method == "baileys");

        var texts = (await stage.Network.Get($"phones/{Ana}/messages?limit=100"))!["items"]!.AsArray().Select(item => item!["text"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        texts.ShouldBe(["both are well", "nobody answers", "the primary is back", "the primary is dead"]);

        async Task Link(string driver)
        {
            await api.Post($"/api/senders/{made.Id}/connect", new { driver });
            string? scanned = null;
            await Wait.Until(async () =>
            {
                if ((await api.Get($"/api/senders/{made.Id}/qr?driver={driver}"))["qr"] is { } qr && qr != scanned) await stage.Network.Try(HttpMethod.Post, $"phones/{Shop}/scan", new { qr = scanned = qr });
                return await State(driver) == "connected";
            }, TimeSpan.FromSeconds(90));
        }

        async Task<string?> State(string driver) =>
            (await api.Get($"/api/senders/{made.Id}")).Body.GetProperty("sessions").EnumerateArray().Single(session => session.GetProperty("driver").GetString() == driver).GetProperty("state").GetString();

        // The ways by which a message was tried, in their order, once it was read.
        async Task<List<string?>> Attempts(string text)
        {
            var message = await api.Post("/api/messages", new { to = Ana, text });
            await Wait.Until(async () => (await api.Get($"/api/messages/{message.Id}"))["state"] == "read", TimeSpan.FromSeconds(60));
            return await Methods(message.Id);
        }

        async Task<List<string?>> Methods(Guid id)
        {
            var shown = (await api.Get($"/api/messages/{id}")).Body;
            return [.. shown.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("method").GetString())];
        }
    }
}
