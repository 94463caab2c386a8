using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Campaigns;

[Trait("Requirement", "CMP-02")]
public sealed class CheckCampaignTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task It_tells_before_anything_is_written_who_would_get_it_and_who_not_and_why()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 6000, maxMs = 6000 });
        var numbers = CampaignStage.NewNumbers(6);
        await server.Execute("UPDATE tenants SET cap_messages = 1, cap_days = 7 WHERE id = $1", stage.Tenant.Value);
        await server.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, $2, 'asked', 'test', now())", stage.Tenant.Value, numbers[1]);
        await server.Execute("INSERT INTO contacts (id, tenant_id, phone, consent, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, 'opted_out', now(), now())", stage.Tenant.Value, numbers[2]);
        await server.Execute("""
            WITH c AS (INSERT INTO contacts (id, tenant_id, phone, name, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, 'Capped', now(), now()) RETURNING id)
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, created_at, sent_at) SELECT gen_random_uuid(), $1, 'out', 'campaign', gen_random_uuid(), id, $2, 'sent', now(), now() FROM c
            """, stage.Tenant.Value, numbers[3]);
        object People(bool names) => numbers.Select(n => new { phoneNumber = n, name = names || n != numbers[4] ? "Ana" : null }).Append(new { phoneNumber = numbers[0], name = (string?)"Again" }).Append(new { phoneNumber = "12", name = (string?)null });

        var check = await stage.Api.Post("/api/campaigns/check", new { template = "Hi {{name}}", contacts = People(names: false) });
        check.ShouldBe200();
        check["given"].ShouldBe("8");
        check["willGet"].ShouldBe("2");
        check["willNotGet"].ShouldNotBeNull();
        var why = check.Body.GetProperty("willNotGet").EnumerateArray().ToDictionary(one => one.GetProperty("reason").GetString()!, one => one.GetProperty("amount").GetInt64());
        why.ShouldBe(new Dictionary<string, long> { ["blocked"] = 1, ["opted-out"] = 1, ["frequency-capped"] = 1, ["variable-missing"] = 1, ["duplicate"] = 1, ["invalid"] = 1 }, ignoreOrder: true);
        check["missingVariables"].ShouldBe("{\"name\":1}");
        check["canStart"].ShouldBe("false");
        check["notices.0"]!.ShouldContain("name (1)");
        check["rejects.0.index"].ShouldBe("7");
        double.Parse(check["estimate.seconds"]!).ShouldBeInRange(5, 20);
        (await server.Scalar("SELECT count(*) FROM contacts WHERE tenant_id = $1", stage.Tenant.Value)).ShouldBe(2L);
        (await stage.Api.Get("/api/campaigns"))["items"].ShouldBe("[]");

        // What is then written down says the same.
        var campaign = await stage.Create(new { name = "Same", template = "Hi {{name}}", contacts = People(names: false) });
        var written = await stage.Api.Post($"/api/campaigns/{campaign}/check");
        written["given"].ShouldBe("8");
        written["willGet"].ShouldBe("2");
        written["missingVariables"].ShouldBe("{\"name\":1}");
        (await stage.Api.Post("/api/campaigns/check", new { template = "Hi {{name}}", contacts = People(names: true) }))["canStart"].ShouldBe("true");
    }

    [Fact]
    public async Task A_known_audience_is_looked_through_as_a_whole_and_a_wrong_draft_is_refused_as_by_create()
    {
        var stage = await CampaignStage.On(server);
        await stage.AddContacts(500, tag: "vip");
        await server.Execute("UPDATE tenants SET require_opt_in = true WHERE id = $1", stage.Tenant.Value);
        await server.Execute("UPDATE contacts SET consent = 'opted_in' WHERE tenant_id = $1 AND phone LIKE '%1'", stage.Tenant.Value);
        var check = await stage.Api.Post("/api/campaigns/check", new { template = "Hi", audience = new { tags = new[] { "vip" } } });
        check["willGet"].ShouldBe("50");
        check["willNotGet.0.reason"].ShouldBe("not-opted-in");
        check["willNotGet.0.amount"].ShouldBe("450");
        check["estimate.endsAt"].ShouldBeNull();
        check["notices.0"].ShouldBe("There is no sender that could send it.");
        (await stage.Api.Post("/api/campaigns/check", new { template = "", audience = new { all = true } })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/campaigns/check", new { template = "Hi" })).Status.ShouldBe(400);
        (await stage.Api.Post("/api/campaigns/check", new { template = "Hi", audience = new { segmentId = Guid.NewGuid() } })).Status.ShouldBe(422);
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task Times_may_be_written_with_the_offset_of_where_one_lives()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender();
        var start = TimeProvider.System.GetUtcNow().AddDays(2).ToOffset(TimeSpan.FromHours(-3));
        var body = new { name = "Later", template = "Hi", contacts = CampaignStage.People(1), scheduledStart = start, scheduledEnd = start.AddHours(5) };
        DateTimeOffset.Parse((await stage.Api.Post("/api/campaigns/check", body))["estimate.startsAt"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(start);
        var campaign = await stage.Api.Post("/api/campaigns", body);
        campaign.Status.ShouldBe(201);
        DateTimeOffset.Parse(campaign["scheduledStart"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(start, TimeSpan.FromMilliseconds(1));
        (await stage.Api.Patch($"/api/campaigns/{campaign.Id}", new { scheduledEnd = start.AddHours(6) })).ShouldBe200();
        (await stage.Api.Post("/api/messages", new { to = CampaignStage.NewNumbers(1)[0], text = "Later", dueAt = start })).Status.ShouldBe(202);
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public async Task It_tells_how_many_the_end_leaves_out()
    {
        var stage = await CampaignStage.On(server);
        await stage.Sender(pacing: new { minMs = 60_000, maxMs = 60_000 });
        var end = TimeProvider.System.GetUtcNow().AddMinutes(10);
        var check = await stage.Api.Post("/api/campaigns/check", new { template = "Hi", contacts = CampaignStage.People(100), scheduledEnd = end });
        long.Parse(check["estimate.sentInTime"]!).ShouldBeInRange(8, 11);
        check["notices.0"]!.ShouldContain("expire then");
        check["estimate.sendersConnected"].ShouldBe("1");
    }
}
