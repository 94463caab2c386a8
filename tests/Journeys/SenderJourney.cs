using System.Diagnostics;
using System.Security.Cryptography;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>One number's life on the whole server with the stand-in: added, linked by QR, lost, restarted, logged out.</summary>
[Trait("Requirement", "SND-07")]
public sealed class SenderJourney
{
    private const string Number = "+5511987650321";

    [Fact]
    public async Task A_number_is_linked_by_qr_comes_back_after_a_loss_and_a_restart_and_says_when_it_was_logged_out()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Senders:ReconnectFirst"] = "00:00:00.05",
        };
        string path;
        var watch = new Stopwatch();
        await using (var server = await TestServer.Start(settings, database))
        {
            using var admin = await server.Admin();
            var made = await admin.Post("/api/senders", new { name = "Front desk", phoneNumber = Number, driver = "simulator" });
            made.Status.ShouldBe(201);
            path = $"/api/senders/{made.Id}";

            (await admin.Post($"{path}/connect")).Status.ShouldBe(200);
            await Wait.Until(async () => (await admin.Get($"{path}/qr")).Status == 200);
            var qr = (await admin.Get($"{path}/qr"))["qr"];
            (await admin.Post($"/api/simulator/phones/{Number}/scan", new { qr })).Status.ShouldBeInRange(200, 204);
            await UntilStatus(admin, path, "connected");

            (await admin.Post($"/api/simulator/sessions/{made.Id}/fault", new { kind = "disconnect", forMs = 300 })).Status.ShouldBeInRange(200, 204);
            await Wait.Until(async () => await Events(admin, path) is ["connected", "disconnected", "connected", ..]);
            watch.Start();
        }
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8), "a stop waits for no time-out");

        await using (var server = await TestServer.Start(settings, database))
        {
            using var admin = await server.Admin();
            await UntilStatus(admin, path, "connected");
            (await Events(admin, path)).Count(happened => happened == "wait_qr").ShouldBe(1);

            (await admin.Post($"/api/simulator/sessions/{path[^36..]}/fault", new { kind = "logout" })).Status.ShouldBeInRange(200, 204);
            await UntilStatus(admin, path, "waiting_for_login");
            (await admin.Get(path))["statusReason.sentence"].ShouldBe("The phone unlinked this sender; scan a new QR.");
            (await admin.Get($"{path}/why"))["reasons.0.slug"].ShouldBe("waiting-for-login");

            // It needs a new QR, and only because a person asked.
            (await admin.Get($"{path}/qr")).Status.ShouldBe(409);
            await admin.Post($"{path}/connect");
            await Wait.Until(async () => (await admin.Get($"{path}/qr")).Status == 200);
            (await admin.Delete(path)).Status.ShouldBe(204);
        }
    }

    private static Task UntilStatus(HttpClient client, string path, string status) => Wait.Until(async () => (await client.Get(path))["status"] == status);

    private static async Task<List<string>> Events(HttpClient client, string path) =>
        [.. (await client.Get($"{path}/history")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("event").GetString()!)];
}
