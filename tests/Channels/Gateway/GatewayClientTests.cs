using System.Net;
using System.Net.Sockets;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>Whatever a gateway does or does not do with a send, the result says whether the message may have left.</summary>
public sealed class GatewayClientTests
{
    /// <summary>For gateways that say nothing; whoever answers has all the time of a busy machine.</summary>
    private static readonly GatewayOptions Hasty = new() { AnswerGrace = TimeSpan.FromMilliseconds(200), CallTimeout = TimeSpan.FromMilliseconds(500) };

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task Where_nobody_listens_the_message_surely_did_not_leave()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var retry = (await Send(new GatewayAddress(new Uri($"http://127.0.0.1:{port}/"), "secret"))).ShouldBeOfType<SendResult.Retry>();
        retry.Reason.ShouldBe(Reasons.GatewayDown);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_gateway_that_hangs_up_after_it_was_asked_leaves_the_outcome_unknown()
    {
        await using var gateway = new ScriptedGateway(call =>
        {
            call.HangUp();
            return Task.CompletedTask;
        });
        (await Send(gateway.Address)).ShouldBeOfType<SendResult.Unknown>().Reason.ShouldBe(Reasons.Timeout);
        gateway.Calls.Count.ShouldBe(1); // and it was not asked a second time
    }

    [Fact]
    public async Task A_gateway_that_hangs_up_in_its_answer_leaves_the_outcome_unknown()
    {
        await using var gateway = new ScriptedGateway(async call =>
        {
            await call.Write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"outcome\":\"acc");
            call.HangUp();
        });
        (await Send(gateway.Address)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_gateway_that_says_nothing_is_waited_for_and_then_the_outcome_is_unknown()
    {
        await using var gateway = new ScriptedGateway(call => call.Nothing());
        (await Send(gateway.Address, deadlineMs: 300, Hasty)).ShouldBeOfType<SendResult.Unknown>().Reason.ShouldBe(Reasons.Timeout);
    }

    [Theory]
    [InlineData("<html>Welcome to nginx</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"outcome\":\"perhaps\"}")]
    [InlineData("{\"outcome\":\"accepted\"}")]
    [InlineData("{\"outcome\":\"refused\",\"reason\":\"x\",\"fault\":\"nobody\"}")]
    public async Task Garbage_leaves_the_outcome_unknown_and_is_not_kept(string body)
    {
        await using var gateway = new ScriptedGateway(call => call.Answer(200, body));
        var unknown = (await Send(gateway.Address)).ShouldBeOfType<SendResult.Unknown>();
        unknown.RawError.ShouldNotBeNull().Length.ShouldBeLessThan(200);
        if (body.Length > 4) unknown.RawError.ShouldNotContain(body);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_for_ever()
    {
        await using var gateway = new ScriptedGateway(async call =>
        {
            await call.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) await call.Write($"10000\r\n{new string('x', 65536)}\r\n");
        });
        (await Send(gateway.Address)).ShouldBeOfType<SendResult.Unknown>();
    }

    public static TheoryData<int, string, SendResult> Refusals => new()
    {
        { 401, Problem("secret-wrong"), new SendResult.Retry(Reasons.GatewayDown) },
        { 404, Problem("session-unknown"), new SendResult.Retry(Reasons.NotConnected) },
        { 404, "<html>", new SendResult.Retry(Reasons.GatewayDown) },
        { 409, Problem("fence-old"), new SendResult.Retry(Reasons.SenderReplaced) },
        { 503, Problem("stopping"), new SendResult.Retry(Reasons.GatewayDown) },
        { 400, Problem("body-unreadable"), new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content) },
        { 413, Problem("too-large"), new SendResult.Refused(Reasons.ContentRefused, Fault.Content) },
        { 302, "", new SendResult.Retry(Reasons.GatewayDown) },
        { 500, Problem("failed"), new SendResult.Unknown(Reasons.Timeout) },
        // A proxy between us: it may have passed the message on.
        { 502, "<html>", new SendResult.Unknown(Reasons.Timeout) },
        { 503, "<html>", new SendResult.Unknown(Reasons.Timeout) },
        { 504, "", new SendResult.Unknown(Reasons.Timeout) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_of_the_gateway_says_whether_the_message_can_have_left(int status, string body, SendResult wanted)
    {
        await using var gateway = new ScriptedGateway(call => call.Answer(status, body));
        var result = await Send(gateway.Address);
        WithoutRaw(result).ShouldBe(wanted);
    }

    private static SendResult WithoutRaw(SendResult result) => result switch
    {
        SendResult.Retry retry => retry with { RawError = null },
        SendResult.Refused refused => refused with { RawError = null },
        SendResult.Unknown unknown => unknown with { RawError = null },
        _ => result,
    };

    [Fact]
    public async Task Each_outcome_becomes_its_result()
    {
        foreach (var (name, wanted) in new (string, SendResult)[]
        {
            ("accepted", new SendResult.Accepted("3EB0C0FFEE0123456789", new DateTimeOffset(2026, 11, 27, 10, 15, 30, 123, TimeSpan.Zero))),
            ("retry", new SendResult.Retry(Reasons.ConnectionLost, TimeSpan.FromSeconds(5), "428 Connection Closed")),
            ("refused", new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient, "no account")),
            ("unknown", new SendResult.Unknown(Reasons.Timeout, "no ack within 20000 ms")),
        })
        {
            await using var gateway = new ScriptedGateway(call => call.Answer(200, Repository.Read($"contracts/v1/outcome.{name}.json")));
            (await Send(gateway.Address)).ShouldBe(wanted);
        }
    }

    [Fact]
    public async Task The_secret_goes_with_every_call_and_into_no_error()
    {
        await using var gateway = new ScriptedGateway(call => call.Answer(401, Problem("secret-wrong")));
        using var client = Client(gateway.Address);
        (await client.Send("s", Body(), default)).ToString().ShouldNotContain(gateway.Address.Secret);
        (await client.Health(default).ShouldThrowAsync<GatewayAwayException>()).ToString().ShouldNotContain(gateway.Address.Secret);
        gateway.Address.ToString().ShouldNotContain(gateway.Address.Secret);
        gateway.Calls.ShouldAllBe(call => call.Head.Contains("Authorization: Bearer " + gateway.Address.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_send_that_is_stopped_after_it_was_written_is_unknown_and_one_before_is_not()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gateway = new ScriptedGateway(call =>
        {
            asked.TrySetResult();
            return call.Nothing();
        });
        using var client = Client(gateway.Address);
        (await client.Send("s", Body() with { DeadlineMs = 60_000 }, new CancellationToken(canceled: true))).ShouldBeOfType<SendResult.Retry>().Reason.ShouldBe(Reasons.Stopping);
        gateway.Calls.ShouldBeEmpty();

        using var stop = new CancellationTokenSource();
        var sending = client.Send("s", Body() with { DeadlineMs = 60_000 }, stop.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await stop.CancelAsync();
        (await sending).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task Other_calls_say_that_the_gateway_is_away_whatever_is_wrong_with_it()
    {
        foreach (var answer in new Func<ScriptedGateway.Call, Task>[] { call => call.Nothing(), call => call.Answer(200, "garbage"), call => call.Answer(500), call => { call.HangUp(); return Task.CompletedTask; } })
        {
            await using var gateway = new ScriptedGateway(answer);
            using var client = Client(gateway.Address, Hasty);
            await client.Health(default).ShouldThrowAsync<GatewayAwayException>();
            await client.Start("s", new StartBody("+5511987654321", 1), default).ShouldThrowAsync<GatewayAwayException>();
            await client.Check("s", new CheckBody(1, ["+5511987654321"]), default).ShouldThrowAsync<GatewayAwayException>();
        }
    }

    private static string Problem(string slug) => $$"""{"type":"{{slug}}","detail":"A sentence."}""";

    private static SendBody Body() => new(1, "3EB0C0FFEE0123456789", "+5521998877665", WireContent.Of(MessageContent.OfText("Hi")), DeadlineMs: 15_000);

    private static GatewayClient Client(GatewayAddress address, GatewayOptions? options = null) => new(new GatewayElsewhere(address), options ?? new GatewayOptions(), TimeProvider.System);

    private static async Task<SendResult> Send(GatewayAddress address, int? deadlineMs = null, GatewayOptions? options = null)
    {
        using var client = Client(address, options);
        var body = deadlineMs is { } most ? Body() with { DeadlineMs = most } : Body();
        return await client.Send("0199c2f0-7d1a-7c3e-9a51-3b6f2d8e4c10", body, default).WaitAsync(TimeSpan.FromSeconds(20));
    }
}
