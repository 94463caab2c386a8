using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Contacts;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

[Trait("Requirement", "CON-07")]
public sealed class ForgetTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Phone = "+5511987654321";

    [Fact]
    public async Task An_export_holds_everything_that_is_stored_about_the_person()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_in", evidence = "a call" });
        var message = await people.Message(id, Phone);
        await people.Do("INSERT INTO message_attempts VALUES ($1, 1, $2, gen_random_uuid(), 'simulator', now(), 5, 'retry', 'timeout', 'raw words')", message, people.Tenant.Value);
        await people.Message(id, Phone, "in", "received");

        var answer = await client.GetAsync($"/api/contacts/{id}/export");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"contact-{id}.json");
        var export = await answer.Json();
        export.GetProperty("contact").GetProperty("name").GetString().ShouldBe("Ana");
        export.GetProperty("consent")[0].GetProperty("evidence").GetString().ShouldBe("a call");
        var messages = export.GetProperty("messages").EnumerateArray().ToList();
        messages.Count.ShouldBe(2);
        messages[0].GetProperty("recipient").GetString().ShouldBe(Phone);
        messages[0].GetProperty("content").GetProperty("text").GetString().ShouldBe("hello");
        messages[0].GetProperty("attempts")[0].GetProperty("raw_error").GetString().ShouldBe("raw words");
    }

    [Fact]
    public async Task An_export_of_a_long_conversation_is_whole()
    {
        var (client, people, id) = await SomeContact();
        await people.Do("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, content, state, created_at)
            SELECT gen_random_uuid(), $1, 'in', 'inbound', $2, $3, jsonb_build_object('kind', 'text', 'text', repeat('olá ', 50)), 'received', now() FROM generate_series(1, 3000)
            """, people.Tenant.Value, id.Value, Phone);
        (await client.GetFromJsonAsync<JsonElement>($"/api/contacts/{id}/export")).GetProperty("messages").GetArrayLength().ShouldBe(3000);
    }

    [Fact]
    public async Task Erasing_leaves_figures_and_nothing_that_leads_back()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_in", evidence = "a call from 11 98765-4321" });
        var sent = await people.Message(id, Phone);
        await people.Message(id, Phone, "in", "received");
        await people.Message(id, Phone, state: "queued");
        await people.Do("INSERT INTO message_attempts VALUES ($1, 1, $2, gen_random_uuid(), 'simulator', now(), 5, 'retry', 'timeout', '+5511987654321 is busy')", sent, people.Tenant.Value);

        (await client.DeleteAsync($"/api/contacts/{id}?erase=true")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.GetAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await people.Scalar<long>("SELECT count(*) FROM messages WHERE state = 'sent' AND recipient = 'erased' AND content IS NULL AND contact_id IS NULL")).ShouldBe(1);
        (await people.Scalar<long>("SELECT count(*) FROM messages WHERE state = 'cancelled' AND due_at IS NULL")).ShouldBe(1);
        (await Mentions(people.Tenant, Phone, id.ToString())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Erasing_waits_for_a_message_that_is_leaving()
    {
        var (client, people, id) = await SomeContact();
        await people.Message(id, Phone, state: "sending");
        var waiting = await people.Message(id, Phone, state: "queued");
        var answer = await client.DeleteAsync($"/api/contacts/{id}?erase=true");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Json()).GetProperty("detail").GetString()!.ShouldContain("Try again");
        (await people.Scalar<string>("SELECT state FROM messages WHERE id = $1", waiting)).ShouldBe("queued");
        (await client.GetAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [Trait("Requirement", "CON-05")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_opted_out_and_was_erased_is_not_written_to_when_the_number_comes_back(bool byImport)
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_out" });
        (await client.DeleteAsync($"/api/contacts/{id}?erase=true")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Mentions(people.Tenant, Phone, id.ToString())).ShouldBeEmpty();

        if (byImport)
        {
            (await client.Import($"phone\n{Phone}\n", ("consent", """{"state":"opted_in","evidence":"bought list"}"""))).Counts().ShouldBe([0, 0, 0, 0, 1, 0]);
            (await server.CountContacts(people.Tenant)).ShouldBe(0);
            return;
        }
        var back = await (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = Phone })).Json();
        back.GetProperty("consent").GetString().ShouldBe("opted_out");
        var ledger = await client.GetFromJsonAsync<JsonElement>($"/api/contacts/{back.GetProperty("id").GetString()}/consent");
        ledger[0].GetProperty("source").GetString().ShouldBe("erased");
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Who_opted_out_stays_refused_under_the_number_that_they_had_before()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_out" });
        (await client.PatchAsJsonAsync($"/api/contacts/{id}", new { name = "Ana L.", phoneNumber = Phone })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await people.Scalar<long>("SELECT count(*) FROM blocklist")).ShouldBe(0, "it is still theirs");
        (await client.PatchAsJsonAsync($"/api/contacts/{id}", new { phoneNumber = "+5511987654399" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await people.Scalar<string>("SELECT phone || ' ' || reason FROM blocklist")).ShouldBe($"{Phone} Opted out before the contact got another number");
        (await people.Scalar<string>("SELECT consent FROM contacts WHERE id = $1", id.Value)).ShouldBe("opted_out");
        (await client.Import($"phone\n{Phone}\n")).Counts().ShouldBe([0, 0, 0, 0, 1, 0]);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Who_opted_out_and_was_erased_is_not_written_to_when_another_contact_gets_the_number()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_out" });
        await client.DeleteAsync($"/api/contacts/{id}?erase=true");
        var other = await (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654399" })).Json();
        var changed = await (await client.PatchAsJsonAsync($"/api/contacts/{other.GetProperty("id").GetString()}", new { phoneNumber = Phone })).Json();
        changed.GetProperty("consent").GetString().ShouldBe("opted_out");
        var ledger = await client.GetFromJsonAsync<JsonElement>($"/api/contacts/{other.GetProperty("id").GetString()}/consent");
        ledger[0].GetProperty("source").GetString().ShouldBe("erased");
        (await people.Scalar<long>("SELECT count(*) FROM blocklist")).ShouldBe(0);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task A_blocked_number_is_erased_from_the_blocklist_and_stays_refused()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync("/api/blocklist", new { phoneNumber = Phone, reason = "asked" });
        await client.DeleteAsync($"/api/contacts/{id}?erase=true");
        (await Mentions(people.Tenant, Phone, id.ToString())).ShouldBeEmpty();
        (await client.Import($"phone\n{Phone}\n")).Counts().ShouldBe([0, 0, 0, 0, 1, 0]);
    }

    [Fact]
    public async Task Who_did_not_opt_out_comes_back_as_a_stranger()
    {
        var (client, people, id) = await SomeContact();
        await client.DeleteAsync($"/api/contacts/{id}?erase=true");
        (await people.Scalar<long>("SELECT count(*) FROM erased_numbers")).ShouldBe(0);
        (await client.Import($"phone\n{Phone}\n")).Counts().ShouldBe([1, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public async Task What_could_not_be_understood_of_the_person_is_exported_and_erased_as_well()
    {
        var (client, people, id) = await SomeContact();
        foreach (var (conversation, text) in new[] { (Phone, "by number"), ("9001@lid", "by internal id"), ("+5511987654399", "somebody else") })
            await people.Do("""
                INSERT INTO inbox_events (tenant_id, sender_id, event_id, kind, conversation, payload, received_at, state)
                VALUES ($1, gen_random_uuid(), 'e', 'message', $2, jsonb_build_object('said', $2 || ' ' || $3), now(), 'failed')
                """, people.Tenant.Value, conversation, text);
        (await client.GetFromJsonAsync<JsonElement>($"/api/contacts/{id}/export")).GetProperty("notUnderstood").GetArrayLength().ShouldBe(2);
        (await client.DeleteAsync($"/api/contacts/{id}?erase=true")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Mentions(people.Tenant, Phone, id.ToString())).ShouldBeEmpty();
        (await people.Scalar<long>("SELECT count(*) FROM inbox_events WHERE payload <> '{}'")).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task Deleting_who_opted_out_blocks_the_number()
    {
        var (client, people, id) = await SomeContact();
        await client.PostAsJsonAsync($"/api/contacts/{id}/consent", new { state = "opted_out" });
        var message = await people.Message(id, Phone);
        (await client.DeleteAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await people.Scalar<string>("SELECT recipient FROM messages WHERE id = $1", message)).ShouldBe(Phone);
        (await people.Scalar<long>("SELECT count(*) FROM consent_events")).ShouldBe(0);
        var blocked = await client.GetFromJsonAsync<JsonElement>("/api/blocklist");
        blocked.GetProperty("items")[0].GetProperty("phoneNumber").GetString().ShouldBe(Phone);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task Deleting_somebody_cancels_what_waits_for_them_and_counts_it()
    {
        var (client, people, id) = await SomeContact();
        var queue = Guid.CreateVersion7();
        var waiting = await people.Message(id, Phone, state: "pending", queue: queue);
        var sent = await people.Message(id, Phone, queue: queue);
        (await client.DeleteAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await people.Scalar<string>("SELECT state || ' ' || reason || ' ' || (due_at IS NULL) FROM messages WHERE id = $1", waiting)).ShouldBe("cancelled stopped-by-person true");
        (await people.Scalar<string>("SELECT state FROM messages WHERE id = $1", sent)).ShouldBe("sent");
        await Wait.Until(async () => await people.Scalar<long>("SELECT coalesce(sum(amount), 0)::bigint FROM queue_tallies WHERE queue_id = $1 AND metric = 'cancelled'", queue) == 1);
    }

    [Fact]
    public async Task Who_was_deleted_and_comes_back_is_exported_and_erased_with_all_that_was_before()
    {
        var (client, people, id) = await SomeContact();
        await people.Message(id, Phone);
        await people.Message(id, "9001@lid", "in", "received"); // they wrote under their internal id
        (await client.DeleteAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var back = (await people.Add(new UpsertContacts.Seed(People.Number(Phone))))[0].Id;
        back.ShouldNotBe(id);
        await people.Message(back, Phone);

        (await client.GetFromJsonAsync<JsonElement>($"/api/contacts/{back}/export")).GetProperty("messages").GetArrayLength().ShouldBe(3);
        (await client.DeleteAsync($"/api/contacts/{back}?erase=true")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Mentions(people.Tenant, Phone, back.ToString())).ShouldBeEmpty();
        (await server.Find(people.Tenant, [id.ToString()], "audit_log")).ShouldBeEmpty();
        (await people.Scalar<long>("SELECT count(*) FROM messages WHERE recipient = 'erased'")).ShouldBe(3);
    }

    [Fact]
    public async Task Of_somebody_who_was_deleted_without_a_message_nothing_is_kept()
    {
        var (client, people, id) = await SomeContact();
        (await client.DeleteAsync($"/api/contacts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Mentions(people.Tenant, Phone, id.ToString())).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_digest_that_SQL_computes_is_HMAC_SHA256()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var erased = new ErasedNumbers(_ => ValueTask.FromResult(key));
        var pads = await erased.GetPads(default);
        (await server.Scalar("SELECT sha256($2 || sha256($1 || convert_to($3, 'UTF8')))", pads.Inner, pads.Outer, Phone)).ShouldBe(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Phone)));
        (await erased.Digest(People.Number(Phone), default)).ShouldBe(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Phone)));
    }

    private async Task<(HttpClient, People, ContactId)> SomeContact()
    {
        var tenant = await server.Database.NewTenant();
        var client = await server.Member(tenant, Role.Admin);
        var people = new People(server.Database, tenant);
        return (client, people, (await people.Add(new UpsertContacts.Seed(People.Number(Phone), "9001", "Ana")))[0].Id);
    }

    // The audit log is to say that somebody with this id was erased, but not who it was.
    private async Task<List<string>> Mentions(TenantId tenant, string phone, string id) =>
        [.. await server.Find(tenant, [phone, "9001"]), .. await server.Find(tenant, [id], "audit_log")];
}
