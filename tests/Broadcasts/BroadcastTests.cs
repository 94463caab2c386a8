using Parley.Tests.Campaigns;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Broadcasts;

/// <summary>From the list to the last group, over the API and the stand-in's phones.</summary>
[Trait("Requirement", "BRD-01")]
[Trait("Requirement", "BRD-02")]
public sealed class BroadcastTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_list_of_numbers_is_cut_into_groups_and_shows_who_is_where()
    {
        var stage = await CampaignStage.On(server);
        var numbers = CampaignStage.NewNumbers(8);
        var list = await stage.Api.Post("/api/broadcasts", new { name = "Friends", numbers = numbers.Append(numbers[0]).Append("nobody"), groupSize = 3 });
        list.Status.ShouldBe(201, list.Body.GetRawText());
        list["phase"].ShouldBe("ready");
        list["members"].ShouldBe("8");
        list["groups"].ShouldBe("3");
        list["leftOut.duplicate"].ShouldBe("1");
        list["leftOut.invalid"].ShouldBe("1");
        var groups = await stage.Api.Get($"/api/broadcasts/{list.Id}/groups");
        groups.Body.GetProperty("items").EnumerateArray().Select(g => g.GetProperty("members").GetInt32()).ShouldBe([3, 3, 2]);

        var (seen, cursor) = (new List<string?>(), (string?)null);
        do
        {
            var page = await stage.Api.Get($"/api/broadcasts/{list.Id}/members?limit=3{(cursor is null ? "" : "&cursor=" + cursor)}");
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("phoneNumber").GetString()));
            cursor = page["nextCursor"];
        }
        while (cursor is not null);
        seen.Order().ShouldBe(numbers.Order());
        (await stage.Api.Get($"/api/broadcasts/{list.Id}/members?group=3")).Body.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await stage.Api.Get("/api/broadcasts"))["items.0.name"].ShouldBe("Friends");
    }

    [Fact]
    public async Task A_list_is_made_of_those_who_came_with_a_file_in_whole_groups_over_many_batches()
    {
        await using var own = await TestServer.Start(new Dictionary<string, string?> { ["Broadcasts__Batch"] = "7" });
        var stage = await CampaignStage.On(own);
        await stage.AddContacts(50);
        var numbers = CampaignStage.NewNumbers(20);
        var import = (await stage.Api.Import("phone,name\n" + string.Join('\n', numbers.Select((number, n) => $"{number},Person {n}")) + "\n12,Nobody\n")).GetProperty("id").GetGuid();
        var list = await stage.Api.Post("/api/broadcasts", new { name = "File", audience = new { importId = import }, groupSize = 8 });
        list.Status.ShouldBe(201, list.Body.GetRawText());
        list["audience.importId"].ShouldBe(import.ToString());
        await Wait.Until(async () => (await stage.Api.Get($"/api/broadcasts/{list.Id}"))["phase"] == "ready");
        var members = await stage.Api.Get($"/api/broadcasts/{list.Id}/members");
        members.Body.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("phoneNumber").GetString()).Order().ShouldBe(numbers.Order());
        (await stage.Api.Get($"/api/broadcasts/{list.Id}/groups")).Body.GetProperty("items").EnumerateArray().Select(g => g.GetProperty("members").GetInt32()).ShouldBe([8, 8, 4]);

        (await stage.Api.Delete($"/api/contacts/imports/{import}")).Status.ShouldBe(204, "the list has its members itself");
        (await stage.Api.Post("/api/broadcasts", new { name = "Gone", audience = new { importId = import } })).Status.ShouldBe(422);
        (await stage.Api.Post("/api/broadcasts", new { name = "Both", audience = new { importId = import, all = true } })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_file_that_a_list_is_still_being_filled_from_is_kept()
    {
        // Nobody fills here.
        await using var web = await TestServer.Start(new Dictionary<string, string?> { ["ROLES"] = "web" });
        var stage = await CampaignStage.On(web);
        var import = Guid.CreateVersion7();
        await web.Execute("INSERT INTO imports (id, tenant_id, target, file_name, bytes, layout, preview, created_by, created_at) VALUES ($1, $2, 'contacts', 'a.csv', 1, '{}', '{}', 'test', now())", import, stage.Tenant.Value);
        await web.Execute("INSERT INTO broadcasts (id, tenant_id, name, audience, group_size, phase, created_by, created_at, worked_at) VALUES ($1, $2, 'Regulars', jsonb_build_object('importId', $3::text), 256, 'filling', 'test', now(), now())",
            Guid.CreateVersion7(), stage.Tenant.Value, import.ToString());
        var kept = await stage.Api.Delete($"/api/contacts/imports/{import}");
        kept.Status.ShouldBe(409);
        kept["detail"]!.ShouldContain("the broadcast list Regulars");
        await web.Execute("UPDATE broadcasts SET phase = 'ready' WHERE tenant_id = $1", stage.Tenant.Value);
        (await stage.Api.Delete($"/api/contacts/imports/{import}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_list_out_of_contacts_is_filled_by_tags_a_segment_or_all_in_groups_of_256()
    {
        var stage = await CampaignStage.On(server);
        await stage.AddContacts(600, tag: "vip");
        await stage.AddContacts(10, "+55419");
        var segment = Guid.CreateVersion7();
        await server.Execute("""
            INSERT INTO segments (id, tenant_id, name, filter, created_by, created_at, updated_at) VALUES ($1, $2, 'some', '{"field":"phone","op":"starts_with","value":"+55419"}', 'test', now(), now())
            """, segment, stage.Tenant.Value);
        foreach (var (audience, members, groups) in new (object, string, string)[] { (new { tags = new[] { "vip" } }, "600", "3"), (new { all = true }, "610", "3"), (new { segmentId = segment }, "10", "1") })
        {
            var list = await stage.Api.Post("/api/broadcasts", new { name = "Some", audience });
            list.Status.ShouldBe(201, list.Body.GetRawText());
            await Wait.Until(async () => (await stage.Api.Get($"/api/broadcasts/{list.Id}"))["phase"] == "ready");
            var shown = await stage.Api.Get($"/api/broadcasts/{list.Id}");
            (shown["members"], shown["groups"]).ShouldBe((members, groups));
        }
        (await server.Scalar("SELECT max(n)::int FROM (SELECT count(*) AS n FROM broadcast_members WHERE tenant_id = $1 GROUP BY broadcast_id, group_no) g", stage.Tenant.Value)).ShouldBe(256);
    }

    [Fact]
    public async Task Groups_go_out_one_after_the_other_with_the_pause_between_them_and_progress_for_each()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(10);
        var list = await List(stage, numbers, 4);
        await server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", stage.Tenant.Value, numbers[0]);
        var sent = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "News for {{name|you}}", pauseMs = 400 });
        sent.Status.ShouldBe(202, sent.Body.GetRawText());
        sent["groups"].ShouldBe("3");
        sent["figures.pending"].ShouldBe("10");
        (await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Again" })).Status.ShouldBe(409, "a list is sent once at a time");

        await Until(stage, list, sent.Id, "completed");
        var shown = await stage.Api.Get($"/api/broadcasts/{list}/sends/{sent.Id}");
        shown["figures.sent"].ShouldBe("9");
        shown["figures.suppressed"].ShouldBe("1");
        shown["figures.pending"].ShouldBe("0");
        var groups = (await stage.Api.Get($"/api/broadcasts/{list}/sends/{sent.Id}/groups")).Body.GetProperty("items").EnumerateArray().ToList();
        groups.Select(g => g.GetProperty("figures").GetProperty("total").GetInt32()).ShouldBe([4, 4, 2]);
        groups.Sum(g => g.GetProperty("figures").GetProperty("sent").GetInt32()).ShouldBe(9);
        for (var n = 1; n < groups.Count; n++)
            (groups[n].GetProperty("startedAt").GetDateTimeOffset() - groups[n - 1].GetProperty("endedAt").GetDateTimeOffset()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(399));
        (await server.Scalar("SELECT count(DISTINCT lane)::int * 10 + max(lane) FROM outbox_queues WHERE id = $1", sent.Id)).ShouldBe(13);
        var world = await stage.Api.Get($"/api/simulator/phones/{Uri.EscapeDataString(numbers[5])}/messages");
        world["items.0.text"].ShouldBe("News for you");
        (await stage.Api.Get($"/api/broadcasts/{list}"))["lastSend"].ShouldBe(sent.Id.ToString());
    }

    [Fact]
    public async Task All_members_of_a_group_go_at_once_whatever_the_senders_pace()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: "safe");
        var list = await List(stage, CampaignStage.NewNumbers(30), 30);
        var sent = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "At once" });
        await Until(stage, list, sent.Id, "completed");
        (await server.Scalar("SELECT (max(claimed_at) - min(claimed_at)) < interval '3 seconds' FROM messages WHERE queue_id = $1", sent.Id)).ShouldBe(true);
    }

    [Fact]
    public async Task Stopping_and_deleting_end_a_sending_and_leave_what_was_sent()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var list = await List(stage, CampaignStage.NewNumbers(6), 2);
        var first = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "One", pauseMs = 3_600_000 });
        await Until(stage, list, first.Id, "waiting", group: 1);
        var stopped = await stage.Api.Post($"/api/broadcasts/{list}/sends/{first.Id}/stop");
        stopped["state"].ShouldBe("stopped");
        stopped["figures.total"].ShouldBe("2");
        stopped["figures.pending"].ShouldBe("0");
        (await stage.Api.Post($"/api/broadcasts/{list}/sends/{first.Id}/stop")).Status.ShouldBe(409);

        var second = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Two", pauseMs = 3_600_000 });
        second.Status.ShouldBe(202);
        await Until(stage, list, second.Id, "waiting", group: 1);
        (await stage.Api.Delete($"/api/broadcasts/{list}")).Status.ShouldBe(204);
        (await stage.Api.Get($"/api/broadcasts/{list}")).Status.ShouldBe(404);
        (await stage.Api.Delete($"/api/broadcasts/{list}")).Status.ShouldBe(404);
        await Wait.Until(async () => await server.Scalar("SELECT (SELECT count(*) FROM broadcasts WHERE id = $1) + (SELECT count(*) FROM broadcast_members WHERE broadcast_id = $1)", list) is 0L);
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = ANY($1)", new[] { first.Id, second.Id })).ShouldBe(4L);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_in_words()
    {
        var stage = await CampaignStage.On(server);
        var list = await List(stage, CampaignStage.NewNumbers(2), 2);
        var missing = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Your code is {{code}}" });
        missing.Status.ShouldBe(422);
        missing["type"].ShouldBe("unknown-variables");
        missing["variables.code"].ShouldBe("2");
        (await stage.Api.Post($"/api/broadcasts/{list}/send", new { })).Status.ShouldBe(400);
        (await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Hi", senderIds = new[] { "nobody" } })).Status.ShouldBe(422);
        (await stage.Api.Post($"/api/broadcasts/{Guid.NewGuid()}/send", new { text = "Hi" })).Status.ShouldBe(404);
        (await stage.Api.Post("/api/broadcasts", new { name = "x", numbers = new[] { "nobody" } })).Status.ShouldBe(422);
        (await stage.Api.Post("/api/broadcasts", new { name = "x" })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/broadcasts", new { name = "x", audience = new { tags = new[] { "a" }, all = true } })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/broadcasts", new { name = "x", audience = new { segmentId = Guid.NewGuid() } })).Status.ShouldBe(422);
        (await stage.Api.Get("/api/broadcasts"))["items"]!.ShouldContain(list.ToString());
        (await server.Scalar("SELECT count(*) FROM broadcasts WHERE tenant_id = $1", stage.Tenant.Value)).ShouldBe(1L, "what was refused left nothing behind");
    }

    [Fact]
    [Trait("Requirement", "CON-07")]
    public async Task The_figures_leave_out_whoever_was_erased_before_their_group_went_out()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var numbers = CampaignStage.NewNumbers(4);
        var list = await List(stage, numbers, 2);
        await Erase(1);
        var sent = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "News", pauseMs = 3_600_000 });
        (sent["figures.total"], sent["figures.pending"]).ShouldBe(("3", "3"));
        await Until(stage, list, sent.Id, "waiting", group: 1);
        await Erase(1);
        (await Figures()).ShouldBe(("3", "2", "1"), "who got it stays counted");
        await Erase(2);
        (await Figures()).ShouldBe(("2", "1", "1"));
        await server.Execute("UPDATE broadcast_sends SET next_at = now() WHERE id = $1", sent.Id);
        await Until(stage, list, sent.Id, "completed");
        await Wait.Until(async () => await Figures() == ("2", "0", "2"));

        async Task Erase(int group)
        {
            var contact = await server.Scalar("SELECT contact_id FROM broadcast_members WHERE broadcast_id = $1 AND group_no = $2 LIMIT 1", list, (short)group);
            (await stage.Api.Delete($"/api/contacts/{contact}?erase=true")).Status.ShouldBe(204);
        }
        async Task<(string?, string?, string?)> Figures() => await stage.Api.Get($"/api/broadcasts/{list}/sends/{sent.Id}") is var shown ? (shown["figures.total"], shown["figures.pending"], shown["figures.sent"]) : default;
    }

    [Fact]
    [Trait("Requirement", "MSG-11")]
    public async Task A_file_stays_while_groups_campaigns_or_a_driver_still_need_it()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var file = await stage.Picture();
        var list = await List(stage, CampaignStage.NewNumbers(2), 1);
        var sent = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Look", mediaId = file, pauseMs = 3_600_000 });
        await Until(stage, list, sent.Id, "waiting", group: 1);
        (await server.Scalar("SELECT count(*) FROM messages WHERE queue_id = $1 AND due_at IS NOT NULL", sent.Id)).ShouldBe(0L, "between two groups nothing waits");
        (await Delete("broadcasts")).ShouldBe(409);
        (await stage.Api.Post($"/api/broadcasts/{list}/sends/{sent.Id}/stop")).ShouldBe200();

        var campaign = await stage.Create(new { name = "Draft", template = new { text = "Look", mediaId = file }, contacts = CampaignStage.People(1) });
        await server.Execute("UPDATE messages SET state = 'sending', due_at = NULL, lease = 1, lease_until = now() + interval '1 hour' WHERE queue_id = $1", campaign);
        (await Delete("campaigns")).ShouldBe(409);
        await server.Execute("UPDATE campaigns SET state = 'stopped' WHERE id = $1", campaign);
        (await Delete("waiting messages")).ShouldBe(409, "it is in a driver's hands");
        await server.Execute("UPDATE messages SET state = 'sent', lease = NULL, lease_until = NULL WHERE queue_id = $1", campaign);
        (await Delete("")).ShouldBe(204);

        async Task<int> Delete(string why)
        {
            var answer = await stage.Api.Delete($"/api/media/{file}");
            if (answer.Status == 409) answer["detail"]!.ShouldContain(why);
            return answer.Status;
        }
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task A_text_whose_braces_would_show_is_refused_here_and_in_bulk()
    {
        var stage = await CampaignStage.On(server);
        var list = await List(stage, CampaignStage.NewNumbers(2), 2);
        (await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Hi {{Order No}}" }))["errors.text.0"]!.ShouldContain("{{Order No}} is no placeholder");
        (await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(1), text = "Hi {{1+1}}" }))["errors.text.0"]!.ShouldContain("{{1+1}} is no placeholder");
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task The_same_key_sends_a_list_once()
    {
        var stage = await CampaignStage.On(server);
        var list = await List(stage, CampaignStage.NewNumbers(2), 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Hi" }, key: "same")));
        answers.ShouldAllBe(answer => answer.Status == 202);
        answers.Select(answer => answer.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    [Trait("Requirement", "RTM-01")]
    public async Task Progress_is_told_live_of_broadcasts_and_bulk_sends_to_their_end()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var list = await List(stage, CampaignStage.NewNumbers(2), 1);
        await using var reader = await EventReader.Stream(stage.Api, "?types=INIT,bulk.progress,broadcast.progress");
        await reader.Next("INIT");
        var sent = await stage.Api.Post($"/api/broadcasts/{list}/send", new { text = "Hi", pauseMs = 1500 });
        var payload = await reader.Next("broadcast.progress");
        payload.GetProperty("sendId").GetGuid().ShouldBe(sent.Id);
        while (payload.GetProperty("state").GetString() != "completed") payload = await reader.Next("broadcast.progress");
        payload.GetProperty("sent").GetInt32().ShouldBe(2);

        var bulk = await stage.Api.Post("/api/bulk", new { recipients = CampaignStage.NewNumbers(3), text = "Hi" }, prefer: "respond-async");
        do payload = await reader.Next("bulk.progress");
        while (payload.GetProperty("pending").GetInt32() > 0);
        payload.GetProperty("bulkId").GetGuid().ShouldBe(bulk.Id);
    }

    private static async Task<Guid> List(CampaignStage stage, string[] numbers, int groupSize)
    {
        var list = await stage.Api.Post("/api/broadcasts", new { name = "List", numbers, groupSize });
        list.Status.ShouldBe(201, list.Body.GetRawText());
        return list.Id;
    }

    private static Task Until(CampaignStage stage, Guid list, Guid send, string state, int? group = null) => Wait.Until(async () =>
    {
        var shown = await stage.Api.Get($"/api/broadcasts/{list}/sends/{send}");
        return shown["state"] == state && (group is null || shown["group"] == group.ToString());
    }, condition: $"the sending is {state}");
}
