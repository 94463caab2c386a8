using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Tests.Channels.Baileys;
using Parley.Tests.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>Two numbers in two gateway processes; one of them moves to another install by a file, without a QR.</summary>
[Trait("Requirement", "SND-07")]
public sealed class SessionMoveJourney(BaileysStage stage) : IClassFixture<BaileysStage>
{
    private const string Shop = "+5511911120001";
    private const string Other = "+5511911120002";
    private const string Ana = "+5521922230001";
    private const string Passphrase = "four words that nobody guesses";

    [Fact]
    public async Task A_number_moves_to_another_install_by_a_file_and_the_other_one_does_not_notice()
    {
        Assert.SkipUnless(BaileysStage.Missing is null, BaileysStage.Missing ?? "");
        await stage.Network.Do(HttpMethod.Put, "world", new { deliverAfterMs = 5, readAfterMs = 5 });
        await using var here = await TestServer.Start(Settings());
        using var api = await here.Admin();
        var (shop, other) = (await Linked(api, "Shop", Shop), await Linked(api, "Other", Other));
        var pool = here.Services.GetRequiredKeyedService<GatewayPool>(DriverName.Baileys);
        pool.Rooms.Count.ShouldBe(2);

        // The end of one process is no other's.
        System.Diagnostics.Process.GetProcessById(pool.Rooms[1].Process!.ProcessId).Kill();
        await Wait.Until(() => pool.Rooms[1].Process!.Starts == 2);
        pool.Rooms[0].Process!.Starts.ShouldBe(1);
        await Connected(api, other);
        (await api.Get($"/api/senders/{shop}/history")).Body.GetRawText().ShouldNotContain("gateway-down");

        // While it is connected only with andStop.
        (await api.Post($"/api/senders/{shop}/session/export", new { passphrase = Passphrase, password = TestServer.Password }))["type"].ShouldBe("illegal-state");
        (await SessionFilesTests.Import(api, shop, "x"u8.ToArray(), Passphrase, TestServer.Password))["type"].ShouldBe("illegal-state");
        using var exported = await api.PostAsJsonAsync($"/api/senders/{shop}/session/export", new { passphrase = Passphrase, andStop = true, password = TestServer.Password });
        ((int)exported.StatusCode).ShouldBe(200, await exported.Content.ReadAsStringAsync());
        exported.Headers.GetValues("Parley-Notice").Single().ShouldContain("do not connect the number here again");
        var file = await exported.Content.ReadAsByteArrayAsync();
        (await api.Get($"/api/senders/{shop}"))["status"].ShouldBe("disconnected");
        (await api.Get("/api/audit?limit=100")).Body.GetRawText().ShouldContain("session/export");

        await using var there = await TestServer.Start(Settings());
        using var far = await there.Admin();
        var (moved, wrong) = (await Added(far, "Shop", Shop), await Added(far, "Wrong", "+5511911120003"));
        (await SessionFilesTests.Import(far, moved, file, "another passphrase of theirs", TestServer.Password))["errors.passphrase.0"].ShouldBe("The passphrase does not open this file.");
        (await SessionFilesTests.Import(far, moved, [.. file[..^9], 0, .. file[^8..]], Passphrase, TestServer.Password))["type"].ShouldBe("unsupported-file");
        (await SessionFilesTests.Import(far, moved, "a picture"u8.ToArray(), Passphrase, TestServer.Password))["type"].ShouldBe("unsupported-file");
        (await SessionFilesTests.Import(far, wrong, file, Passphrase, TestServer.Password))["detail"].ShouldBe("The file is the session of another number than this sender's.");
        var taken = await SessionFilesTests.Import(far, moved, file, Passphrase, TestServer.Password);
        taken.Status.ShouldBe(200, taken.Body.GetRawText());
        taken["sessions.0.hasLogin"].ShouldBe("true");

        await far.Post($"/api/senders/{moved}/connect");
        await Connected(far, moved);
        (await far.Get($"/api/senders/{moved}/history")).Body.GetRawText().ShouldNotContain("wait_qr");
        var sent = await far.Post("/api/messages", new { to = Ana, text = "From the new house", senderId = moved });
        sent.Status.ShouldBeInRange(200, 202, sent.Body.GetRawText());
        await Wait.Until(async () => (await far.Get($"/api/messages/{sent.Id}"))["state"] == "read", TimeSpan.FromSeconds(60));
    }

    private Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["BAILEYS"] = "on",
        ["BAILEYS_SESSIONS_PER_PROCESS"] = "1",
        ["GATEWAY_DIST"] = Path.GetDirectoryName(BaileysStage.Gateway),
        ["BAILEYS_WS_URL"] = stage.Network.SocketUrl,
        ["NODE_EXTRA_CA_CERTS"] = stage.Network.Certificate,
    };

    private static async Task<string> Added(HttpClient api, string name, string phone)
    {
        var made = await api.Post("/api/senders", new { name, phoneNumber = phone, driver = "baileys", pacing = "none" });
        made.Status.ShouldBe(201, made.Body.GetRawText());
        return made.Id.ToString();
    }

    private async Task<string> Linked(HttpClient api, string name, string phone)
    {
        var id = await Added(api, name, phone);
        await api.Post($"/api/senders/{id}/connect");
        string? scanned = null;
        await Wait.Until(async () =>
        {
            if ((await api.Get($"/api/senders/{id}/qr"))["qr"] is { } qr && qr != scanned) await stage.Network.Try(HttpMethod.Post, $"phones/{phone}/scan", new { qr = scanned = qr });
            return (await api.Get($"/api/senders/{id}"))["status"] == "connected";
        }, TimeSpan.FromSeconds(60));
        return id;
    }

    private static Task Connected(HttpClient api, string id) => Wait.Until(async () => (await api.Get($"/api/senders/{id}"))["status"] == "connected", TimeSpan.FromSeconds(60));
}
