using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Senders.SendersServer;

namespace Parley.Tests.Senders;

public sealed class SendersApiTests(SendersServer server) : IClassFixture<SendersServer>
{
    private HttpClient Admin => server.Admin;

    [Fact]
    [Trait("Requirement", "SND-01")]
    [Trait("Requirement", "SND-04")]
    public async Task A_new_sender_has_the_default_quotas_and_is_disconnected()
    {
        var number = server.NewNumber();
        var id = await server.Create("Front desk", number);
        var sender = await server.Get($"/api/senders/{id}");
        sender.GetProperty("name").GetString().ShouldBe("Front desk");
        sender.GetProperty("phoneNumber").GetString().ShouldBe(number);
        sender.GetProperty("status").GetString().ShouldBe("disconnected");
        (sender.GetProperty("quotaPerMinute").GetInt32(), sender.GetProperty("quotaPerHour").GetInt32(), sender.GetProperty("quotaPerDay").GetInt32()).ShouldBe((20, 500, 5000));
        sender.GetProperty("pacing").GetProperty("profile").GetString().ShouldBe("balanced");
        sender.GetProperty("health").GetInt32().ShouldBe(100);
        sender.GetProperty("capabilities").GetProperty("baileys").GetProperty("pairsByCode").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task A_name_or_number_is_unique_in_its_tenant_and_free_in_another()
    {
        var number = server.NewNumber();
        await server.Create("Unique", number);
        (await Refused(Admin.PostAsJsonAsync("/api/senders", new { name = "UNIQUE", phoneNumber = server.NewNumber(), driver = "baileys" }), 409, "conflict")).ShouldContain("name");
        // The same number in another spelling.
        var spelled = "0055 (11) " + number[5..];
        (await Refused(Admin.PostAsJsonAsync("/api/senders", new { name = "Another", phoneNumber = spelled, driver = "baileys" }), 409, "conflict")).ShouldContain("number");
        var other = await server.Create("Second");
        await Refused(Admin.PatchAsJsonAsync($"/api/senders/{other}", new { name = "unique" }), 409, "conflict");
        await server.Create("Unique", number, client: await server.Server.AdminOfOtherTenant());
    }

    [Theory]
    [InlineData("""{"name":"a","phoneNumber":"12","driver":"baileys"}""", 422, "invalid-number")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"pigeon"}""", 400, "validation")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"cloud"}""", 422, "not-supported")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"baileys","fallbackDriver":"baileys"}""", 400, "validation")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"baileys","quotaPerMinute":0}""", 400, "validation")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"baileys","pacing":{"minMs":5,"maxMs":1}}""", 400, "validation")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"baileys","pacing":"breakneck"}""", 400, "validation")]
    [InlineData("""{"name":"a","phoneNumber":"+5511987654321","driver":"baileys","warmUp":{"factor":0.5}}""", 400, "validation")]
    [InlineData("""{"name":"   ","phoneNumber":"+5511987654321","driver":"baileys"}""", 400, "validation")]
    [InlineData("""{"name":"0199c1f2-0000-7000-8000-000000000000","phoneNumber":"+5511987654321","driver":"baileys"}""", 400, "validation")]
    [InlineData("""{"phoneNumber":"+5511987654321","driver":"baileys"}""", 400, "validation")]
    [InlineData("""{"name":5,"phoneNumber":"+5511987654321","driver":"baileys"}""", 400, "validation")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string body, int status, string slug) =>
        (await Refused(Admin.PostAsync("/api/senders", new StringContent(body, Encoding.UTF8, "application/json")), status, slug)).ShouldNotBeNullOrEmpty();

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task The_qr_comes_as_text_and_as_a_picture_and_is_gone_on_connection()
    {
        var id = await server.Create();
        (await Refused(Admin.GetAsync($"/api/senders/{id}/qr"), 409, "illegal-state")).ShouldContain("disconnected");
        await Ok(Admin.PostAsync($"/api/senders/{id}/connect", null));
        await server.UntilStatus(id, "waiting_for_login");

        var qr = await server.Get($"/api/senders/{id}/qr");
        qr.GetProperty("qr").GetString()!.ShouldStartWith("2@");
        qr.GetProperty("expiresAt").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
        (await Picture(id, "image/png"))[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        Encoding.UTF8.GetString(await Picture(id, "image/svg+xml")).ShouldContain("<svg");

        await server.Driver.Scan(id);
        await server.UntilStatus(id, "connected");
        (await Refused(Admin.GetAsync($"/api/senders/{id}/qr"), 409, "illegal-state")).ShouldContain("connected");
        (await server.Get("/api/senders/active?limit=500")).GetProperty("items").EnumerateArray().ShouldContain(s => s.GetProperty("id").GetGuid() == id.Value);
    }

    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_pairing_code_is_answered_when_it_is_there_and_again_when_asked_again()
    {
        var id = await server.Create();
        (await Ok(Admin.PostAsync($"/api/senders/{id}/pairing-code", null))).GetProperty("pairingCode").GetString().ShouldBe("ABCD-1234");
        (await Ok(Admin.PostAsync($"/api/senders/{id}/pairing-code", null))).GetProperty("pairingCode").GetString().ShouldBe("ABCD-1234");
        server.Driver.Count("code", id).ShouldBe(1);
        await server.Driver.Scan(id);
        await server.UntilStatus(id, "connected");
        await Refused(Admin.PostAsync($"/api/senders/{id}/pairing-code", null), 409, "illegal-state");
    }

    [Fact]
    [Trait("Requirement", "SND-11")]
    public async Task Pausing_says_who_and_why_and_resuming_ends_pause_and_rest_and_forgets_the_failures()
    {
        var id = await server.CreateConnected();
        var paused = await Ok(Admin.PostAsJsonAsync($"/api/senders/{id}/pause", new { reason = "Number under review." }));
        (paused.GetProperty("status").GetString(), paused.GetProperty("statusReason").Deserialize<Reason>(Json.Options)).ShouldBe(("paused", new Reason(Reason.OwnWords, "Number under review.")));
        (await Why(id)).ShouldContain(why => why.Slug == "paused" && why.Sentence.EndsWith(" is paused: Number under review.", StringComparison.Ordinal));

        await server.Server.Execute("UPDATE sender_dispatch SET failures = 10 WHERE sender_id = $1", id.Value);
        var until = TimeProvider.System.GetUtcNow().AddHours(3);
        await Ok(Admin.PostAsJsonAsync($"/api/senders/{id}/rest", new { until }));
        (await Why(id)).ShouldContain(why => why.Slug == "resting");

        var resumed = await Ok(Admin.PostAsync($"/api/senders/{id}/resume", null));
        resumed.GetProperty("status").GetString().ShouldBe("connected");
        resumed.TryGetProperty("restUntil", out _).ShouldBeFalse();
        (await server.Server.Scalar("SELECT failures FROM sender_dispatch WHERE sender_id = $1", id.Value)).ShouldBe(0);
        (await Why(id)).Select(why => why.Slug).ShouldBe(["nothing-waiting"]);
        var history = (await server.Get($"/api/senders/{id}/history")).GetProperty("items").EnumerateArray().ToList();
        history.Select(item => item.GetProperty("event").GetString()).ShouldBe(["resumed", "resting", "paused", "connected", "created"]);
        history[2].GetProperty("reason").Deserialize<Reason>(Json.Options).ShouldBe(new Reason(Reason.OwnWords, "Number under review."));

        await Refused(Admin.PostAsJsonAsync($"/api/senders/{id}/rest", new { until = TimeProvider.System.GetUtcNow().AddHours(-1) }), 400, "validation");
    }

    [Fact]
    [Trait("Requirement", "SND-12")]
    public async Task Why_names_what_stands_in_the_way_and_when_it_ends()
    {
        var id = await server.CreateConnected(new { quotaPerMinute = 2 });
        var began = TimeProvider.System.GetUtcNow();
        await server.Server.Execute("UPDATE sender_dispatch SET minute_at = $2, minute_used = 2, hour_at = $2, hour_used = 2, day_at = $2, day_used = 2, next_send_at = $3, health = 30, health_at = $2 WHERE sender_id = $1",
            id.Value, began, began.AddSeconds(5));
        var answer = await server.Get($"/api/senders/{id}/why");
        answer.GetProperty("canSend").GetBoolean().ShouldBeFalse();
        var name = (await server.Get($"/api/senders/{id}")).GetProperty("name").GetString();
        var reasons = answer.GetProperty("reasons").EnumerateArray().ToDictionary(r => r.GetProperty("slug").GetString()!, StringComparer.Ordinal);
        reasons["quota-used"].GetProperty("sentence").GetString()!.ShouldContain(" has used its quota of 2 messages a minute until ");
        reasons["quota-used"].GetProperty("until").GetDateTimeOffset().ShouldBe(began.AddMinutes(1), TimeSpan.FromMilliseconds(1));
        reasons["quota-used"].GetProperty("values").Deserialize<WhyValues>(Json.Options).ShouldBe(new WhyValues { Sender = name, Quota = 2, Per = "minute", At = reasons["quota-used"].GetProperty("until").GetDateTimeOffset() });
        reasons["pacing"].GetProperty("until").GetDateTimeOffset().ShouldBe(began.AddSeconds(5), TimeSpan.FromMilliseconds(1));

        // Health is in the way only when another one can send.
        await server.CreateConnected();
        (await Why(id)).ShouldContain(why => why.Slug == "health" && why.Sentence.EndsWith("a health of 30, below 50, so other senders go first.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_touches_only_what_was_given_and_null_takes_away()
    {
        var id = await server.Create(more: new { fallbackDriver = "webjs", warmUp = new { start = 5 }, quotaPerDay = 100 });
        var changed = await Ok(Admin.PatchAsJsonAsync($"/api/senders/{id}", new { quotaPerMinute = 7, pacing = "human" }));
        (changed.GetProperty("quotaPerMinute").GetInt32(), changed.GetProperty("quotaPerDay").GetInt32(), changed.GetProperty("quotaToday").GetInt32()).ShouldBe((7, 100, 5));
        (changed.GetProperty("fallbackDriver").GetString(), changed.GetProperty("pacing").GetProperty("profile").GetString()).ShouldBe(("webjs", "human"));

        var cleared = await Ok(Admin.PatchAsync($"/api/senders/{id}", new StringContent("""{"fallbackDriver":null,"warmUp":null}""", Encoding.UTF8, "application/json")));
        cleared.TryGetProperty("fallbackDriver", out _).ShouldBeFalse();
        cleared.TryGetProperty("warmUp", out _).ShouldBeFalse();
        cleared.GetProperty("quotaToday").GetInt32().ShouldBe(100);
        cleared.GetProperty("sessions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task Both_drivers_have_a_session_of_their_own_and_either_connects_the_sender()
    {
        var id = await server.CreateConnected(new { fallbackDriver = "webjs" });
        server.Fallback.Count("start", id).ShouldBe(0);
        server.Fallback.HasLogin(id);
        await Ok(Admin.PostAsJsonAsync($"/api/senders/{id}/connect", new { driver = "webjs" }));
        await Wait.Until(async () => (await server.Get($"/api/senders/{id}")).GetProperty("sessions").EnumerateArray().All(s => s.GetProperty("state").GetString() == "connected"));
        await server.Driver.Break(id, Reasons.SenderLoggedOut, SessionState.LoggedOut);
        await Wait.Until(async () => (await server.Get($"/api/senders/{id}")).GetProperty("sessions")[0].GetProperty("state").GetString() == "logged_out");
        (await server.Get($"/api/senders/{id}")).GetProperty("status").GetString().ShouldBe("connected");
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task One_driver_is_disconnected_and_connected_again_while_the_other_goes_on()
    {
        var id = await server.CreateConnected(new { fallbackDriver = "webjs" });
        server.Fallback.HasLogin(id);
        await Ok(server.Admin.PostAsJsonAsync($"/api/senders/{id}/connect", new { driver = "webjs" }));
        await UntilStates(id, "connected", "connected");

        var shown = await Ok(server.Admin.PostAsJsonAsync($"/api/senders/{id}/disconnect", new { driver = "baileys" }));
        shown.GetProperty("wanted").GetBoolean().ShouldBeTrue();
        shown.GetProperty("status").GetString().ShouldBe("connected");
        await Wait.Until(() => !server.Driver.IsLive(id));
        server.Fallback.IsLive(id).ShouldBeTrue();
        await Ok(server.Admin.PostAsJsonAsync($"/api/senders/{id}/connect", new { driver = "baileys" }));
        await UntilStates(id, "connected", "connected");

        await Ok(server.Admin.PostAsJsonAsync($"/api/senders/{id}/disconnect", new { driver = "baileys" }));
        shown = await Ok(server.Admin.PostAsJsonAsync($"/api/senders/{id}/disconnect", new { driver = "webjs" }));
        shown.GetProperty("wanted").GetBoolean().ShouldBeFalse("nothing of it is to be connected any more");
        shown.GetProperty("status").GetString().ShouldBe("disconnected");
        await Refused(server.Admin.PostAsJsonAsync($"/api/senders/{id}/disconnect", new { driver = "simulator" }), 400, "validation");

        Task UntilStates(SenderId of, params string[] states) => Wait.Until(async () =>
            (await server.Get($"/api/senders/{of}")).GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("state").GetString()).SequenceEqual(states));
    }

    [Fact]
    [Trait("Requirement", "SND-02")]
    public async Task A_session_tells_of_its_connection_and_not_of_a_message()
    {
        var id = await server.CreateConnected();
        await server.Driver.Break(id, Reasons.ConnectionLost);
        await Wait.Until(async () => (await server.Get($"/api/senders/{id}/history")).GetProperty("items").EnumerateArray()
            .Any(line => line.TryGetProperty("reason", out var reason) && reason.ValueKind == System.Text.Json.JsonValueKind.Object && reason.GetProperty("sentence").GetString() == "The connection was lost."));
    }

    [Fact]
    public async Task A_change_of_driver_stops_the_old_session_and_connects_through_the_new()
    {
        var id = await server.CreateConnected();
        server.Fallback.HasLogin(id);
        await Ok(Admin.PatchAsJsonAsync($"/api/senders/{id}", new { driver = "webjs" }));
        await Wait.Until(() => server.Driver.Count("stop", id) > 0 && server.Fallback.IsLive(id));
        await server.UntilStatus(id, "connected");
        server.Driver.IsLive(id).ShouldBeFalse();
    }

    [Fact]
    [Trait("Requirement", "SND-01")]
    public async Task Deleting_gives_the_login_up_frees_name_and_number_and_leaves_the_ledger()
    {
        var (name, number) = ("To be deleted", server.NewNumber());
        var id = await server.Create(name, number);
        server.Driver.HasLogin(id);
        await Ok(Admin.PostAsync($"/api/senders/{id}/connect", null));
        await server.UntilStatus(id, "connected");
        await server.Server.Execute("INSERT INTO messages (id, tenant_id, direction, origin, recipient, sender_id, state, created_at) VALUES (gen_random_uuid(), $1, 'out', 'api', '+5511987654321', $2, 'sent', now())",
            server.Server.Tenant.Value, id.Value);

        using (var gone = await Admin.DeleteAsync($"/api/senders/{id}")) ((int)gone.StatusCode).ShouldBe(204);
        await Refused(Admin.GetAsync($"/api/senders/{id}"), 404, "not-found");
        await Refused(Admin.DeleteAsync($"/api/senders/{id}"), 404, "not-found");
        await server.Create(name, number);
        await Wait.Until(async () => (long)(await server.Server.Scalar("SELECT count(*) FROM sender_owners WHERE sender_id = $1", id.Value))! == 0);
        server.Driver.Count("logout", id).ShouldBe(1);
        (await server.Server.Scalar("SELECT count(*) FROM messages WHERE sender_id = $1", id.Value)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_logout_keeps_the_sender_and_a_second_one_has_nothing_to_do()
    {
        var id = await server.CreateConnected();
        await Ok(Admin.PostAsync($"/api/senders/{id}/logout", null));
        await server.UntilStatus(id, "waiting_for_login");
        server.Driver.Count("logout", id).ShouldBe(1);
        await Refused(Admin.PostAsync($"/api/senders/{id}/logout", null), 409, "illegal-state");
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenants_sender_does_not_exist_for_any_call()
    {
        var id = await server.Create();
        using var stranger = await server.Server.AdminOfOtherTenant();
        foreach (var path in new[] { "", "/qr", "/stats", "/why", "/history" }) await Refused(stranger.GetAsync($"/api/senders/{id}{path}"), 404, "not-found");
        foreach (var path in new[] { "connect", "disconnect", "logout", "pause", "resume", "pairing-code" }) await Refused(stranger.PostAsync($"/api/senders/{id}/{path}", null), 404, "not-found");
        await Refused(stranger.PostAsJsonAsync($"/api/senders/{id}/rest", new { until = TimeProvider.System.GetUtcNow().AddHours(1) }), 404, "not-found");
        await Refused(stranger.PatchAsJsonAsync($"/api/senders/{id}", new { name = "Mine" }), 404, "not-found");
        await Refused(stranger.DeleteAsync($"/api/senders/{id}"), 404, "not-found");
        (await SendersServer.Ok(stranger.GetAsync("/api/senders"))).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_and_can_be_searched()
    {
        var mark = Guid.NewGuid().ToString("N");
        for (var i = 0; i < 5; i++) await server.Create($"{mark} {i}");
        var (names, cursor) = (new List<string>(), "");
        do
        {
            var page = await server.Get($"/api/senders?search={mark}&limit=2&cursor={cursor}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            page.GetProperty("total").GetInt64().ShouldBe(5);
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        names.ShouldBe([$"{mark} 0", $"{mark} 1", $"{mark} 2", $"{mark} 3", $"{mark} 4"]);
        await Refused(Admin.GetAsync("/api/senders?status=happy"), 400, "validation");
    }

    [Fact]
    public async Task A_sender_is_found_by_id_and_by_name_whatever_the_case()
    {
        var id = await server.Create("São Paulo 1");
        await using var db = new ParleyDb(ParleyDb.ForTenant(server.Server.Db, server.Server.Tenant));
        (await FindSender.ByIdOrName(db, id.ToString(), default))!.Id.ShouldBe(id);
        (await FindSender.ByIdOrName(db, "são paulo 1", default))!.Id.ShouldBe(id);
        (await FindSender.ByIdOrName(db, "nobody", default)).ShouldBeNull();
    }

    private async Task<List<(string Slug, string Sentence)>> Why(SenderId id) =>
        [.. (await server.Get($"/api/senders/{id}/why")).GetProperty("reasons").EnumerateArray().Select(why => (why.GetProperty("slug").GetString()!, why.GetProperty("sentence").GetString()!))];

    private async Task<byte[]> Picture(SenderId id, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/senders/{id}/qr");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        using var answer = await Admin.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
