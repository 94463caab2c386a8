using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Channels;
using Parley.Channels.Cloud;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>The webhook's address: who is believed, what is stored, and when Meta is told to send again.</summary>
[Trait("Requirement", "SEC-01")]
public sealed class CloudHookTests(CloudStage stage) : IClassFixture<CloudStage>, IAsyncLifetime
{
    private static readonly HttpClient Http = new();
    private CloudWorld _world = null!;
    private DriverNode _node = null!;
    private Session _session = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await CloudWorld.Start(stage, new ContractTimes());
        _node = await _world.NewNode();
        _session = _world.NewSession();
        await _node.Driver.Start(_session, default);
        await _node.Door.State(_session.Sender, SessionState.Connected);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private byte[] Text(string id, string text = "Oi", string? business = null, string? number = null) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = business ?? _world.BusinessId,
                changes = new[]
                {
                    new
                    {
                        field = "messages",
                        value = new
                        {
                            metadata = new { phone_number_id = number ?? _world.NumberOf(_session).Settings.Id },
                            messages = new[] { new { from = "5511987650000", id, timestamp = "1772452000", type = "text", text = new { body = text } } },
                        },
                    },
                },
            },
        },
    });

    private static string Sign(byte[] body, string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private async Task<HttpStatusCode> Post(byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _world.Hook) { Content = new ByteArrayContent(body) };
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    private int Came => _node.Door.Of<MessageReceived>(_session.Sender).Count;

    [Fact]
    public async Task What_is_not_signed_with_the_accounts_secret_is_refused_and_nothing_is_stored()
    {
        var body = Text("wamid.1");
        foreach (var signature in new[]
        {
            null, "", "sha256=", "sha1=" + new string('0', 64), "sha256=" + new string('0', 64), "sha256=" + new string('z', 64), Sign(body, "another secret"), Sign(Text("wamid.2"), CloudWorld.Secret),
            Sign(body, CloudWorld.Secret) + "00", Sign(body, CloudWorld.Secret)[..^2],
        }) (await Post(body, signature)).ShouldBe(HttpStatusCode.Unauthorized, signature);
        Came.ShouldBe(0);
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
        Came.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_nobody_has_here_is_refused_like_a_forgery()
    {
        var body = Text("wamid.1", business: CloudWorld.NewId());
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.Unauthorized);
        Came.ShouldBe(0);
    }

    [Fact]
    public async Task Who_claims_the_same_account_under_another_tenant_is_told_nothing_and_tells_nothing()
    {
        var thief = await stage.Database.NewTenant();
        await stage.AddAccount(Parley.Platform.Id.New<CloudAccountId>(), thief, _world.BusinessId, "some token", "the thief's secret");
        var body = Text("wamid.1");
        (await Post(body, Sign(body, "the thief's secret"))).ShouldBe(HttpStatusCode.OK); // signed with a secret of that account, which has no senders
        Came.ShouldBe(0);
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
        Came.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_is_no_sender_of_ours_is_taken_and_left()
    {
        var body = Text("wamid.1", number: CloudWorld.NewId());
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
        Came.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_told_again_has_the_same_event_id()
    {
        var body = Text("wamid.1");
        for (var i = 0; i < 3; i++) (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
        _node.Door.Of<MessageReceived>(_session.Sender).Select(came => came.EventId).Distinct().ShouldBe(["wamid.1"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("""{"entry":"none"}""")]
    [InlineData("""{"entry":[{"id":17},{"id":"../../"},null]}""")]
    [InlineData("not json at all")]
    public async Task Garbage_is_refused_however_it_is_signed(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        (await Post(bytes, Sign(bytes, CloudWorld.Secret))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_nested_without_end_and_what_is_larger_than_any_webhook_is_refused()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000));
        (await Post(deep, Sign(deep, CloudWorld.Secret))).ShouldBe(HttpStatusCode.Unauthorized);
        var huge = new byte[ReceiveHook.LargestBody + 1];
        (await Post(huge, Sign(huge, CloudWorld.Secret))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Strange_parts_of_a_signed_call_keep_the_others_from_nothing()
    {
        var body = Encoding.UTF8.GetBytes($$"""
            {"entry":[null,{"id":"{{_world.BusinessId}}","changes":[null,{"field":17},{"field":"messages"},{"field":"messages","value":{"metadata":{} } },{"field":"something_new","value":{"x":1} },
              {"field":"message_template_status_update","value":{"event":{} } },
              {"field":"messages","value":{"metadata":{"phone_number_id":"{{_world.NumberOf(_session).Settings.Id}}" },"messages":[null,{"id":"wamid.9","from":"5511987650000","type":"text","text":{"body":"Oi"} } ] } } ] } ] }
            """);
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
        Came.ShouldBe(1);
    }

    [Fact]
    public async Task It_is_answered_well_only_once_the_events_are_committed()
    {
        _node.Door.Acknowledges = false;
        var body = Text("wamid.1");
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.ServiceUnavailable); // in a second, by this world's patience
        _node.Door.Acknowledges = true;
        (await Post(body, Sign(body, CloudWorld.Secret))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Meta_is_answered_its_challenge_when_it_knows_the_verify_token()
    {
        var id = Parley.Platform.Id.New<CloudAccountId>();
        await stage.AddAccount(id, await stage.Database.NewTenant(), CloudWorld.NewId(), "some token", "some secret", "the word");
        async Task<(HttpStatusCode, string)> Ask(string query)
        {
            using var answer = await Http.GetAsync(new Uri(_world.Hook + query));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        (await Ask("?hub.mode=subscribe&hub.verify_token=the%20word&hub.challenge=1158201444")).ShouldBe((HttpStatusCode.OK, "1158201444"));
        (await Ask("?hub.mode=subscribe&hub.verify_token=another&hub.challenge=1158201444")).Item1.ShouldBe(HttpStatusCode.Forbidden);
        (await Ask("?hub.mode=subscribe&hub.challenge=1158201444")).Item1.ShouldBe(HttpStatusCode.Forbidden);
        (await Ask("?hub.mode=unsubscribe&hub.verify_token=the%20word&hub.challenge=1158201444")).Item1.ShouldBe(HttpStatusCode.BadRequest);
        (await Ask("?hub.mode=subscribe&hub.verify_token=the%20word&hub.challenge=%3Cscript%3E")).Item1.ShouldBe(HttpStatusCode.BadRequest);
        (await Ask("")).Item1.ShouldBe(HttpStatusCode.BadRequest);
    }
}
