using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Pigeon;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Example;

/// <summary>What of the example's own is not in the contract: its codes, its answers that are none, its way back, its configuration.</summary>
public sealed class PigeonTests : IAsyncLifetime
{
    private PigeonWorld _world = null!;
    private DriverNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PigeonWorld.Start(new ContractTimes());
        _node = await _world.NewNode();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("no-account", "recipient-not-on-whatsapp", Fault.Recipient)]
    [InlineData("bad-content", "content-refused", Fault.Content)]
    [InlineData("no-new-chats", "sender-restricted", Fault.Sender)]
    [InlineData("line-closed", "access-refused", Fault.Sender)]
    [InlineData("line-banned", "sender-banned", Fault.Sender)]
    public void A_code_that_says_never_is_a_refusal(string code, string reason, Fault fault) =>
        PigeonErrors.Result(code, null).ShouldBe(new SendResult.Refused(Reasons.Of(reason), fault, code));

    [Fact]
    public void A_code_that_says_not_now_is_a_retry_and_keeps_the_wish_to_wait()
    {
        PigeonErrors.Result("slow-down", TimeSpan.FromSeconds(7)).ShouldBe(new SendResult.Retry(Reasons.RateLimited, TimeSpan.FromSeconds(7), "slow-down"));
        PigeonErrors.Result("busy", null).ShouldBe(new SendResult.Retry(Reasons.NetworkFailure, null, "busy"));
        PigeonErrors.Result("key-refused", null).ShouldBe(new SendResult.Retry(Reasons.AccessRefused, null, "key-refused"));
    }

    [Theory]
    [InlineData(503, """{"error": "a word of a later version"}""", "application/json")]
    [InlineData(502, "<html>Bad gateway</html>", "text/html")]
    [InlineData(200, "<html>Please sign in</html>", "text/html; charset=of-its-own")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(500, "", "text/plain")]
    public async Task An_answer_that_is_none_leaves_the_outcome_unknown(int status, string body, string type)
    {
        var session = await Connected();
        _world.Pigeon.Instead = context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            return context.Response.WriteAsync(body);
        };
        (await Send(session)).ShouldBeOfType<SendResult.Unknown>().Reason.ShouldBe(Reasons.Timeout);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_message_was_written_leaves_the_outcome_unknown()
    {
        var session = await Connected();
        _world.Pigeon.Instead = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Abort();
        };
        (await Send(session)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task Where_nobody_listens_the_message_surely_did_not_leave()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var nobody = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        using var api = new PigeonApi(new PigeonOptions { Url = nobody, Key = "any" }, TimeProvider.System);
        (await api.Send(new PigeonMessage("1", "+5511900000001", "+5511900000002", "Hello", null), default)).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NetworkFailure);
    }

    [Fact]
    public async Task When_Pigeon_is_away_the_start_ends_and_the_next_one_connects()
    {
        var session = await Connected();
        _world.Pigeon.Instead = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        _world.Pigeon.Write(_world.NewPerson(), session.Phone, "Anybody there?"); // answers the question that waits; the next one fails
        (await _node.Door.State(session.Sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.ConnectionLost);
        (await Send(session)).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.NotConnected);

        _node.Door.Forget();
        _world.Pigeon.Instead = null;
        await _node.Driver.Start(session, default);
        await _node.Door.State(session.Sender, SessionState.Connected);
        (await Send(session)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public async Task A_key_that_Pigeon_refuses_is_the_drivers_problem_until_it_is_taken()
    {
        _world.Pigeon.Instead = context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        var session = _world.NewSession();
        await _node.Driver.Start(session, default);
        await _node.Door.State(session.Sender, SessionState.Disconnected);
        ((IDriverHealth)_node.Driver).Problem.ShouldBe("Pigeon refuses the key in PIGEON_KEY.");

        _world.Pigeon.Instead = null;
        await _node.Driver.Start(session, default);
        await _node.Door.State(session.Sender, SessionState.Connected);
        ((IDriverHealth)_node.Driver).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_late_failure_is_told_with_its_reason_and_what_is_not_known_holds_nothing_up()
    {
        var session = await Connected();
        _world.Pigeon.Tell(session.Phone, "sings", "in-1");
        _world.Pigeon.Tell(session.Phone, "failed", "ABC", new JsonObject { ["error"] = "no-account" });
        var failed = await _node.Door.First<ReceiptReceived>(session.Sender);
        (failed.Kind, failed.Reason, failed.ProviderIds.Single()).ShouldBe((ReceiptKind.Failed, Reasons.RecipientNotOnWhatsApp, "ABC"));
        await Wait.Until(() => _world.Pigeon.Owed == 0);
    }

    [Fact]
    public async Task A_message_that_is_no_text_comes_as_one_that_cannot_be_shown()
    {
        var session = await Connected();
        _world.Pigeon.Tell(session.Phone, "message", "in-9", new JsonObject { ["from"] = _world.NewPerson(), ["kind"] = "sticker" });
        var content = (await _node.Door.First<MessageReceived>(session.Sender)).Content;
        (content.Kind, content.Text).ShouldBe((ContentKind.Unsupported, "sticker"));
    }

    [Fact]
    public async Task A_newer_fence_takes_the_line_over_and_an_older_one_touches_it_no_more()
    {
        var session = await Connected();
        var newer = session with { Fence = session.Fence + 1 };
        await _node.Driver.Start(newer, default);
        await _node.Door.First<SessionChanged>(session.Sender, changed => changed.State == SessionState.Connected && changed.Fence == newer.Fence);

        await _node.Driver.Stop(session, default);
        await _node.Driver.Logout(session, default);
        (await Send(session)).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.SenderReplaced);
        (await Send(newer)).ShouldBeOfType<SendResult.Accepted>();
        _node.Door.Of<SessionChanged>(session.Sender).ShouldNotContain(changed => changed.State == SessionState.Disconnected || changed.State == SessionState.LoggedOut);
    }

    [Fact]
    public async Task Logout_ends_the_session_also_where_it_was_not_started()
    {
        var session = await Connected();
        await _node.Driver.Logout(session, default);
        (await _node.Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBeNull();
        (await Send(session)).ShouldBeOfType<SendResult.Retry>();
        _node.Door.Forget();
        await _node.Driver.Logout(session, default);
        (await _node.Door.State(session.Sender, SessionState.LoggedOut)).Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData("pigeon.example", "key", "PIGEON_URL must be the http:// or https:// address of Pigeon, not \"pigeon.example\".")]
    [InlineData(null, "key", "PIGEON_URL must be the http:// or https:// address of Pigeon, not \"\".")]
    [InlineData("https://pigeon.example", "", "PIGEON_KEY must be the key of your Pigeon account when PIGEON_URL is set.")]
    public void A_variable_that_is_wrong_is_named(string? url, string? key, string sentence) =>
        Should.Throw<FormatException>(() => Drivers(url, key)).Message.ShouldBe(sentence);

    [Fact]
    public void The_driver_is_there_when_it_is_configured_and_not_otherwise()
    {
        Drivers(null, null).ShouldBeEmpty();
        Drivers("https://pigeon.example", "key").Single(service => service.ServiceType == typeof(IChannelDriver)).ImplementationType.ShouldBe(typeof(PigeonDriver));
    }

    private static ServiceCollection Drivers(string? url, string? key)
    {
        var services = new ServiceCollection();
        services.AddPigeon(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PIGEON_URL"] = url, ["PIGEON_KEY"] = key }).Build());
        return services;
    }

    private async Task<Session> Connected()
    {
        var session = _world.NewSession();
        await _node.Driver.Start(session, default);
        await _node.Door.State(session.Sender, SessionState.Connected);
        return session;
    }

    private Task<SendResult> Send(Session session) => _node.Driver.Send(session, new Outgoing(Guid.NewGuid().ToString("N"), _world.NewPerson(), MessageContent.OfText("Hello")), default);
}
