using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Channels.Simulator.Wire;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

[Trait("Requirement", "SIM-01")]
public sealed class PhonesProcessTests : IAsyncLifetime
{
    private const string Token = "a token";
    private readonly TenantId _tenant = Parley.Platform.Id.New<TenantId>();
    private readonly List<IAsyncDisposable> _open = [];
    private readonly Clock _clock = new(TimeProvider.System);
    private readonly TestDoor _door = new();
    private readonly MemoryLogins _logins = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open)) await open.DisposeAsync();
        _clock.Dispose();
    }

    [Fact]
    public async Task Only_who_has_the_token_may_play_and_no_web_page_may()
    {
        var phones = await StartPhones();
        using var stranger = new HttpClient { BaseAddress = phones };
        (await stranger.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/network")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var guest = Client(phones);
        (await guest.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.OK);
        guest.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        (await guest.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_a_token_a_name_that_was_turned_to_this_machine_opens_nothing()
    {
        var phones = await StartPhones(token: null);
        using var client = new HttpClient { BaseAddress = phones };
        (await client.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Host = "evil.example";
        (await client.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Without_a_token_the_phones_listen_to_this_machine_only() =>
        (await Should.ThrowAsync<FormatException>(() => PhonesProcess.Run(["--port", "0", "--listen", "0.0.0.0"]))).Message.ShouldContain("SIMULATOR_TOKEN");

    [Fact]
    public async Task Where_several_tenants_have_phones_the_caller_names_one()
    {
        var phones = await StartPhones();
        using var client = Client(phones);
        var (one, other) = (_tenant, Parley.Platform.Id.New<TenantId>());
        foreach (var tenant in new[] { one, other }) (await Ask(client, tenant, HttpMethod.Get, "/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Ask(client, one, HttpMethod.Patch, "/api/simulator/phones/5511987654321", new { online = false });
        (await Read(await Ask(client, one, HttpMethod.Get, "/api/simulator/phones/5511987654321"))).GetProperty("online").GetBoolean().ShouldBeFalse();
        (await Read(await Ask(client, other, HttpMethod.Get, "/api/simulator/phones/5511987654321"))).GetProperty("online").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_phones_can_be_counted_while_the_server_is_dead()
    {
        var phones = await StartPhones();
        var network = Network(phones);
        var (driver, session) = (Driver(network), NewSession());
        await Link(driver, session, phones);
        (await driver.Send(session, new Outgoing("COUNT", "+5511987650001", MessageContent.OfText("Hi")), default)).ShouldBeOfType<SendResult.Accepted>();
        driver.Dispose();
        await network.DisposeAsync();

        using var client = Client(phones);
        var items = (await Read(await client.GetAsync("/api/simulator/phones/5511987650001/messages"))).GetProperty("items");
        items.EnumerateArray().Single().GetProperty("copies").GetInt32().ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_killed_phones_process_is_missed_truthfully_and_taken_up_again_without_a_QR()
    {
        var port = FreePort();
        await using var first = await PhonesProgram.Start(port);
        var (driver, session) = (Driver(Network(first.Address)), NewSession());
        await Link(driver, session, first.Address);

        first.Kill();
        (await _door.First<SessionChanged>(session.Sender, changed => changed.State == SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayDown);
        (await driver.Send(session, new Outgoing("AWAY", "+5511987650002", MessageContent.OfText("Hi")), default)).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NotConnected);
        _door.Forget();

        await using var second = await PhonesProgram.Start(port);
        await _door.State(session.Sender, SessionState.Connected);
        _door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.WaitQr);
        (await driver.Send(session, new Outgoing("BACK", "+5511987650002", MessageContent.OfText("Hi again")), default)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public async Task Sends_under_way_when_the_phones_die_are_unknown()
    {
        var port = FreePort();
        await using var process = await PhonesProgram.Start(port);
        var (driver, session) = (Driver(Network(process.Address)), NewSession());
        await Link(driver, session, process.Address);
        using var client = new HttpClient { BaseAddress = process.Address };
        (await client.PutAsJsonAsync("/api/simulator/world", new { latencyMs = 60_000 })).EnsureSuccessStatusCode();
        var sending = driver.Send(session, new Outgoing("LOST", "+5511987650003", MessageContent.OfText("Hi")), default);
        await Wait.Until(async () => (await Read(await client.GetAsync("/api/simulator/stats"))).GetProperty("accepted").GetInt64() == 1);

        process.Kill();
        (await sending.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task A_stop_while_the_phones_are_away_ends_at_once()
    {
        var (driver, session) = (Driver(Network(new Uri($"http://127.0.0.1:{FreePort()}"))), NewSession());
        await driver.Start(session, default);
        (await _door.State(session.Sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayDown);
        await driver.Stop(session, default).WaitAsync(TimeSpan.FromSeconds(20));
        _door.Of<SessionChanged>(session.Sender)[^1].Reason.ShouldBeNull();
    }

    [Fact]
    public async Task The_server_passes_its_callers_on_with_their_tenant()
    {
        var phones = await StartPhones();
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["SIMULATOR_URL"] = phones.ToString(), ["SIMULATOR_TOKEN"] = Token });
        var admin = await server.Admin();
        (await admin.PatchAsJsonAsync("/api/simulator/phones/5511987654321", new { online = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Read(await admin.GetAsync("/api/simulator/phones/5511987654321"))).GetProperty("online").GetBoolean().ShouldBeFalse();
        (await Read(await (await server.AdminOfOtherTenant()).GetAsync("/api/simulator/phones/5511987654321"))).GetProperty("online").GetBoolean().ShouldBeTrue();
        (await (await server.Vendor()).GetAsync("/api/simulator/phones")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.PutAsJsonAsync("/api/simulator/world", new { readRate = 7 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await admin.PutAsJsonAsync("/api/simulator/world", new { seed = 5 });
        (await Read(await admin.GetAsync("/api/simulator/world"))).GetProperty("seed").GetInt64().ShouldBe(5);

        await admin.PatchAsJsonAsync("/api/simulator/phones/5511987654321", new { online = true, replyWith = "Thanks" });
        (await admin.PostAsJsonAsync("/api/simulator/phones/5511987654321/send", new { to = "+5511987654322", text = "Hi" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Read(await admin.GetAsync("/api/simulator/phones?search=987654321"))).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("replyWith").GetString().ShouldBe("Thanks");
        (await Read(await admin.GetAsync("/api/simulator/phones/5511987654321/messages?direction=all"))).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("Hi");
        (await Read(await admin.GetAsync("/api/simulator/phones/5511987654321/messages"))).GetProperty("items").GetArrayLength().ShouldBe(0);

        await _open[0].DisposeAsync();
        _open.RemoveAt(0);
        (await admin.GetAsync("/api/simulator/stats")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Phones_of_a_network_that_stands_in_for_WhatsApp_are_reached_by_its_name_and_are_others_than_the_simulators()
    {
        var standins = await StartPhones();
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["STANDINS_URL"] = standins.ToString(), ["STANDINS_TOKEN"] = Token });
        var admin = await server.Admin();
        (await Read(await admin.GetAsync("/api/simulator/networks"))).GetProperty("items").EnumerateArray().Select(network => network.GetProperty("name").GetString()).ShouldBe(["simulator", "whatsapp"]);
        (await admin.PatchAsJsonAsync("/api/simulator/phones/5511987654321?network=whatsapp", new { online = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Read(await admin.GetAsync("/api/simulator/phones/5511987654321?network=whatsapp"))).GetProperty("online").GetBoolean().ShouldBeFalse();
        (await Read(await admin.GetAsync("/api/simulator/phones/5511987654321"))).GetProperty("online").GetBoolean().ShouldBeTrue();
        (await admin.GetAsync("/api/simulator/phones?network=elsewhere")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await server.Vendor()).GetAsync("/api/simulator/phones?network=whatsapp")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<Uri> StartPhones(string? token = Token)
    {
        var app = PhonesProcess.Build(new IPEndPoint(IPAddress.Loopback, 0), token);
        _open.Add(app);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }

    private RemoteNetwork Network(Uri phones)
    {
        var network = new RemoteNetwork(new PhonesAddress(phones, Token), new SimulatorOptions(), _clock, TimeProvider.System, NullLogger<RemoteNetwork>.Instance);
        _open.Add(network);
        return network;
    }

    private SimulatorDriver Driver(INetwork network) => new(network, _door, _logins, TimeProvider.System, NullLogger<SimulatorDriver>.Instance, new SimulatorOptions());

    private Session NewSession() => new(Parley.Platform.Id.New<SenderId>(), _tenant, "+5521900000001", 1);

    private async Task Link(SimulatorDriver driver, Session session, Uri phones)
    {
        await driver.Start(session, default);
        var qr = (await _door.State(session.Sender, SessionState.WaitQr)).Qr;
        using var client = Client(phones);
        (await Ask(client, _tenant, HttpMethod.Post, $"/api/simulator/phones/{session.Phone}/scan", new { qr })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _door.State(session.Sender, SessionState.Connected);
    }

    private static HttpClient Client(Uri phones)
    {
        var client = new HttpClient { BaseAddress = phones };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, TenantId tenant, HttpMethod method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Parley-Tenant", tenant.ToString());
        return await client.SendAsync(request);
    }

    private static Task<JsonElement> Read(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
