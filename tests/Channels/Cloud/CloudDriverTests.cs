using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Channels.Cloud;
using Parley.Channels.Simulator.Graph;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>What the official API has that the other drivers do not: files by id, templates, windows, quality, tokens.</summary>
[Trait("Requirement", "SND-01")]
public sealed class CloudDriverTests(CloudStage stage) : IClassFixture<CloudStage>, IAsyncLifetime
{
    private CloudWorld _world = null!;
    private DriverNode _node = null!;
    private Session _session = null!;
    private int _messages;

    public async ValueTask InitializeAsync()
    {
        _world = await CloudWorld.Start(stage, new ContractTimes());
        _node = await _world.NewNode();
        _session = await Connected();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private IChannelDriver Driver => _node.Driver;

    private async Task<Session> Connected()
    {
        var session = _world.NewSession();
        await Driver.Start(session, default);
        await _node.Door.State(session.Sender, SessionState.Connected);
        return session;
    }

    private Task<SendResult> Send(MessageContent content, string? to = null, Session? session = null) =>
        Driver.Send(session ?? _session, new Outgoing((++_messages).ToString("X32"), to ?? _world.NewPerson(), content), default).WaitAsync(TimeSpan.FromSeconds(20));

    private CloudAccount Account => _node is null ? null! : new(_world.Account, _session.Tenant, "", _world.BusinessId, "v23.0", CloudWorld.Token, CloudWorld.Secret);

    private T Part<T>() where T : notnull => _world.ServicesOf(_node).GetRequiredService<T>();

    private MessageContent Picture()
    {
        var bytes = RandomNumberGenerator.GetBytes(400);
        return new MessageContent { Kind = ContentKind.Image, Media = _world.Attach(bytes, "image/png", "house.png") };
    }

    [Fact]
    [Trait("Requirement", "MSG-11")]
    public async Task A_file_goes_to_Meta_once_per_number_however_many_people_get_it()
    {
        var picture = Picture();
        for (var i = 0; i < 3; i++) (await Send(picture)).ShouldBeOfType<SendResult.Accepted>();
        var other = await Connected();
        (await Send(picture, session: other)).ShouldBeOfType<SendResult.Accepted>();
        (await stage.Scalar("SELECT count(*) FROM cloud_media WHERE sha256 = $1", picture.Media!.Sha256)).ShouldBe(2L);
        var kept = (DateTime)(await stage.Scalar("SELECT max(expires_at) FROM cloud_media WHERE sha256 = $1", picture.Media.Sha256))!;
        (kept - TimeProvider.System.GetUtcNow().UtcDateTime).TotalDays.ShouldBeInRange(28.9, 29.1);
    }

    [Fact]
    public async Task A_file_that_Meta_has_no_more_is_brought_anew()
    {
        var picture = Picture();
        (await Send(picture)).ShouldBeOfType<SendResult.Accepted>();
        await stage.Execute("UPDATE cloud_media SET media_id = '999' WHERE sha256 = $1", picture.Media!.Sha256);
        (await Send(picture)).ShouldBeOfType<SendResult.Refused>().Fault.ShouldBe(Fault.Content);
        (await Send(picture)).ShouldBeOfType<SendResult.Accepted>();

        await stage.Execute("UPDATE cloud_media SET media_id = '999', expires_at = now() - interval '1 minute' WHERE sha256 = $1", picture.Media.Sha256);
        (await Send(picture)).ShouldBeOfType<SendResult.Accepted>();
    }

    private static GraphTemplate Template(string name, string text, string status = "APPROVED", string format = "POSITIONAL", object? more = null) =>
        new(name, "pt_BR", "UTILITY", status, format, JsonSerializer.SerializeToElement(more is null ? [new { type = "BODY", text }] : new[] { new { type = "BODY", text }, more }));

    private static MessageContent Filled(string name, params string[] body) => new() { Kind = ContentKind.Template, Template = new TemplateMessage(name, "pt_BR") { Body = body.Length > 0 ? body : null } };

    [Fact]
    [Trait("Requirement", "TPL-01")]
    public async Task Templates_are_read_page_by_page_and_sending_says_what_is_wrong_with_one()
    {
        _world.Change(settings => settings with
        {
            Templates =
            [
                .. Enumerable.Range(0, 230).Select(n => Template($"filler_{n}", "Oi")), Template("order", "Oi {{1}}, pedido {{2}}."), Template("waiting", "Oi", "PENDING"), Template("tired", "Oi", "PAUSED"),
                Template("named", "Oi {{first_name}}!", format: "NAMED"),
                Template("shop", "Veja", more: new { type = "BUTTONS", buttons = new[] { new { type = "URL", text = "Abrir", url = "https://shop.example/{{1}}" } } }),
            ],
        });
        // Before anybody asked for the templates it is Meta that decides.
        (await Send(Filled("nothing"))).ShouldBeOfType<SendResult.Refused>().Reason.ShouldBe(Reasons.TemplateMissing);

        var (count, refusal) = await Part<TemplateBook>().Sync(Account, default);
        (count, refusal).ShouldBe((235, null));
        (await Send(Filled("order", "Ana", "12"))).ShouldBeOfType<SendResult.Accepted>();

        async Task<(string Slug, string Sentence)> Refused(MessageContent content)
        {
            var refused = (await Send(content)).ShouldBeOfType<SendResult.Refused>();
            refused.Fault.ShouldBe(Fault.Content);
            return (refused.Reason.Slug, refused.RawError!);
        }
        (await Refused(Filled("order", "Ana"))).ShouldBe(("template-variables", "The template order takes 2 values in body, and there is 1."));
        (await Refused(Filled("order", "Ana", " "))).Sentence.ShouldContain("is empty");
        (await Refused(Filled("waiting"))).ShouldBe(("template-missing", "The template waiting (pt_BR) is pending at WhatsApp, and not approved."));
        (await Refused(Filled("tired"))).ShouldBe(("template-paused", "The template tired (pt_BR) is paused at WhatsApp."));
        (await Refused(Filled("nothing"))).Slug.ShouldBe("template-missing");
        (await Refused(Filled("named", "Ana"))).Sentence.ShouldContain("first_name");
        (await Refused(Filled("shop"))).Sentence.ShouldBe("Button 0 (Abrir) of the template shop needs a value.");
        (await Send(Filled("named") with { Template = new TemplateMessage("named", "pt_BR") { Named = new Dictionary<string, string> { ["first_name"] = "Ana" } } })).ShouldBeOfType<SendResult.Accepted>();

        // What Meta has no more is forgotten.
        _world.Change(settings => settings with { Templates = [Template("order", "Oi {{1}}, pedido {{2}}.")] });
        (await Part<TemplateBook>().Sync(Account, default)).Count.ShouldBe(1);
        (await stage.Scalar("SELECT count(*) FROM cloud_templates WHERE account_id = $1", _world.Account.Value)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_templates_approval_comes_by_webhook()
    {
        _world.Change(settings => settings with { Templates = [Template("new", "Oi", "PENDING")] });
        await Part<TemplateBook>().Sync(Account, default);
        (await Send(Filled("new"))).ShouldBeOfType<SendResult.Refused>();
        _world.Change(settings => settings with { Templates = [Template("new", "Oi")] });
        await Wait.Until(async () => await stage.Scalar("SELECT status FROM cloud_templates WHERE account_id = $1", _world.Account.Value) is "approved");
        (await Send(Filled("new"))).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    [Trait("Requirement", "MSG-01")]
    public async Task Free_words_go_only_to_who_wrote_within_a_day_and_templates_to_anybody()
    {
        _world.Change(settings => settings with { KeepsWindow = true });
        var person = _world.NewPerson();
        var refused = (await Send(MessageContent.OfText("Oi"), person)).ShouldBeOfType<SendResult.Refused>();
        (refused.Reason, refused.Fault).ShouldBe((Reasons.OutsideFreeFormWindow, Fault.Recipient));
        (await Send(Filled("order_ready", "Ana", "12"), person)).ShouldBeOfType<SendResult.Accepted>();
        await _world.Write(person, _session.Phone, MessageContent.OfText("Sim?"));
        await _node.Door.First<MessageReceived>(_session.Sender);
        (await Send(MessageContent.OfText("Oi"), person)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public async Task What_Meta_takes_and_refuses_later_comes_as_a_failed_receipt_with_its_reason()
    {
        _world.Change(settings => settings with { RefusesLate = true });
        var person = _world.NewPerson();
        await _world.Unregister(person);
        var id = (await Send(MessageContent.OfText("Oi"), person)).ShouldBeOfType<SendResult.Accepted>().ProviderId;
        var failed = await _node.Door.First<ReceiptReceived>(_session.Sender, receipt => receipt.Kind == ReceiptKind.Failed);
        (failed.ProviderIds[0], failed.Reason, failed.ChosenId).ShouldBe((id, Reasons.RecipientNotOnWhatsApp, 1.ToString("X32")));
    }

    [Fact]
    [Trait("Requirement", "SND-05")]
    public async Task What_Meta_says_of_the_number_is_kept_and_a_red_quality_caps_the_health()
    {
        var facts = JsonSerializer.Deserialize<SessionFacts>((string)(await stage.Scalar("SELECT facts::text FROM sessions WHERE sender_id = $1", _session.Sender.Value))!, Parley.Platform.Json.Options)!;
        (facts.VerifiedName, facts.Quality, facts.MessagingLimit, facts.Status, facts.Throughput, facts.NameStatus).ShouldBe(("Contract", "green", "tier_250", "connected", "standard", "approved"));
        async Task<object?> Cap() => await stage.Scalar("SELECT health_cap FROM sender_dispatch WHERE sender_id = $1", _session.Sender.Value);
        (await Cap()).ShouldBe((short)100);

        void Rate(string quality) => _world.Change(settings => settings with { Numbers = [.. settings.Numbers.Select(number => number with { Quality = quality })] });
        Rate("RED");
        await Wait.Until(async () => await Cap() is (short)40);
        HealthPolicy.Current(new HealthState(100, default, 0) { Cap = 40 }, new HealthOptions(), default).ShouldBe(40);
        Rate("YELLOW");
        await Wait.Until(async () => await Cap() is (short)70);
        Rate("GREEN");
        await Wait.Until(async () => await Cap() is (short)100);
        _node.Door.Of<SessionChanged>(_session.Sender)[^1].State.ShouldBe(SessionState.Connected);
    }

    [Fact]
    [Trait("Requirement", "SND-08")]
    public async Task A_token_that_is_worth_nothing_any_more_ends_the_session_with_a_reason_and_a_new_one_begins_it_again()
    {
        _world.Change(settings => settings with { AccessToken = "EAAJ-another-token" });
        var refused = (await Send(MessageContent.OfText("Oi"))).ShouldBeOfType<SendResult.Refused>();
        (refused.Reason, refused.Fault).ShouldBe((Reasons.AccessRefused, Fault.Sender));
        (await _node.Door.State(_session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(Reasons.AccessRefused);

        _node.Door.Forget();
        await stage.Execute("UPDATE cloud_accounts SET access_token = $2 WHERE id = $1", _world.Account.Value, stage.Box.SealText("EAAJ-another-token", CloudAccount.Place(_world.Account, "access_token")));
        Part<CloudBook>().Forget();
        await Driver.Start(_session, default);
        await _node.Door.State(_session.Sender, SessionState.Connected);
        (await Send(MessageContent.OfText("Oi"))).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public async Task Too_many_at_once_are_tried_again_later()
    {
        _world.Change(settings => settings with { CallsPerSecond = 1 });
        var results = new List<SendResult>();
        for (var i = 0; i < 4; i++) results.Add(await Send(MessageContent.OfText("Oi")));
        results.OfType<SendResult.Retry>().ShouldNotBeEmpty();
        results.OfType<SendResult.Retry>().ShouldAllBe(retry => retry.Reason == Reasons.RateLimited && retry.After >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_person_who_hides_the_number_is_heard()
    {
        _world.Change(settings => settings with { HidesNumbers = true });
        var person = _world.NewPerson();
        await _world.Write(person, _session.Phone, MessageContent.OfText("Oi"));
        var came = await _node.Door.First<MessageReceived>(_session.Sender);
        came.BusinessUserId.ShouldStartWith("BR.");
        came.From.ShouldBe(came.BusinessUserId + "@bsuid");
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_sender_without_an_account_finds_the_one_that_has_its_number()
    {
        await stage.Execute("DELETE FROM cloud_senders WHERE sender_id = $1", _session.Sender.Value);
        Part<CloudBook>().Forget();
        await Driver.Stop(_session, default);
        _node.Door.Forget();
        await Driver.Start(_session, default);
        await _node.Door.State(_session.Sender, SessionState.Connected);
        (await stage.Scalar("SELECT number_id FROM cloud_senders WHERE sender_id = $1", _session.Sender.Value)).ShouldBe(_world.NumberOf(_session).Settings.Id);

        var stranger = new Session(Parley.Platform.Id.New<SenderId>(), _session.Tenant, _world.NewPerson(), 1);
        await Driver.Start(stranger, default);
        (await _node.Door.State(stranger.Sender, SessionState.LoggedOut)).Reason.ShouldBe(Reasons.NoCloudAccount);
    }

    [Fact]
    public async Task A_number_id_of_another_number_does_not_make_it_the_senders()
    {
        var other = await Connected();
        await stage.Execute("UPDATE cloud_senders SET number_id = $2 WHERE sender_id = $1", _session.Sender.Value, _world.NumberOf(other).Settings.Id);
        Part<CloudBook>().Forget();
        await Driver.Stop(_session, default);
        _node.Door.Forget();
        await Driver.Start(_session, default);
        (await _node.Door.State(_session.Sender, SessionState.LoggedOut)).Reason.ShouldBe(Reasons.NoCloudAccount);
    }

    [Fact]
    [Trait("Requirement", "SEC-02")]
    public async Task Secrets_stand_in_the_database_sealed_each_for_its_own_place()
    {
        var row = (string)(await stage.Scalar("SELECT to_jsonb(a)::text FROM cloud_accounts a WHERE id = $1", _world.Account.Value))!;
        row.ShouldNotContain(CloudWorld.Token);
        row.ShouldNotContain(CloudWorld.Secret);
        row.ShouldNotContain("verify-" + _world.Account);
        // Put where another stands, it does not open.
        var secret = (string)(await stage.Scalar("SELECT app_secret FROM cloud_accounts WHERE id = $1", _world.Account.Value))!;
        Should.Throw<CryptographicException>(() => stage.Box.OpenText(secret, CloudAccount.Place(_world.Account, "access_token")));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://127.0.0.1/files/1")]
    [InlineData("https://evil.example/files/1")]
    [InlineData("https://lookaside.fbsbx.com.evil.example/1")]
    [InlineData("http://lookaside.fbsbx.com/1")]
    [InlineData("https://lookaside.fbsbx.com:8443/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("no address")]
    public async Task A_tokens_way_leads_to_Meta_and_nowhere_else(string url) =>
        await Should.ThrowAsync<IOException>(() => Part<GraphClient>().Download(Account, url, default));
}
