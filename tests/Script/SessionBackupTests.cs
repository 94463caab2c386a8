using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text.Json;
using Parley.Tests.Channels.Baileys;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Script;

/// <summary>A backup holds the logins of real sessions with the keys that open them, so a machine that burned down is replaced without a QR.</summary>
[Trait("Requirement", "OPS-04")]
[SupportedOSPlatform("linux")]
public sealed class SessionBackupTests(BaileysStage stage) : IClassFixture<BaileysStage>
{
    private const string Shop = "+5511911110088";
    private const string Ana = "+5521922220088";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_number_that_was_linked_before_the_backup_is_connected_after_its_restore_without_a_QR()
    {
        Assert.SkipUnless(BaileysStage.Missing is null, BaileysStage.Missing ?? "");
        await stage.Network.Do(HttpMethod.Put, "world", new { deliverAfterMs = 5, readAfterMs = 5 });
        var environment = new Dictionary<string, string>
        {
            ["OWNER_EMAIL"] = "owner@example.com",
            ["OWNER_PASSWORD"] = "correct horse battery",
            ["WEBJS"] = "off",
            ["BAILEYS_WS_URL"] = stage.Network.SocketUrl,
            ["NODE_EXTRA_CA_CERTS"] = stage.Network.Certificate,
        };
        await using var burned = new ParleyScript();
        Guid sender;
        using (var up = new Up(burned, environment))
        {
            await SignIn(up);
            var made = await Read(await up.Http.PostAsJsonAsync("/api/senders", new { name = "Shop", phoneNumber = Shop, driver = "baileys", pacing = "none" }));
            sender = made.GetProperty("id").GetGuid();
            (await up.Http.PostAsJsonAsync($"/api/senders/{sender}/connect", new { })).EnsureSuccessStatusCode();
            string? scanned = null;
            await Wait.Until(async () =>
            {
                var shown = await up.Http.GetAsync($"/api/senders/{sender}/qr");
                if (shown.IsSuccessStatusCode && (await Read(shown)).GetProperty("qr").GetString() is { } qr && qr != scanned) await stage.Network.Try(HttpMethod.Post, $"phones/{Shop}/scan", new { qr = scanned = qr });
                return await Status(up, sender) == "connected";
            }, Patience);
            await burned.Do("backup", burned.In("backup.tar"));
            await up.Stop();
        }

        await using var fresh = new ParleyScript();
        await fresh.Do("restore", burned.In("backup.tar"));
        using var again = new Up(fresh, environment);
        await SignIn(again);
        await Wait.Until(async () => await Status(again, sender) is var status && (status == "connected" || (status == "wait_qr" ? throw new ShouldAssertException("it asks for a QR") : false)), Patience);
        (await again.Http.PostAsJsonAsync("/api/messages", new { to = Ana, text = "We are back" })).EnsureSuccessStatusCode();
        await Wait.Until(async () => (await stage.Network.Get($"phones/{Ana}/messages"))!["items"]!.AsArray().Any(item => item!["text"]!.GetValue<string>() == "We are back"), Patience);
        await again.Stop();
    }

    private static async Task SignIn(Up up)
    {
        (await up.Answers("/health/ready")).ShouldBeTrue(await up.WordsIfEnded());
        var token = (await Read(await up.Http.PostAsJsonAsync("/api/auth/token", new { email = "owner@example.com", password = "correct horse battery" }))).GetProperty("accessToken").GetString();
        up.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static async Task<string?> Status(Up up, Guid sender) => (await Read(await up.Http.GetAsync($"/api/senders/{sender}"))).GetProperty("status").GetString();

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
