using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Jobs;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Platform.Jobs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

[Trait("Requirement", "CON-01")]
public sealed class ContactCallsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_contact_is_added_read_changed_and_deleted()
    {
        var (client, _) = await SomeTenant();
        var added = await client.PostAsJsonAsync("/api/contacts", new
        {
            phoneNumber = "(11) 98765-4321", defaultRegion = "BR", name = "Ana Souza", language = "pt-BR", timeZone = "America/Sao_Paulo",
            variables = new { city = "Rio", address = new { zip = "20000" } }, tags = new[] { "vip", "vip", "new" }, consent = new { state = "opted_in", evidence = "form" },
        });
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync());
        var contact = await added.Json();
        contact.GetProperty("phoneNumber").GetString().ShouldBe("+5511987654321");
        contact.GetProperty("consent").GetString().ShouldBe("opted_in");
        contact.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["vip", "new"]);

        var place = added.Headers.Location!.ToString();
        var changed = await (await client.PatchAsJsonAsync(place, new { name = "Ana Lima", language = "", variables = new { city = (string?)null, plan = "b" }, tags = new[] { "old" } })).Json();
        changed.GetProperty("name").GetString().ShouldBe("Ana Lima");
        changed.TryGetProperty("language", out _).ShouldBeFalse();
        changed.GetProperty("timeZone").GetString().ShouldBe("America/Sao_Paulo");
        changed.GetProperty("variables").GetRawText().ShouldBe("""{"plan":"b","address":{"zip":"20000"}}""");
        changed.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["old"]);
        (await client.GetFromJsonAsync<JsonElement>(place)).GetRawText().ShouldBe(changed.GetRawText());

        (await client.DeleteAsync(place)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync(place)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.DeleteAsync(place)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task A_list_an_export_and_a_change_of_many_can_be_of_those_who_are_blocked_or_are_not()
    {
        var (client, _) = await SomeTenant();
        foreach (var number in new[] { "+5511987654321", "+5511987654322", "+5511987654323" }) await client.Post("/api/contacts", new { phoneNumber = number });
        await client.Post("/api/blocklist", new { phoneNumbers = new[] { "+5511987654322" }, reason = "asked" });
        async Task<IEnumerable<string?>> Numbers(string query) => (await client.Get("/api/contacts?sort=phone&" + query)).Body.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("phoneNumber").GetString());

        (await Numbers("blocked=true")).ShouldBe(["+5511987654322"]);
        (await Numbers("blocked=false")).ShouldBe(["+5511987654321", "+5511987654323"]);
        (await client.Get("/api/contacts?blocked=true&total=true"))["total"].ShouldBe("1");
        (await client.GetStringAsync("/api/contacts/export.csv?blocked=true")).ShouldContain("+5511987654322");
        (await client.GetStringAsync("/api/contacts/export.csv?blocked=true")).ShouldNotContain("+5511987654321");

        var job = await client.Post("/api/contacts/bulk", new { addTags = new[] { "leave" }, blocked = true });
        job.Status.ShouldBe(202, job.Body.GetRawText());
        await Wait.Until(async () => (await client.Get($"/api/jobs/{job["jobId"]}"))["state"] == "completed");
        (await Numbers("tag=leave")).ShouldBe(["+5511987654322"]);
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task The_names_of_variables_are_listed_the_most_frequent_first_with_those_that_a_text_can_say()
    {
        var (client, _) = await SomeTenant();
        var (other, _) = await SomeTenant();
        await other.Post("/api/contacts", new { phoneNumber = "+5511987654321", variables = new { secret = "x" } });
        await client.Post("/api/contacts", new { phoneNumber = "+5511987654321", variables = new { city = "Rio", address = new { zip = "1" }, points = 3 } });
        await client.Post("/api/contacts", new { phoneNumber = "+5511987654322", variables = new { city = "Recife", lots = new[] { 1 } } });
        await client.Post("/api/contacts", new { phoneNumber = "+5511987654323" });

        var names = await client.Get("/api/contacts/variables");
        names.Body.EnumerateArray().Select(one => (one.GetProperty("name").GetString(), one.GetProperty("contacts").GetInt64(), one.GetProperty("plain").GetBoolean()))
            .ShouldBe([("city", 2, true), ("address", 1, false), ("lots", 1, false), ("points", 1, true)]);
    }

    [Fact]
    public async Task A_contact_tells_when_the_last_message_to_them_left_and_a_list_does_not_ask_for_it()
    {
        var (client, tenant) = await SomeTenant();
        var contact = (await client.Post("/api/contacts", new { phoneNumber = "+5511987654321" })).Id;
        async Task Message(string direction, string? sentAt) => await server.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, contact_id, recipient, state, created_at, sent_at)
            VALUES ($1, $2, $3, 'api', $4, '+5511987654321', CASE WHEN $3 = 'in' THEN 'received' ELSE 'queued' END, now(), nullif($5, '')::timestamptz)
            """, Guid.CreateVersion7(), tenant.Value, direction, contact, sentAt ?? "");
        (await client.Get($"/api/contacts/{contact}"))["lastOutboundAt"].ShouldBeNull();

        await Message("out", "2026-03-02T10:05:00Z"); // written first, left last
        await Message("out", "2026-03-02T10:00:00Z");
        await Message("out", null);
        await Message("in", "2026-03-02T11:00:00Z");

        DateTimeOffset.Parse((await client.Get($"/api/contacts/{contact}"))["lastOutboundAt"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(new DateTimeOffset(2026, 3, 2, 10, 5, 0, TimeSpan.Zero));
        (await client.Get("/api/contacts"))["items.0.lastOutboundAt"].ShouldBeNull();
    }

    [Fact]
    public async Task A_number_that_is_somebodys_already_is_a_409_in_any_spelling()
    {
        var (client, _) = await SomeTenant();
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321" });
        var other = (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654322" })).Headers.Location!;
        (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "5511987654321@c.us" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PatchAsJsonAsync(other.ToString(), new { phoneNumber = "+55 11 98765-4321" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await (await client.PatchAsJsonAsync(other.ToString(), new { phoneNumber = "+55 11 98765-4323" })).Json()).GetProperty("phoneNumber").GetString().ShouldBe("+5511987654323");
    }

    public static TheoryData<string, int, string> Wrong { get; } = new()
    {
        { """{"phoneNumber":"123"}""", 422, "phoneNumber" },
        { """{"phoneNumber":"+5511987654321","name":"NAME"}""".Replace("NAME", new string('x', 201), StringComparison.Ordinal), 400, "name" },
        { """{"phoneNumber":"+5511987654321","language":"Portuguese"}""", 400, "language" },
        { """{"phoneNumber":"+5511987654321","timeZone":"Mars/Base"}""", 400, "timeZone" },
        { """{"phoneNumber":"+5511987654321","tags":["a,b"]}""", 400, "tags" },
        { """{"phoneNumber":"+5511987654321","tags":[""]}""", 400, "tags" },
        { """{"phoneNumber":"+5511987654321","tags":[TAGS]}""".Replace("TAGS", string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"{i}\"")), StringComparison.Ordinal), 400, "tags" },
        { """{"phoneNumber":"+5511987654321","variables":{"a b":1}}""", 400, "variables" },
        { """{"phoneNumber":"+5511987654321","variables":{"a":"LONG"}}""".Replace("LONG", new string('x', 2001), StringComparison.Ordinal), 400, "variables" },
        { """{"phoneNumber":"+5511987654321","variables":{"a":"\u0000"}}""", 400, "variables.a" },
        { """{"phoneNumber":"+5511987654321","variables":{VARS}}""".Replace("VARS", string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"v{i}\":1")), StringComparison.Ordinal), 400, "variables" },
        { """{"phoneNumber":"+5511987654321","consent":{"state":"opted_in"}}""", 400, "consent" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_a_contact_cannot_be_is_refused_by_field(string body, int status, string field)
    {
        var (client, tenant) = await SomeTenant();
        var answer = await client.PostAsync("/api/contacts", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Json()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        (await server.CountContacts(tenant)).ShouldBe(0);
    }

    [Fact]
    public async Task Variables_beyond_a_hundred_are_refused_also_when_they_come_one_by_one()
    {
        var (client, _) = await SomeTenant();
        var place = (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321", variables = Enumerable.Range(0, 100).ToDictionary(i => $"v{i}") })).Headers.Location!.ToString();
        (await client.PatchAsJsonAsync(place, new { variables = new { onemore = 1 } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PatchAsJsonAsync(place, new { variables = new { onemore = 1, v0 = (int?)null } })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("created", "3 1 2 4 5")]
    [InlineData("-created", "5 4 2 1 3")]
    [InlineData("name", "5 1 3 2 4")]
    [InlineData("-name", "4 2 3 1 5")]
    [InlineData("phone", "1 2 3 4 5")]
    [InlineData("-phone", "5 4 3 2 1")]
    public async Task Lists_are_paged_in_every_order_without_losing_or_repeating_anybody(string sort, string expected)
    {
        var (client, _) = await SomeTenant();
        // Number and name by the digit; 5 has no name.
        foreach (var (digit, name) in new[] { (3, "Bob"), (1, "ána"), (2, "carla"), (4, "Żaneta"), (5, null) })
            await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = $"+551198765432{digit}", name });

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/contacts?limit=2&total=true&sort={sort}&cursor={cursor}");
            page.GetProperty("total").GetInt64().ShouldBe(5);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("phoneNumber").GetString()![^1..]));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString()! : "";
        }
        while (cursor.Length > 0);
        string.Join(' ', seen).ShouldBe(expected);
    }

    [Theory]
    [InlineData("q=silva", "Maria")]
    [InlineData("q=MAR", "Maria Mário")]
    [InlineData("q=mario%20gon", "Mário")]
    [InlineData("q=aria", "")]
    [InlineData("q=%2B5511", "Maria Mário")]
    [InlineData("q=11%2098765", "Maria Mário")]
    [InlineData("q=%2B44", "Łukasz")]
    [InlineData("q=!!!", "")]
    [InlineData("q=it's%20%26%20%7C%20!%20:*%20(", "")]
    [InlineData("tag=vip&tag=new", "Maria Mário")]
    [InlineData("tag=vip&consent=opted_out", "Maria")]
    [InlineData("consent=unknown", "Mário Łukasz")]
    [InlineData("segment=SEGMENT", "Mário")]
    [InlineData("segment=SEGMENT&q=maria", "")]
    public async Task Contacts_are_found_by_words_numbers_tags_consent_and_segment(string query, string who)
    {
        var (client, _) = await SomeTenant();
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321", name = "Maria da Silva", tags = new[] { "vip" }, consent = new { state = "opted_out" } });
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654322", name = "Mário Gonçalves", tags = new[] { "new" } });
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+447400123456", name = "Łukasz O'Neil" });
        await server.Execute("UPDATE tenants SET default_region = 'BR'");
        var segment = (await (await client.PostAsJsonAsync("/api/segments", new { name = "new ones", filter = new { field = "tags", op = "any", values = new[] { "new" } } })).Json()).GetProperty("id").GetString();

        var page = await client.GetFromJsonAsync<JsonElement>("/api/contacts?sort=name&" + query.Replace("SEGMENT", segment, StringComparison.Ordinal));
        string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!.Split(' ')[0])).ShouldBe(who);
    }

    [Fact]
    public async Task Frequent_words_and_tags_are_found_like_rare_ones()
    {
        var (client, tenant) = await SomeTenant();
        await server.Execute("""
            INSERT INTO contacts (id, tenant_id, phone, name, tags, created_at, updated_at)
            SELECT gen_random_uuid(), $1, '+55119' || (80000000 + n), CASE WHEN n = 1500 THEN 'Zuleica Maria' ELSE 'Maria ' || n END, CASE WHEN n = 1500 THEN '{all,one}' ELSE '{all}' END::text[], now(), now() FROM generate_series(1, 6000) n
            """, tenant.Value);
        (await Total("q=maria")).ShouldBe(6000);
        (await Total("q=maria%20zul")).ShouldBe(1);
        (await Total("tag=all")).ShouldBe(6000);
        (await Total("tag=one")).ShouldBe(1);
        (await Total("tag=one&tag=all&q=zuleica")).ShouldBe(1);
        (await Total("tag=none")).ShouldBe(0);

        // Far behind the first rows of the list, and many.
        await server.Execute("""
            INSERT INTO contacts (id, tenant_id, phone, name, tags, created_at, updated_at)
            SELECT '00000000-0000-7000-8000-000000000000'::uuid, $1, '+5511979999999', 'Zoe', '{far}'::text[], now(), now()
            UNION ALL SELECT ('00000001-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, '+55119' || (90000000 + n), 'Zz Bia ' || n, '{far}'::text[], now(), now() FROM generate_series(1, 5500) n
            """, tenant.Value);
        foreach (var sort in new[] { "created", "-created", "name", "-name", "phone" })
            foreach (var query in new[] { "tag=far", "q=bia", "tag=far&q=bia", "q=z&tag=far" })
                (await Walk(query, sort)).ShouldBe(await Total(query), $"{query} by {sort}");

        async Task<long> Walk(string query, string sort)
        {
            var (seen, cursor) = (new HashSet<Guid>(), "");
            do
            {
                var page = await client.GetFromJsonAsync<JsonElement>($"/api/contacts?limit=500&sort={sort}&{query}&cursor={cursor}");
                foreach (var item in page.GetProperty("items").EnumerateArray()) seen.Add(item.GetProperty("id").GetGuid()).ShouldBeTrue("nobody is listed twice");
                cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString()! : "";
            }
            while (cursor.Length > 0);
            return seen.Count;
        }

        async Task<long> Total(string query) => (await client.GetFromJsonAsync<JsonElement>("/api/contacts?total=true&" + query)).GetProperty("total").GetInt64();
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task The_doors_to_the_indexes_of_words_and_tags_lead_to_no_other_tenant()
    {
        var (client, tenant) = await SomeTenant();
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321", name = "Unmistakable", tags = new[] { "unmistakable" } });
        const string Ask = "SELECT (SELECT count(*) FROM contacts_named('{unmistakable}', 10)) + (SELECT count(*) FROM contacts_tagged('{unmistakable}', 10))";
        (await Through(tenant)).ShouldBe(2L);
        (await Through(await server.Database.NewTenant())).ShouldBe(0L);

        async Task<object?> Through(TenantId door)
        {
            await using var connection = await server.Db.OpenTenant(door, default);
            await using var ask = new Npgsql.NpgsqlCommand(Ask, connection);
            return await ask.ExecuteScalarAsync();
        }
    }

    [Theory]
    [InlineData("sort=shoe", "sort")]
    [InlineData("consent=maybe", "consent")]
    [InlineData("tag=a%2Cb", "tags")]
    [InlineData("segment=0198c0de-0000-7000-8000-000000000000", "segment")]
    [InlineData("cursor=MDE5OGMwZGUtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw&sort=name", "cursor")]
    [InlineData("cursor=bm9uc2Vuc2U", "cursor")]
    public async Task A_list_asked_wrongly_names_the_field(string query, string field)
    {
        var (client, _) = await SomeTenant();
        var answer = await client.GetAsync("/api/contacts?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Requirement", "CON-06")]
    public async Task Tags_are_given_to_many_and_counted()
    {
        var (client, _) = await SomeTenant();
        await client.Import("phone,tags\n+5511987654321,a\n+5511987654322,\"a,b\"\n+5511987654323,c\n");
        var started = await client.PostAsJsonAsync("/api/contacts/bulk", new { filter = new { field = "tags", op = "any", values = new[] { "a" } }, addTags = new[] { "x" }, removeTags = new[] { "a" } });
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        var job = await server.Database.Ended(JobId.Of((await started.Json()).GetProperty("jobId").GetGuid()));
        job.Result!.Value.GetRawText().ShouldBe("""{"changed": 2, "matched": 2}""");
        (await Tags(client)).ShouldBe("x 2, b 1, c 1");

        var ids = (await client.GetFromJsonAsync<JsonElement>("/api/contacts?tag=c")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToArray();
        (await (await client.PostAsJsonAsync("/api/contacts/bulk", new { ids, addTags = new[] { "x", "y" } })).Json()).GetProperty("changed").GetInt64().ShouldBe(1);
        (await (await client.PostAsJsonAsync("/api/contacts/bulk", new { ids, addTags = new[] { "x" } })).Json()).GetProperty("changed").GetInt64().ShouldBe(0);
        (await Tags(client)).ShouldBe("x 3, b 1, c 1, y 1");
    }

    [Fact]
    public async Task A_change_of_many_that_names_nobody_or_nothing_is_refused()
    {
        var (client, _) = await SomeTenant();
        (await client.PostAsJsonAsync("/api/contacts/bulk", new { addTags = new[] { "x" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync("/api/contacts/bulk", new { filter = new { } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsJsonAsync("/api/contacts/bulk", new { filter = new { field = "shoe" }, addTags = new[] { "x" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_export_is_safe_to_open_and_reads_back()
    {
        var (client, tenant) = await SomeTenant();
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321", name = "=1+1", tags = new[] { "a", "b" }, variables = new { city = "São Paulo", order = 7 } });
        await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654322", name = "Quote \" and, comma" });
        await client.PostAsJsonAsync("/api/blocklist", new { phoneNumber = "+5511987654322", reason = "asked" });

        var csv = await client.GetStringAsync("/api/contacts/export.csv");
        var lines = csv.TrimStart('\ufeff').Split("\r\n");
        lines[0].ShouldBe("phone,name,language,timeZone,tags,consent,blocked,created,city,order");
        lines[1].ShouldStartWith("+5511987654321,'=1+1,,,\"a,b\",unknown,,20");
        lines[1].ShouldEndWith("Z,São Paulo,7");
        lines[2].ShouldStartWith("+5511987654322,\"Quote \"\" and, comma\",,,,unknown,yes,");
        (await client.GetStringAsync("/api/contacts/export.csv?tag=a")).Split("\r\n").Length.ShouldBe(3);

        await server.Execute("DELETE FROM contacts WHERE tenant_id = $1", tenant.Value);
        (await client.Import(csv, ("mapping", "phone,name,,,tags,,,,variables.city,variables.order"))).Counts().ShouldBe([1, 0, 0, 0, 1, 0]);
        (await server.Scalar("""SELECT name = '=1+1' AND tags = '{a,b}' AND variables = '{"city":"São Paulo","order":"7"}' FROM contacts WHERE tenant_id = $1""", tenant.Value)).ShouldBe(true);
    }

    private static async Task<string> Tags(HttpClient client) => string.Join(", ",
        (await client.GetFromJsonAsync<JsonElement>("/api/contacts/tags")).EnumerateArray().Select(tag => $"{tag.GetProperty("tag").GetString()} {tag.GetProperty("contacts").GetInt64()}"));

    private async Task<(HttpClient Client, TenantId Tenant)> SomeTenant()
    {
        var tenant = await server.Database.NewTenant();
        return (await server.Member(tenant, Role.Admin), tenant);
    }
}
