using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Realtime;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
[Trait("Requirement", "RTM-02")]
public sealed class RealtimeTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string> Transports => ["hub", "sse"];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_first_event_is_init_and_then_comes_what_happens(string transport)
    {
        var tenant = await server.Database.NewTenant();
        await using var reader = await Open(transport, await server.Member(tenant, Role.Admin));
        var (name, init) = await reader.Next();
        name.ShouldBe("INIT");
        init.GetProperty("tenantId").GetGuid().ShouldBe(tenant.Value);
        init.GetProperty("role").GetString().ShouldBe("admin");

        var sender = Guid.NewGuid();
        Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(sender, "connected")));
        var status = await reader.Next("sender.status");
        status.GetProperty("senderId").GetGuid().ShouldBe(sender);
        status.GetProperty("status").GetString().ShouldBe("connected");
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_storm_of_messages_arrives_in_sums(string transport)
    {
        var tenant = await server.Database.NewTenant();
        await using var reader = await Open(transport, await server.Member(tenant, Role.Admin));
        await reader.Next("INIT");
        for (var i = 0; i < 5000; i++) Bus.Publish(new MessageMove(tenant, Id.New<MessageId>(), MessageState.Delivered));

        var (told, events) = (0, 0);
        while (told < 5000)
        {
            var status = await reader.Next("message.status");
            status.GetProperty("ids").GetArrayLength().ShouldBeLessThanOrEqualTo(100);
            told += status.GetProperty("states").GetProperty("delivered").GetInt32();
            events++;
        }
        told.ShouldBe(5000);
        events.ShouldBeLessThan(20);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_hears_nothing(string transport)
    {
        var (here, there) = (await server.Database.NewTenant(), await server.Database.NewTenant());
        await using var reader = await Open(transport, await server.Member(there, Role.Owner));
        await using var witness = await Open(transport, await server.Member(here, Role.Owner));
        await reader.Next("INIT");
        await witness.Next("INIT");
        Bus.Publish(RealtimeEvent.SenderStatus(here, new(Guid.NewGuid(), "connected")));
        Bus.Publish(new MessageMove(here, Id.New<MessageId>(), MessageState.Sent));
        await witness.Next("message.status");
        // What is told after it comes first.
        Bus.Publish(RealtimeEvent.SenderStatus(there, new(Guid.NewGuid(), "paused")));
        var (name, payload) = await reader.Next();
        name.ShouldBe("sender.status");
        payload.GetProperty("status").GetString().ShouldBe("paused");
    }

    [Theory]
    [MemberData(nameof(Transports))]
    [Trait("Requirement", "IDN-04")]
    public async Task A_vendor_hears_of_leads_and_of_their_own_and_of_nothing_else(string transport)
    {
        var tenant = await server.Database.NewTenant();
        var self = await server.NewUser(tenant, Role.Vendor);
        await using var reader = await Open(transport, await server.SignedIn(self));
        await reader.Next("INIT");

        Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "connected")));
        Bus.Publish(new MessageMove(tenant, Id.New<MessageId>(), MessageState.Sent));
        Bus.Publish(RealtimeEvent.MessageReceived(tenant, new(Guid.NewGuid(), Guid.NewGuid(), null), Id.New<UserId>()));
        var own = Guid.NewGuid();
        Bus.Publish(RealtimeEvent.MessageReceived(tenant, new(own, Guid.NewGuid(), null), self));
        Bus.Publish(new RealtimeEvent(tenant, EventKinds.NewQualifiedLead, new Payloads.Lead(Guid.NewGuid(), Guid.NewGuid())));

        var (first, message) = await reader.Next();
        first.ShouldBe("message.received");
        message.GetProperty("messageId").GetGuid().ShouldBe(own);
        (await reader.Next()).Name.ShouldBe("NEW_QUALIFIED_LEAD");
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Cookies_tokens_and_keys_open_it_in_headers_and_tokens_and_keys_in_the_query(string transport)
    {
        var admin = await server.Admin();
        var token = admin.DefaultRequestHeaders.Authorization!.Parameter!;
        var program = await server.ApiKey(Scopes.Read);
        var key = program.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        var login = await server.Anonymous().PostAsync("/api/auth/login", new StringContent(JsonSerializer.Serialize(new { email = TestServer.OwnerEmail, password = TestServer.Password }), System.Text.Encoding.UTF8, "application/json"));
        var browser = server.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        foreach (var (client, query) in new[] { (admin, ""), (program, ""), (browser, ""), (server.Anonymous(), "?access_token=" + Uri.EscapeDataString(token)), (server.Anonymous(), "?access_token=" + Uri.EscapeDataString(key)) })
        {
            await using var reader = await Open(transport, client, query);
            (await reader.Next()).Name.ShouldBe("INIT");
        }
    }

    [Fact]
    public async Task Nobody_comes_in_without_credentials_or_with_a_key_that_may_not_read()
    {
        (await server.Anonymous().GetAsync("/api/events")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await server.ApiKey(Scopes.SendMessages)).GetAsync("/api/events")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Should.ThrowAsync<WebSocketException>(() => EventReader.Hub(server.Anonymous()));
        await Should.ThrowAsync<WebSocketException>(async () => await EventReader.Hub(await server.ApiKey(Scopes.SendMessages)));
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_open_the_hub_with_the_browsers_cookie()
    {
        var login = await server.Anonymous().PostAsync("/api/auth/login", new StringContent(JsonSerializer.Serialize(new { email = TestServer.OwnerEmail, password = TestServer.Password }), System.Text.Encoding.UTF8, "application/json"));
        var browser = server.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        await Should.ThrowAsync<WebSocketException>(() => EventReader.Hub(browser));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_revoked_key_ends_the_stream(string transport)
    {
        var tenant = await server.Database.NewTenant();
        await using var reader = await Open(transport, await server.ApiKeyOf(tenant, Scopes.Read));
        await using var other = await Open(transport, await server.Member(tenant, Role.Admin));
        await reader.Next("INIT");
        await other.Next("INIT");
        await server.Execute("UPDATE api_keys SET revoked_at = now() WHERE tenant_id = $1", tenant.Value);
        await server.Services.GetRequiredService<Callers>().Forget(default);

        await reader.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "connected")));
        await other.Next("sender.status");
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_person_who_loses_the_role_loses_the_stream_even_when_no_bell_rings(string transport)
    {
        await using var impatient = await TestServer.Start(replace: services => services.AddSingleton(new RealtimeOptions { Recheck = TimeSpan.FromMilliseconds(200) }));
        await using var reader = await Open(transport, await impatient.Admin());
        await reader.Next("INIT");
        await impatient.Execute("UPDATE memberships SET role = 'vendor' WHERE role = 'admin'");
        await reader.Ended.WaitAsync(TimeSpan.FromSeconds(20)); // a caller is remembered for 5 seconds
    }

    [Fact]
    public async Task A_stream_of_some_types_brings_those_and_an_unknown_type_is_named()
    {
        var tenant = await server.Database.NewTenant();
        var client = await server.Member(tenant, Role.Admin);
        await using var reader = await EventReader.Stream(client, "?types=sender.qr,campaign.progress");
        await reader.Next("INIT");
        Bus.Publish(RealtimeEvent.SenderStatus(tenant, new(Guid.NewGuid(), "connected")));
        Bus.Publish(RealtimeEvent.SenderQr(tenant, new(Guid.NewGuid(), "baileys", "wait_qr")));
        (await reader.Next()).Name.ShouldBe("sender.qr");

        var wrong = await client.GetAsync("/api/events?types=sender.qr,nonsense");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("nonsense");
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_is_there()
    {
        await using var eager = await TestServer.Start(replace: services => services.AddSingleton(new RealtimeOptions { Heartbeat = TimeSpan.FromMilliseconds(50) }));
        await using var reader = await EventReader.Stream(await eager.Admin());
        await reader.Next("INIT");
        await Wait.Until(() => reader.Comments.Count >= 2);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_server_that_stops_does_not_wait_for_its_watchers(string transport)
    {
        var own = await TestServer.Start();
        var reader = await Open(transport, await own.Admin());
        await reader.Next("INIT");
        var began = TimeProvider.System.GetTimestamp();
        await own.DisposeAsync();
        await reader.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task Figures_beat_only_while_somebody_of_the_tenant_watches()
    {
        var pulse = new Pulse();
        await using var own = await TestServer.Start(replace: services => services.RemoveAll<IPulse>().AddSingleton<IPulse>(pulse));
        var tenant = await own.Database.NewTenant();
        var reader = await EventReader.Stream(await own.Member(tenant, Role.Admin));
        (await reader.Next("queue.stats")).GetProperty("waiting").GetInt64().ShouldBe(7);
        await reader.DisposeAsync();

        var watchers = own.Services.GetRequiredService<Watchers>();
        await Wait.Until(() => !watchers.Any(tenant));
        var asked = pulse.Asked;
        asked.ShouldBe(pulse.AskedFor(tenant), "nobody else was asked for");
        await using var vendor = await EventReader.Stream(await own.Member(tenant, Role.Vendor));
        await using var elsewhere = await EventReader.Stream(await own.Admin());
        await elsewhere.Next("queue.stats");
        await elsewhere.Next("queue.stats");
        pulse.AskedFor(tenant).ShouldBe(asked, "a vendor does not hear these figures, so nobody works them out");
    }

    private Bus Bus => server.Services.GetRequiredService<Bus>();

    private static Task<EventReader> Open(string transport, HttpClient client, string query = "") =>
        transport == "hub" ? EventReader.Hub(client, query) : EventReader.Stream(client, query);

    private sealed class Pulse : IPulse
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<TenantId, int> _asked = [];

        public EventKind Kind => EventKinds.QueueStats;
        public TimeSpan Every => TimeSpan.FromMilliseconds(20);
        public int Asked => _asked.Values.Sum();
        public int AskedFor(TenantId tenant) => _asked.GetValueOrDefault(tenant);

        public Task<object?> Read(TenantId tenant, CancellationToken cancellationToken)
        {
            _asked.AddOrUpdate(tenant, 1, (_, before) => before + 1);
            return Task.FromResult<object?>(new Payloads.QueueStats(7, false, 0, 0, 0));
        }
    }
}
