using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Channels;
using Parley.Inbox;
using Parley.Platform.Jobs;
using Parley.Realtime;
using Parley.Senders;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>Walks through the product with words that must never be written down, at the most talkative level, and reads the log.
/// A feature that takes numbers, texts or secrets adds its steps here.</summary>
[Trait("Requirement", "OPS-03")]
public sealed class QuietLogJourney
{
    private const string Email = "private.person@secret-shop.example";
    private const string Phone = "+5511987650123";
    private const string Text = "the-words-of-a-customer";
    private const string SecretPassword = "a-password-that-nobody-logs";
    private const string Breaks = "this-text-breaks-what-reads-it";

    [Fact]
    public async Task No_number_text_password_token_or_e_mail_is_ever_logged()
    {
        using var capture = new LogCapture();
        var secrets = new List<string> { Email, "private.person", Phone, Phone[1..], Phone[3..], Text, SecretPassword, Breaks };
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        var staged = new StagedDriver(database.Db, new SendersOptions(), DriverName.WebJs);
        await using (var server = await TestServer.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["LOG_LEVEL"] = "debug",
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
                ["Logging:LogLevel:Npgsql"] = "Trace",
            },
            database,
            services =>
            {
                services.AddLogging(logging => logging.AddProvider(capture));
                services.AddSingleton<IChannelDriver>(new QuotingDriver(staged));
                services.AddSingleton(provider => new InboundHandlers([new QuotingHandler(), provider.GetRequiredService<OptOut>()]));
                services.AddSingleton<IJobKind>(new QuotingJob());
            }))
        {
            await SignIn(server, secrets);
            await Addresses(server);
            await BadBodies(server);
            await Attachments(server);
            await LiveEvents(server, secrets);
            var api = await server.Admin();
            var desk = await Pairing(server, api, staged, secrets);
            await People(api);
            await Messages(server, api, desk);
            await ManyMessages(api);
            await OtherSystemsRoutes(api);
            await WhatBreaks(server, api);
            await Blocked(api);
            capture.Lines.ShouldContain(line => line.Contains("POST /api/auth/login answered", StringComparison.Ordinal), "the log is on, and names requests by their routes");
            capture.Lines.ShouldContain(line => line.Contains("Npgsql", StringComparison.Ordinal), "statements are logged in this test");
            foreach (var told in new[] { "Driver webjs threw instead of answering", "A stored message could not be worked off", "Job quoting " })
                capture.Lines.ShouldContain(line => line.Contains(told, StringComparison.Ordinal) && line.Contains("InvalidOperationException", StringComparison.Ordinal), told);
        }

        foreach (var secret in secrets)
            capture.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Take(3).ShouldBeEmpty($"\"{secret}\" was logged");
    }

    private static async Task SignIn(TestServer server, List<string> secrets)
    {
        var client = server.Anonymous();
        await client.PostAsJsonAsync("/api/auth/login", new { email = Email, password = SecretPassword });
        await client.PostAsJsonAsync("/api/auth/login", new { email = Email, password = 5 });
        await server.NewUser(server.Tenant, Parley.Identity.Role.Admin, Email);
        var login = await client.PostAsJsonAsync("/api/auth/login", new { email = Email, password = TestServer.Password });
        login.EnsureSuccessStatusCode();
        secrets.Add(TestServer.Password);
        secrets.Add(login.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1]);

        var admin = await server.Admin();
        secrets.Add(admin.DefaultRequestHeaders.Authorization!.Parameter!);
        await admin.GetAsync($"/api/auth/me?access_token={admin.DefaultRequestHeaders.Authorization.Parameter}");
        var program = await server.ApiKey("*");
        secrets.Add(program.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
        (await program.GetAsync("/api/auth/me")).EnsureSuccessStatusCode();
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/api/auth/me") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Text) } };
        await client.SendAsync(wrong);
    }

    // A number in an address: of an endpoint, of a parameter that cannot be read, of nothing, and in the query.
    private static async Task Addresses(TestServer server)
    {
        var admin = await server.Admin();
        foreach (var address in new[] { $"/api/simulator/phones/{Phone}", $"/api/media/{Phone}", $"/nothing/{Phone}", $"/api/media?cursor={Phone}", $"/health/live?text={Text}", $"/api/media?limit={Phone}" })
            await admin.GetAsync(address);
    }

    private static async Task BadBodies(TestServer server)
    {
        var admin = await server.Admin();
        foreach (var body in new[] { $"{{\"email\": \"{Email}\"", $"{{\"email\": {{\"x\": \"{Phone}\"}}}}", $"[\"{Text}\"]" })
            await admin.PostAsync("/api/auth/login", new StringContent(body, Encoding.UTF8, "application/json"));
    }

    // Credentials in addresses, and an event with all it carries.
    private static async Task LiveEvents(TestServer server, List<string> secrets)
    {
        var key = (await server.ApiKey("read")).DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        secrets.Add(key);
        await using var hub = await EventReader.Hub(server.Anonymous(), "?access_token=" + key);
        await using var stream = await EventReader.Stream(server.Anonymous(), "?access_token=" + key);
        await hub.Next("INIT");
        server.Services.GetRequiredService<Bus>().Publish(RealtimeEvent.SenderStatus(server.Tenant, new(Guid.NewGuid(), "paused", Text)));
        await hub.Next("sender.status");
        await stream.Next("sender.status");
    }

    // By QR with the phone in hand, and by a code.
    private static async Task<Guid> Pairing(TestServer server, HttpClient api, StagedDriver staged, List<string> secrets)
    {
        var desk = await server.ConnectedSender(api, server.Tenant, "Desk");
        secrets.Add((await api.Get($"/api/senders/{desk}"))["phoneNumber"]![1..]);
        var second = await api.Post("/api/senders", new { name = "Breaking", phoneNumber = "+5511987650777", driver = "webjs", pacing = "none" });
        second.Status.ShouldBe(201, second.Body.GetRawText());
        secrets.Add("5511987650777");
        var code = await api.Post($"/api/senders/{second.Id}/pairing-code");
        secrets.Add(code["pairingCode"].ShouldNotBeNull());
        await staged.Scan(SenderId.Of(second.Id)); // the code is typed on the phone
        await Wait.Until(async () => (await api.Get($"/api/senders/{second.Id}"))["status"] == "connected");
        return desk;
    }

    private static async Task People(HttpClient api)
    {
        var made = await api.Post("/api/contacts", new { phoneNumber = Phone, name = Text, variables = new { x = Text, email = Email } });
        made.Status.ShouldBe(201, made.Body.GetRawText());
        (await api.Post("/api/contacts", new { phoneNumber = "12" + Text })).Status.ShouldBe(422);
        (await api.Get($"/api/contacts?q={Uri.EscapeDataString(Phone)}")).Status.ShouldBe(200);
        (await api.Get($"/api/contacts/{made.Id}/export")).Status.ShouldBe(200);
        var import = await api.Import($"phone,name,email\n{Phone},{Text},{Email}\n+5511987650124,{Text},{Email}\n{Text},{Phone},\n123{Phone},,\n");
        import.Counts()[^1].ShouldBeGreaterThan(0, "some rows are rejected");
        (await api.GetStringAsync($"/api/contacts/imports/{import.GetProperty("id").GetString()}/rejects.csv")).ShouldContain(Text);
        (await api.PostAsync("/api/contacts/imports", ImportCalls.Form([0x50, 0x4B, 3, 4, .. Encoding.UTF8.GetBytes(Text)], $"{Phone} {Text}.xlsx"))).IsSuccessStatusCode.ShouldBeFalse();
        (await api.Post("/api/contacts/segments/preview", new { filter = new { field = "name", op = "contains", value = Text } })).Status.ShouldBeLessThan(500);
    }

    // Out, refused by the network, and in.
    private static async Task Messages(TestServer server, HttpClient api, Guid desk)
    {
        await UntilEnded(api, await Accepted(api, new { to = Phone, text = Text, senderId = "Desk" }), "sent");
        await UntilEnded(api, await Accepted(api, new { to = Phone, text = $"{{{{x}}}} {Text}", variables = new { x = Phone }, senderId = "Desk" }), "sent");
        (await api.Post("/api/messages", new { to = Phone, text = $"{{{{missing}}}} {Text}", variables = new { x = Text } })).Status.ShouldBe(422);
        (await api.Post("/api/messages", new { to = Text, text = Phone })).Status.ShouldBe(422);
        (await api.Patch("/api/simulator/phones/%2B5511987650124", new { registered = false })).Status.ShouldBeLessThan(300);
        await UntilEnded(api, await Accepted(api, new { to = "+5511987650124", text = Text, senderId = "Desk" }), "failed");

        var number = (await api.Get($"/api/senders/{desk}"))["phoneNumber"]!;
        (await api.Post($"/api/simulator/phones/{Uri.EscapeDataString(Phone)}/send", new { to = number, text = Text })).Status.ShouldBe(200);
        (await api.Post($"/api/simulator/phones/{Uri.EscapeDataString(Phone)}/send", new { to = number, file = new { name = $"{Phone}.txt", type = "text/plain", data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)) } })).Status.ShouldBe(200);
        await Wait.Until(async () => (long)(await server.Scalar("SELECT count(*) FROM messages WHERE direction = 'in'"))! == 2);
    }

    private static async Task ManyMessages(HttpClient api)
    {
        var campaign = await api.Post("/api/campaigns", new { name = Text, template = $"{{{{x}}}} {Text}", contacts = new[] { new { phoneNumber = Phone, variables = new { x = Text } } }, senderIds = new[] { "Desk" } });
        campaign.Status.ShouldBe(201, campaign.Body.GetRawText());
        await Wait.Until(async () => (await api.Get($"/api/campaigns/{campaign.Id}"))["audience.phase"] == "ready");
        (await api.Post($"/api/campaigns/{campaign.Id}/test", new { to = Phone })).Status.ShouldBe(202);
        (await api.Post($"/api/campaigns/{campaign.Id}/start")).Status.ShouldBe(200);
        await Wait.Until(async () => (await api.Get($"/api/campaigns/{campaign.Id}"))["state"] == "completed");

        var bulk = await api.Post("/api/bulk", new { recipients = new object[] { new { to = Phone, variables = new { x = Text } }, Text }, text = "{{x}}", senderId = "Desk" });
        bulk.Status.ShouldBeOneOf(200, 202);
        var list = await api.Post("/api/broadcasts", new { name = Text, numbers = new[] { Phone, Text } });
        list.Status.ShouldBe(201, list.Body.GetRawText());
        var send = await api.Post($"/api/broadcasts/{list.Id}/send", new { text = Text, senderIds = new[] { "Desk" } });
        send.Status.ShouldBe(202, send.Body.GetRawText());
        await Wait.Until(async () => (await api.Get($"/api/broadcasts/{list.Id}/sends/{send.Id}"))["state"] == "completed");
    }

    private static async Task OtherSystemsRoutes(HttpClient api)
    {
        foreach (var (path, body) in new (string, object)[]
        {
            ("/message/send", new { sessionId = "Desk", to = Phone, text = Text }), ("/message/send-bulk", new { sessionId = "Desk", recipients = new[] { Phone, Text }, text = Text }),
            ("/whatsapp/bulk-send", new { sessionId = "Desk", numbers = new[] { Phone }, message = Text }), ("/whatsapp/broadcast/create", new { name = Text, numbers = new[] { Phone } }),
            ("/send", new { contacts = new[] { Phone }, message = Text, session = "Desk" }), ("/api/messages/send", new { to = Phone, message = Text, sessionId = "Desk" }),
            ("/api/messages/campaign-send", new { name = Text, contacts = new[] { Phone }, message = Text, sessionId = "Desk" }), ("/session/start", new { sessionId = Text, phoneNumber = Text }),
        })
            (await api.Post(path, body)).Status.ShouldBeLessThan(500, path);
    }

    // A driver, a handler of what comes in, and a job, each of which quotes what it broke on.
    private static async Task WhatBreaks(TestServer server, HttpClient api)
    {
        await UntilAttempted(api, await Accepted(api, new { to = Phone, text = Text, senderId = "Breaking" }));
        var number = (await api.Get("/api/senders?search=Desk"))["items.0.phoneNumber"]!;
        (await api.Post($"/api/simulator/phones/{Uri.EscapeDataString(Phone)}/send", new { to = number, text = Breaks })).Status.ShouldBe(200);
        await Wait.Until(async () => (long)(await server.Scalar("SELECT count(*) FROM inbox_events WHERE attempt > 0"))! > 0);

        await using var connection = await server.Db.OpenEngine(default);
        var job = await StartJob.Run(connection, server.Tenant, "quoting", new { Phone, Text }, "test", TimeProvider.System.GetUtcNow(), default);
        await Wait.Until(async () => (await api.Get($"/api/jobs/{job}"))["state"] == "failed");
    }

    private static async Task Blocked(HttpClient api)
    {
        (await api.Post("/api/blocklist", new { phoneNumber = Phone, reason = Text })).Status.ShouldBe(200);
        (await api.Post("/api/messages", new { to = Phone, text = Text })).Status.ShouldBe(422);
        (await api.Delete($"/api/blocklist?phoneNumber={Uri.EscapeDataString(Phone)}")).Status.ShouldBeLessThan(500);
        var person = (await api.Get($"/api/contacts?q={Uri.EscapeDataString(Phone)}"))["items.0.id"];
        (await api.Delete($"/api/contacts/{person}?erase=true")).Status.ShouldBeLessThan(500);
    }

    private static async Task<Guid> Accepted(HttpClient api, object message)
    {
        var accepted = await api.Post("/api/messages", message);
        accepted.Status.ShouldBe(202, accepted.Body.GetRawText());
        return accepted.Id;
    }

    private static Task UntilEnded(HttpClient api, Guid message, string state) => Wait.Until(async () => (await api.Get($"/api/messages/{message}"))["state"] is var now && (now == state || (state == "sent" && now is "delivered" or "read")), condition: state);

    private static Task UntilAttempted(HttpClient api, Guid message) => Wait.Until(async () => (await api.Get($"/api/messages/{message}"))["attempt"] is not (null or "0"));

    private static InvalidOperationException Quoting(string? text, string? number) => new($"cannot work with \"{text}\" of {number}", new FormatException($"The input string '{number} {text}' was not in a correct format."));

    /// <summary>Connects like any other, and breaks its contract at every send.</summary>
    private sealed class QuotingDriver(StagedDriver inner) : IChannelDriver, IPairingCode
    {
        public string Name => inner.Name;
        public ChannelCapabilities Capabilities => inner.Capabilities;
        public Task Start(Session session, CancellationToken cancellationToken) => inner.Start(session, cancellationToken);
        public Task Stop(Session session, CancellationToken cancellationToken) => inner.Stop(session, cancellationToken);
        public Task Logout(Session session, CancellationToken cancellationToken) => inner.Logout(session, cancellationToken);
        public Task<SendResult> Send(Session session, Outgoing outgoing, CancellationToken cancellationToken) => throw Quoting(outgoing.Content.Text, outgoing.To);

        public Task RequestPairingCode(Session session, CancellationToken cancellationToken) => inner.RequestPairingCode(session, cancellationToken);
    }

    private sealed class QuotingHandler : IInboundHandler
    {
        public ValueTask<Handling> Handle(InboundMessage message, NpgsqlConnection connection, CancellationToken cancellationToken) =>
            message.Content.Text == Breaks ? throw Quoting(message.Content.Text, message.From) : ValueTask.FromResult<Handling>(Handling.Pass.On);
    }

    private sealed class QuotingJob : IJobKind
    {
        public string Name => "quoting";
        public bool Restartable => false;
        public Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken) => throw Quoting(Text, Phone);
    }

    private static async Task Attachments(TestServer server)
    {
        var admin = await server.Admin();
        foreach (var type in new[] { "text/plain", "image/png" })
        {
            using var form = new MultipartFormDataContent();
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes($"{Text} {Phone}")) { Headers = { ContentType = new(type) } }, "file", $"{Text} {Phone}.txt");
            await admin.PostAsync("/api/media", form);
        }
    }
}
