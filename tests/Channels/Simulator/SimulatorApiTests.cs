using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

[Trait("Requirement", "SIM-01")]
public sealed class SimulatorApiTests(TestServer server) : IClassFixture<TestServer>
{
    private static long _numbers = 5521_900_000_000;
    private readonly TestDoor _door = new();
    private readonly MemoryLogins _logins = new();

    [Fact]
    public async Task A_phone_scans_the_QR_gets_a_message_and_answers()
    {
        var (admin, driver, session) = (await server.Admin(), Driver(), NewSession());
        await driver.Start(session, default);
        var qr = (await _door.State(session.Sender, SessionState.WaitQr)).Qr;
        (await admin.PostAsJsonAsync($"/api/simulator/phones/{session.Phone}/scan", new { qr })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _door.State(session.Sender, SessionState.Connected);

        var person = NewNumber();
        (await admin.PatchAsJsonAsync($"/api/simulator/phones/{person}", new { deliverAfterMs = 0, readAfterMs = 0, replyWith = "Yes, please" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await driver.Send(session, new Outgoing("ABC1", person, MessageContent.OfText("Would you like one?")), default)).ShouldBeOfType<SendResult.Accepted>();
        (await _door.First<MessageReceived>(session.Sender)).ShouldSatisfyAllConditions(
            reply => reply.Content.Text.ShouldBe("Yes, please"),
            reply => reply.From.ShouldBe(person));

        var messages = await Get(admin, $"/api/simulator/phones/{person}/messages");
        var message = messages.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        message.GetProperty("providerId").GetString().ShouldBe("ABC1");
        message.GetProperty("from").GetString().ShouldBe(session.Phone);
        message.GetProperty("text").GetString().ShouldBe("Would you like one?");
        message.GetProperty("copies").GetInt32().ShouldBe(1);
        message.TryGetProperty("deliveredAt", out _).ShouldBeTrue();
        message.TryGetProperty("readAt", out _).ShouldBeTrue();

        var phone = await Get(admin, $"/api/simulator/phones/{person}");
        phone.GetProperty("number").GetString().ShouldBe(person);
        phone.GetProperty("received").GetInt32().ShouldBe(1);
        phone.GetProperty("online").GetBoolean().ShouldBeTrue();
        var own = (await Get(admin, $"/api/simulator/phones/{session.Phone}")).GetProperty("sessions").EnumerateArray().ShouldHaveSingleItem();
        own.GetProperty("senderId").GetGuid().ShouldBe(session.Sender.Value);
        own.GetProperty("connected").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_repeat_of_an_id_raises_the_copies_and_is_suppressed()
    {
        var admin = await server.Admin();
        var (driver, session, person) = (Driver(), await Linked(), NewNumber());
        var before = (await Get(admin, "/api/simulator/stats")).GetProperty("duplicatesSuppressed").GetInt64();
        for (var i = 0; i < 3; i++) await driver.Send(session, new Outgoing("SAME", person, MessageContent.OfText("Hi")), default);

        (await Get(admin, $"/api/simulator/phones/{person}/messages")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("copies").GetInt32().ShouldBe(3);
        (await Get(admin, "/api/simulator/stats")).GetProperty("duplicatesSuppressed").GetInt64().ShouldBe(before + 2);
    }

    [Fact]
    public async Task A_file_can_be_fetched_from_the_phone_that_got_it()
    {
        var admin = await server.Admin();
        var (driver, session, person) = (Driver(), await Linked(), NewNumber());
        var world = server.Services.GetRequiredService<Worlds>().Of(server.Tenant);
        byte[] bytes = [1, 2, 3, 4];
        world.Media.Put("0a0b", bytes);
        await driver.Send(session, new Outgoing("FILE", person, new MessageContent { Kind = ContentKind.Document, Text = "The prices", Media = new MediaReference(Guid.NewGuid(), "0a0b", "application/pdf", 4, "prices.pdf") }), default);

        var item = (await Get(admin, $"/api/simulator/phones/{person}/messages")).GetProperty("items").EnumerateArray().Single();
        var media = item.GetProperty("media");
        (media.GetProperty("type").GetString(), media.GetProperty("bytes").GetInt64(), media.GetProperty("fileName").GetString()).ShouldBe(("application/pdf", 4L, "prices.pdf"));
        (await admin.GetByteArrayAsync(media.GetProperty("url").GetString())).ShouldBe(bytes);
    }

    [Fact]
    public async Task Lists_go_on_where_the_last_page_ended()
    {
        var admin = await server.Admin();
        var (driver, session, person) = (Driver(), await Linked(), NewNumber());
        for (var i = 0; i < 5; i++) await driver.Send(session, new Outgoing($"P{i}", person, MessageContent.OfText($"{i}")), default);
        for (var i = 0; i < 4; i++) await driver.Send(session, new Outgoing($"Q{i}", NewNumber(), MessageContent.OfText("x")), default);

        (await All(admin, $"/api/simulator/phones/{person}/messages?limit=2")).Select(item => item.GetProperty("text").GetString()).ShouldBe(["4", "3", "2", "1", "0"]);
        var numbers = (await All(admin, "/api/simulator/phones?limit=3")).Select(item => item.GetProperty("number").GetString()).ToList();
        numbers.ShouldBeUnique();
        numbers.ShouldContain(person);
    }

    [Fact]
    [Trait("Requirement", "SIM-02")]
    public async Task A_phone_tells_what_was_set_on_it_until_it_is_taken_away()
    {
        var (admin, number) = (await server.Admin(), NewNumber());
        var phone = await Get(admin, $"/api/simulator/phones/{number}");
        phone.EnumerateObject().Select(field => field.Name).ShouldBe(["number", "online", "received", "sessions", "blocks"], "what is as with all others is left out");
        phone.GetProperty("blocks").GetArrayLength().ShouldBe(0);

        object set = new { online = false, registered = false, blocks = new[] { "5521987654321" }, readAfterMs = 0, deliverAfterMs = 86_400_000, replyWith = "Thanks" };
        (await admin.PatchAsJsonAsync($"/api/simulator/phones/{number}", set)).StatusCode.ShouldBe(HttpStatusCode.OK);
        phone = await Get(admin, $"/api/simulator/phones/{number}");
        phone.ToString().ShouldBe($$"""{"number":"{{number}}","online":false,"received":0,"sessions":[],"registered":false,"blocks":["+5521987654321"],"readAfterMs":0,"deliverAfterMs":86400000,"replyWith":"Thanks"}""");
        (await Get(admin, "/api/simulator/phones?limit=1")).GetProperty("items")[0].ToString().ShouldBe(phone.ToString());

        await admin.PatchAsJsonAsync($"/api/simulator/phones/{number}", new { online = true });
        (await Get(admin, $"/api/simulator/phones/{number}")).GetProperty("readAfterMs").GetInt32().ShouldBe(0, "what is left out stays");
        object taken = new { registered = (bool?)null, blocks = Array.Empty<string>(), readAfterMs = (int?)null, deliverAfterMs = (int?)null, replyWith = "" };
        var answer = await (await admin.PatchAsJsonAsync($"/api/simulator/phones/{number}", taken)).Content.ReadFromJsonAsync<JsonElement>();
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["number", "online", "received", "sessions", "blocks"]);
    }

    [Fact]
    public async Task The_worlds_settings_can_be_read()
    {
        var there = await server.AdminOfOtherTenant();
        await there.PutAsJsonAsync("/api/simulator/world", new { seed = 12, lostReceiptRate = 0.25 });
        var world = await Get(there, "/api/simulator/world");
        (world.GetProperty("seed").GetInt64(), world.GetProperty("lostReceiptRate").GetDouble(), world.GetProperty("deliverAfterMs").GetInt32()).ShouldBe((12, 0.25, 100));
        (await there.PostAsync("/api/simulator/world/reset", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Get(there, "/api/simulator/world")).GetProperty("seed").GetInt64().ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "SIM-02")]
    public async Task What_a_person_wrote_is_listed_on_request_with_what_came_and_by_itself()
    {
        var (admin, session, person) = (await server.Admin(), await Linked(), NewNumber());
        await Send("Q1", "Would you like one?");
        var id = (await Write(new { to = session.Phone, text = "Which one?" })).GetProperty("providerId").GetString();
        await Send("Q2", "The red one");
        await Write(new { to = session.Phone, text = "Like this?", file = new { name = "red.png", type = "image/png", data = new byte[] { 1, 2, 3 } } });

        var address = $"/api/simulator/phones/{person}/messages";
        (await Texts(address)).ShouldBe(["The red one", "Would you like one?"]);
        (await Texts($"{address}?direction=in")).ShouldBe(["The red one", "Would you like one?"]);
        (await Texts($"{address}?direction=out")).ShouldBe(["Like this?", "Which one?"]);
        (await All(admin, $"{address}?direction=all&limit=1")).Select(item => (item.GetProperty("direction").GetString(), item.GetProperty("text").GetString()))
            .ShouldBe([("out", "Like this?"), ("in", "The red one"), ("out", "Which one?"), ("in", "Would you like one?")]);

        var written = (await Get(admin, $"{address}?direction=out")).GetProperty("items");
        (written[1].GetProperty("from").GetString(), written[1].GetProperty("to").GetString(), written[1].GetProperty("providerId").GetString()).ShouldBe((person, session.Phone, id));
        written[1].TryGetProperty("deliveredAt", out _).ShouldBeTrue("the sender's session has it");
        (await admin.GetByteArrayAsync(written[0].GetProperty("media").GetProperty("url").GetString())).ShouldBe([1, 2, 3]);

        async Task Send(string message, string text) => (await Driver().Send(session, new Outgoing(message, person, MessageContent.OfText(text)), default)).ShouldBeOfType<SendResult.Accepted>();
        async Task<JsonElement> Write(object body) => await (await admin.PostAsJsonAsync($"/api/simulator/phones/{person}/send", body)).Content.ReadFromJsonAsync<JsonElement>();
        async Task<IEnumerable<string?>> Texts(string list) => (await Get(admin, list)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_person_votes_in_a_poll_that_the_phone_shows()
    {
        var (admin, session, person) = (await server.Admin(), await Linked(), NewNumber());
        await admin.PatchAsJsonAsync($"/api/simulator/phones/{person}", new { deliverAfterMs = 0 });
        var poll = new MessageContent { Kind = ContentKind.Poll, Text = "When shall we come?", PollOptions = ["Morning", "Evening"] };
        (await Driver().Send(session, new Outgoing("POLL1", person, poll), default)).ShouldBeOfType<SendResult.Accepted>();

        (await Vote("POLL2", "Evening")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "there is no such poll");
        (await Vote("POLL1", "At noon")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the poll has no such option");
        (await Vote("POLL1", "Morning", "Evening")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a poll takes one answer");
        var id = (await (await Vote("POLL1", "Evening")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("providerId").GetString();
        (await Vote("POLL1")).StatusCode.ShouldBe(HttpStatusCode.OK, "it is taken back");

        var came = await _door.First<MessageReceived>(session.Sender);
        (came.ProviderId, came.From, came.Content.Text, came.ReplyToProviderId).ShouldBe((id, person, "Evening", "POLL1"));
        (await All(admin, $"/api/simulator/phones/{person}/messages?direction=out")).ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("Evening");

        Task<HttpResponseMessage> Vote(string poll, params string[] options) => admin.PostAsJsonAsync($"/api/simulator/phones/{person}/send", new { to = session.Phone, vote = new { poll, options } });
    }

    [Fact]
    [Trait("Requirement", "SIM-02")]
    public async Task Phones_are_searched_by_a_part_of_the_number()
    {
        var (admin, number) = (await server.Admin(), "+5547988123456");
        foreach (var other in new[] { number, NewNumber() }) await admin.PatchAsJsonAsync($"/api/simulator/phones/{other}", new { online = true });
        foreach (var search in new[] { "988123", "+55 (47) 98812-3456", "5547988123456" })
            (await Get(admin, $"/api/simulator/phones?search={Uri.EscapeDataString(search)}")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("number").GetString().ShouldBe(number);
        (await Get(admin, "/api/simulator/phones?search=")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(1);
        (await Get(admin, "/api/simulator/phones?search=77777777")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_sees_neither_phones_nor_sessions_and_changes_nothing_here()
    {
        var (here, there) = (await server.Admin(), await server.AdminOfOtherTenant());
        var (driver, session, person) = (Driver(), await Linked(), NewNumber());
        await driver.Send(session, new Outgoing("MINE", person, MessageContent.OfText("Secret")), default);

        (await Get(there, $"/api/simulator/phones/{person}/messages")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Get(there, "/api/simulator/phones")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Get(there, "/api/simulator/stats")).GetProperty("accepted").GetInt64().ShouldBe(0);
        (await Get(there, $"/api/simulator/phones/{session.Phone}")).GetProperty("sessions").GetArrayLength().ShouldBe(0);
        (await there.PostAsJsonAsync($"/api/simulator/sessions/{session.Sender}/fault", new { kind = "ban" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await there.PutAsJsonAsync("/api/simulator/world", new { transientFailureRate = 1 });
        (await driver.Send(session, new Outgoing("MINE2", person, MessageContent.OfText("Still works")), default)).ShouldBeOfType<SendResult.Accepted>();
        (await Get(here, $"/api/simulator/phones/{person}/messages")).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_fault_befalls_the_session_that_it_names()
    {
        var admin = await server.Admin();
        var session = await Linked();
        (await admin.PostAsJsonAsync($"/api/simulator/sessions/{session.Sender}/fault", new { kind = "logout" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(Reasons.SenderLoggedOut);
        (await admin.PostAsJsonAsync($"/api/simulator/sessions/{session.Sender}/fault", new { kind = "ban" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await admin.PostAsJsonAsync($"/api/simulator/sessions/{Guid.NewGuid()}/fault", new { kind = "ban" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("PUT", "/api/simulator/world", """{"readRate":1.5}""")]
    [InlineData("PUT", "/api/simulator/world", """{"latencyMs":-1}""")]
    [InlineData("PATCH", "/api/simulator/phones/12", """{"online":true}""")]
    [InlineData("PATCH", "/api/simulator/phones/5511987654321", """{"blocks":["nobody"]}""")]
    [InlineData("POST", "/api/simulator/phones/5511987654321/send", """{"to":"5511987654322"}""")]
    [InlineData("POST", "/api/simulator/phones/5511987654321/scan", "{}")]
    [InlineData("POST", "/api/simulator/sessions/00000000-0000-0000-0000-000000000001/fault", """{"kind":"flood"}""")]
    [InlineData("GET", "/api/simulator/phones?limit=0", null)]
    [InlineData("GET", "/api/simulator/phones/5511987654321/messages?cursor=!", null)]
    [InlineData("GET", "/api/simulator/phones/5511987654321/messages?cursor=MTI", null)]
    [InlineData("GET", "/api/simulator/phones/5511987654321/messages?direction=both", null)]
    [InlineData("GET", "/api/simulator/phones?search=Ana", null)]
    [InlineData("PATCH", "/api/simulator/phones/5511987654321", """{"readAfterMs":-1}""")]
    [InlineData("PATCH", "/api/simulator/phones/5511987654321", """{"deliverAfterMs":86400001}""")]
    public async Task What_makes_no_sense_is_a_400_that_says_why(string method, string address, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await (await server.Admin()).SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("validation");
    }

    [Fact]
    public async Task A_QR_that_nobody_shows_is_not_found()
    {
        var answer = await (await server.Admin()).PostAsJsonAsync($"/api/simulator/phones/{NewNumber()}/scan", new { qr = "2@nothing" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_vendor_may_not_play_with_the_phones() =>
        (await (await server.Vendor()).GetAsync("/api/simulator/phones")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Switched_off_there_are_no_phones()
    {
        await using var off = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["SIMULATOR"] = "off" });
        (await (await off.Admin()).GetAsync("/api/simulator/phones")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        off.Services.GetService<Worlds>().ShouldBeNull();
        off.Services.GetServices<IChannelDriver>().ShouldNotContain(driver => driver.Name == DriverName.Simulator);
    }

    private static string NewNumber() => "+" + Interlocked.Increment(ref _numbers);

    private Session NewSession() => new(Parley.Platform.Id.New<SenderId>(), server.Tenant, NewNumber(), 1);

    private SimulatorDriver Driver() => _driver ??= new SimulatorDriver(server.Services.GetRequiredService<INetwork>(), _door, _logins, TimeProvider.System, NullLogger<SimulatorDriver>.Instance, new SimulatorOptions());

    private SimulatorDriver? _driver;

    private async Task<Session> Linked()
    {
        var session = NewSession();
        await Driver().Start(session, default);
        var qr = (await _door.State(session.Sender, SessionState.WaitQr)).Qr!;
        Digits.TryParse(session.Phone, out var number).ShouldBeTrue();
        server.Services.GetRequiredService<Worlds>().Of(server.Tenant).Pairing.Scan(number, qr).ShouldBe(ScanOutcome.Linked);
        await _door.State(session.Sender, SessionState.Connected);
        return session;
    }

    private static Task<JsonElement> Get(HttpClient client, string address) => client.GetFromJsonAsync<JsonElement>(address);

    private static async Task<List<JsonElement>> All(HttpClient client, string address)
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await Get(client, cursor is null ? address : $"{address}&cursor={cursor}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return all;
    }
}
