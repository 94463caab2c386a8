using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders;

/// <summary>Who may export and import sessions, and what they must show; that it works is the journey's.</summary>
[Trait("Requirement", "SND-07")]
public sealed class SessionFilesTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Passphrase = "four words that nobody guesses";

    [Fact]
    public async Task A_person_shows_once_more_who_they_are_and_a_programs_key_may_not_at_all()
    {
        using var admin = await server.Admin();
        var sender = await Sender(admin);
        (await admin.Post($"/api/senders/{sender}/session/export", new { passphrase = Passphrase }))["type"].ShouldBe("validation");
        (await admin.Post($"/api/senders/{sender}/session/export", new { passphrase = Passphrase, password = "another one" }))["type"].ShouldBe("validation");
        (await Import(admin, sender, "x"u8.ToArray(), Passphrase)).Status.ShouldBe(400);
        using var key = await server.ApiKey("*");
        (await key.Post($"/api/senders/{sender}/session/export", new { passphrase = Passphrase })).Status.ShouldBe(403);
        (await Import(key, sender, "x"u8.ToArray(), Passphrase)).Status.ShouldBe(403);
        using var vendor = await server.Vendor();
        (await vendor.Post($"/api/senders/{sender}/session/export", new { passphrase = Passphrase })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_short_passphrase_is_refused_before_anything_is_done()
    {
        using var admin = await server.Admin();
        var sender = await Sender(admin);
        (await admin.Post($"/api/senders/{sender}/session/export", new { passphrase = "short", password = TestServer.Password }))["errors.passphrase.0"].ShouldNotBeNull();
        (await Import(admin, sender, "x"u8.ToArray(), "short", TestServer.Password))["errors.passphrase.0"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_that_is_none_and_a_file_that_is_too_large_are_refused()
    {
        using var admin = await server.Admin();
        var sender = await Sender(admin);
        using (var bare = await admin.PostAsync($"/api/senders/{sender}/session/import", new StringContent("x", Encoding.UTF8, "text/plain"))) ((int)bare.StatusCode).ShouldBe(400);
        (await Import(admin, sender, null, Passphrase, TestServer.Password))["errors.file.0"].ShouldBe("The form holds no file.");
        (await Import(admin, sender, new byte[(32 << 20) + 1], Passphrase, TestServer.Password)).Status.ShouldBe(413);
    }

    [Fact]
    public async Task A_driver_whose_logins_stay_where_they_are_says_so()
    {
        using var admin = await server.Admin();
        var sender = await Sender(admin);
        (await admin.Post($"/api/senders/{sender}/session/export", new { passphrase = Passphrase, password = TestServer.Password }))["type"].ShouldBe("not-supported");
        (await Import(admin, sender, "x"u8.ToArray(), Passphrase, TestServer.Password))["type"].ShouldBe("not-supported");
    }

    private static async Task<string> Sender(HttpClient admin) =>
        (await admin.Post("/api/senders", new { name = Guid.NewGuid().ToString("N")[..10] + " x", phoneNumber = $"+55119{Random.Shared.Next(10_000_000, 99_999_999)}", driver = "simulator" })).Id.ToString();

    internal static async Task<Answer> Import(HttpClient client, string sender, byte[]? file, string passphrase, string? password = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(passphrase), "passphrase" } };
        if (password is not null) form.Add(new StringContent(password), "password");
        if (file is not null) form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "a.parley-session");
        using var answer = await client.PostAsync($"/api/senders/{sender}/session/import", form);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
