using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Contacts.Import.ImportCalls;

namespace Parley.Tests.Contacts.Import;

[Trait("Requirement", "CON-02")]
public sealed class ImportTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Rows_become_contacts_with_all_that_the_file_says()
    {
        var (client, tenant) = await SomeTenant();
        var result = await client.Import("""
            Phone,Name,Language,Time zone,Tags,Cidade,Pedido
            (11) 98765-4321,José da Silva,pt-BR,America/Sao_Paulo,"vip, 2025",São Paulo,00123
            +44 7400 123456,,,,,,
            """, ("defaultRegion", "br"), ("tags", "imported,vip"), ("consent", """{"state":"opted_in","evidence":"fair 2025"}"""));

        result.GetProperty("state").GetString().ShouldBe("completed");
        result.Counts().ShouldBe([2, 0, 0, 0, 0, 0]);
        (await server.Scalar("""
            SELECT name = 'José da Silva' AND language = 'pt-BR' AND time_zone = 'America/Sao_Paulo' AND tags = '{imported,vip,2025}'
                AND variables = '{"cidade":"São Paulo","pedido":"00123"}' AND consent = 'opted_in' AND consent_at IS NOT NULL
            FROM contacts WHERE tenant_id = $1 AND phone = '+5511987654321'
            """, tenant.Value)).ShouldBe(true);
        (await server.Scalar("SELECT name IS NULL AND variables = '{}' AND tags = '{imported,vip}' FROM contacts WHERE tenant_id = $1 AND phone = '+447400123456'", tenant.Value)).ShouldBe(true);
        (await server.Scalar("SELECT count(*) FROM consent_events WHERE tenant_id = $1 AND source = 'import' AND evidence = 'fair 2025'", tenant.Value)).ShouldBe(2L);
        (await server.Scalar("SELECT count(*) FROM import_chunks WHERE tenant_id = $1", tenant.Value)).ShouldBe(0L);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task The_result_says_how_many_were_created_updated_unchanged_duplicate_blocked_and_rejected()
    {
        var (client, tenant) = await SomeTenant();
        await client.Import("phone,name\n+5511987654321,Ana\n+5511987654322,Eva\n");
        await server.Execute("INSERT INTO blocklist VALUES ($1, '+5511987654325', 'asked', 'test', now())", tenant.Value);

        var result = await client.Import("""
            phone,name
            +5511987654321,Ana
            +5511987654322,Eva Lima
            +5511987654323,New
            55 11 98765-4323,Same number
            11987654325@s.whatsapp.net,Blocked? no: no such number
            5511987654325@c.us,Blocked
            123,Too short

            ,Nobody
            """);

        result.Counts().ShouldBe([1, 1, 1, 1, 1, 3]);
        result.GetProperty("rows").GetInt64().ShouldBe(8);
        (await server.Scalar("SELECT name FROM contacts WHERE tenant_id = $1 AND phone = '+5511987654323'", tenant.Value)).ShouldBe("New");
        (await server.CountContacts(tenant)).ShouldBe(3);
        result.GetProperty("counts").GetProperty("reasons").EnumerateObject().Sum(reason => reason.Value.GetInt64()).ShouldBe(3);
        result.GetProperty("counts").GetProperty("reasons").GetProperty("empty").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Rejects_are_downloaded_with_row_number_and_reason_and_no_formula_runs()
    {
        var (client, _) = await SomeTenant();
        var result = await client.Import("phone,name\n+5511987654321,Ana\n+999,\"=HYPERLINK(\"\"http://x\"\")\"\n\n+55119876543210,\"two\nlines\"\n");
        var answer = await client.GetAsync($"/api/contacts/imports/{result.GetProperty("id").GetString()}/rejects.csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff').Split("\r\n");

        lines[0].ShouldBe("row,reason,problem,phone,name");
        lines[1].ShouldStartWith("3,");
        lines[1].ShouldEndWith(",'+999,\"'=HYPERLINK(\"\"http://x\"\")\"");
        lines[2].ShouldStartWith("5,too-long,\"The number is too long.");
        lines[2].ShouldEndWith("'+55119876543210,\"two\nlines\"");
        lines[3].ShouldBe("");
    }

    [Fact]
    public async Task A_corrected_reject_file_can_be_imported_again()
    {
        var (client, tenant) = await SomeTenant();
        var result = await client.Import("phone,name\n+999,-Ana-\n");
        var rejects = await client.GetStringAsync($"/api/contacts/imports/{result.GetProperty("id").GetString()}/rejects.csv");
        (await client.Import(rejects.Replace("'+999", "'+5511987654321", StringComparison.Ordinal), ("mapping", "null,null,null,phone,name"))).Counts().ShouldBe([1, 0, 0, 0, 0, 0]);
        (await server.Scalar("SELECT name FROM contacts WHERE tenant_id = $1", tenant.Value)).ShouldBe("-Ana-");
    }

    [Fact]
    public async Task A_later_file_adds_and_corrects_and_empties_nothing()
    {
        var (client, tenant) = await SomeTenant();
        await client.Import("phone,name,tags,city,plan\n+5511987654321,Ana,a,Rio,basic\n");
        await client.Import("phone,name,tags,city,plan\n+5511987654321,,b,São Paulo,\n");
        (await server.Scalar("""SELECT name = 'Ana' AND tags = '{a,b}' AND variables = '{"city":"São Paulo","plan":"basic"}' FROM contacts WHERE tenant_id = $1""", tenant.Value)).ShouldBe(true);
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public async Task A_file_opts_nobody_in_who_opted_out_and_may_opt_anybody_out()
    {
        var (client, tenant) = await SomeTenant();
        await client.Import("phone\n+5511987654321\n+5511987654322\n");
        await server.Execute("UPDATE contacts SET consent = 'opted_out' WHERE tenant_id = $1 AND phone = '+5511987654321'", tenant.Value);

        await client.Import("phone\n+5511987654321\n+5511987654322\n", ("consent", """{"state":"opted_in","evidence":"form"}"""));
        (await Consents(tenant)).ShouldBe(["opted_out", "opted_in"]);
        var outs = await client.Import("phone\n+5511987654321\n+5511987654322\n", ("consent", """{"state":"opted_out"}"""));
        (await Consents(tenant)).ShouldBe(["opted_out", "opted_out"]);
        outs.Counts().ShouldBe([0, 1, 1, 0, 0, 0]);
    }

    [Fact]
    public async Task A_file_that_breaks_in_its_middle_leaves_nothing_behind_and_names_the_row()
    {
        var (client, tenant) = await SomeTenant();
        var text = new StringBuilder("phone,name\n");
        for (var i = 0; i < 30_000; i++) text.Append(People.Number(i)).Append(",Somebody\n");
        text.Append(People.Number(40_000)).Append(",\"never closed\n").Append(People.Number(40_001)).Append(",x\n");

        var result = await client.Import(text.ToString());
        result.GetProperty("state").GetString().ShouldBe("failed");
        result.GetProperty("error").GetString().ShouldBe("Row 30002 opens a quote that is never closed.");
        (await server.CountContacts(tenant)).ShouldBe(0);
        (await server.Scalar("SELECT count(*) FROM import_chunks WHERE tenant_id = $1", tenant.Value)).ShouldBe(0L);
    }

    [Fact]
    public async Task A_person_looks_corrects_the_reading_and_maps_the_columns()
    {
        var (client, tenant) = await SomeTenant();
        // Latin-1 and without a word that anybody could guess.
        var uploaded = await (await client.PostAsync("/api/contacts/imports", Form(Encoding.Latin1.GetBytes("x|y\n11 98765-4321|Zoé\n")))).Json();
        var id = uploaded.GetProperty("id").GetString();
        uploaded.GetProperty("state").GetString().ShouldBe("uploaded");
        uploaded.GetProperty("layout").GetProperty("encoding").GetString().ShouldBe("windows1252");

        var wrong = await (await client.PostAsJsonAsync($"/api/contacts/imports/{id}/preview", new { delimiter = ";", header = false })).Json();
        wrong.GetProperty("preview").GetProperty("rows")[0][0].GetString().ShouldBe("x|y");
        var right = await (await client.PostAsJsonAsync($"/api/contacts/imports/{id}/preview", new { delimiter = "|", header = true, defaultRegion = "BR" })).Json();
        right.GetProperty("preview").GetProperty("rows")[0][1].GetString().ShouldBe("Zoé");
        right.GetProperty("preview").GetProperty("columns")[0].GetProperty("suggestion").GetString().ShouldBe("phone");

        (await client.PostAsJsonAsync($"/api/contacts/imports/{id}/start", new { mapping = new[] { "phone", "name" }, defaultRegion = "BR" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await client.Ended(id!)).Counts().ShouldBe([1, 0, 0, 0, 0, 0]);
        (await server.Scalar("SELECT name FROM contacts WHERE tenant_id = $1", tenant.Value)).ShouldBe("Zoé");
        (await client.PostAsJsonAsync($"/api/contacts/imports/{id}/start", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await client.PostAsJsonAsync($"/api/contacts/imports/{id}/preview", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_spreadsheet_is_imported_like_a_text()
    {
        var (client, tenant) = await SomeTenant();
        var sheet = new SheetFile().Row("Celular", "Nome", "Nascimento");
        for (var i = 0; i < 300; i++) sheet.Row(5511990000000.0 + i, "Pessoa " + i, new DateTime(1990, 1, 1).AddDays(i));
        sheet.Row(5511990000000.0, "again", null).Row("12", "bad", null);
        var answer = await client.PostAsync("/api/contacts/imports", Form(sheet.Save(), "people.xlsx", ("start", "true")));
        var result = await client.Ended((await answer.Json()).GetProperty("id").GetString()!);
        result.Counts().ShouldBe([300, 0, 0, 1, 0, 1]);
        (await server.Scalar("SELECT variables ->> 'nascimento' FROM contacts WHERE tenant_id = $1 AND phone = '+5511990000031'", tenant.Value)).ShouldBe("1990-02-01");
    }

    [Fact]
    public async Task A_bare_body_is_taken_as_well()
    {
        var (client, _) = await SomeTenant();
        var answer = await client.PostAsync("/api/contacts/imports?fileName=a.csv&start=true", new StringContent("phone\n+5511987654321\n", Encoding.UTF8, "text/csv"));
        var view = await answer.Json();
        view.GetProperty("fileName").GetString().ShouldBe("a.csv");
        (await client.Ended(view.GetProperty("id").GetString()!)).Counts()[0].ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task A_blocklist_file_blocks_numbers_with_its_reasons()
    {
        var (client, tenant) = await SomeTenant();
        var answer = await client.PostAsync("/api/blocklist/imports", Form("numero;motivo\n11 98765-4321;pediu\n11 98765-4322;\n11 98765-4321;de novo\n", ("start", "true"), ("defaultRegion", "BR"), ("reason", "old list")));
        (await client.Ended((await answer.Json()).GetProperty("id").GetString()!)).Counts().ShouldBe([2, 0, 0, 1, 0, 0]);
        (await server.Scalar("SELECT string_agg(reason, ',' ORDER BY phone) FROM blocklist WHERE tenant_id = $1", tenant.Value)).ShouldBe("pediu,old list");
        (await server.CountContacts(tenant)).ShouldBe(0);
    }

    [Theory]
    [InlineData("start=true&mapping=phone,phone", 400, "mapping")]
    [InlineData("start=true&mapping=name", 400, "mapping")]
    [InlineData("start=true&mapping=phone,variables.a%20b", 400, "mapping")]
    [InlineData("start=true&mapping=%5B1%5D", 400, "mapping")]
    [InlineData("start=true&mapping=phone,name,tags", 400, "mapping")]
    [InlineData("start=true&defaultRegion=XX", 400, "defaultRegion")]
    [InlineData("start=true&tags=a%3Bb", 400, "tags")]
    [InlineData("start=true&consent=%7B%22state%22%3A%22opted_in%22%7D", 400, "consent")]
    [InlineData("start=true&consent=%7B%22state%22%3A%22maybe%22%7D", 400, "consent")]
    public async Task A_wrong_order_is_refused_by_field_and_nothing_is_kept(string query, int status, string field)
    {
        var (client, tenant) = await SomeTenant();
        var answer = await client.PostAsync("/api/contacts/imports?" + query, new StringContent("phone,name\n+5511987654321,Ana\n"));
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        (await answer.Json()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
        (await server.Scalar("SELECT count(*) FROM imports WHERE tenant_id = $1", tenant.Value)).ShouldBe(0L);
    }

    [Fact]
    public async Task Without_a_column_of_numbers_a_one_step_import_asks_which_it_is()
    {
        var (client, _) = await SomeTenant();
        var answer = await client.PostAsync("/api/contacts/imports?start=true", new StringContent("name,city\nAna,Rio\n"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_a_415_with_a_sentence()
    {
        var (client, _) = await SomeTenant();
        var answer = await client.PostAsync("/api/contacts/imports", Form([.. "%PDF-1.7 "u8, 1, 2], "list.csv"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Json()).GetProperty("detail").GetString()!.ShouldStartWith("This is a PDF.");
    }

    [Fact]
    public async Task A_form_without_a_file_is_a_400()
    {
        var (client, _) = await SomeTenant();
        (await client.PostAsync("/api/contacts/imports", new MultipartFormDataContent { { new StringContent("true"), "start" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsync("/api/contacts/imports", new ByteArrayContent([]))).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Another_tenants_import_does_not_exist_and_a_vendor_has_none()
    {
        var (client, tenant) = await SomeTenant();
        var id = (await (await client.PostAsync("/api/contacts/imports", Form("phone\n+5511987654321\n"))).Json()).GetProperty("id").GetString();
        var stranger = await server.AdminOfOtherTenant();
        foreach (var answer in new[]
        {
            await stranger.GetAsync($"/api/contacts/imports/{id}"), await stranger.GetAsync($"/api/contacts/imports/{id}/rejects.csv"), await stranger.DeleteAsync($"/api/contacts/imports/{id}"),
            await stranger.PostAsJsonAsync($"/api/contacts/imports/{id}/start", new { }), await stranger.PostAsJsonAsync($"/api/contacts/imports/{id}/preview", new { }),
        }) answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await server.Member(tenant, Role.Vendor)).GetAsync("/api/contacts/imports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Imports_are_listed_newest_first_and_deleted_when_nothing_runs()
    {
        var (client, tenant) = await SomeTenant();
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++) ids.Add((await (await client.PostAsync("/api/contacts/imports", Form("phone\n+5511987654321\n"))).Json()).GetProperty("id").GetString());
        var list = await client.GetFromJsonAsync<JsonElement>("/api/contacts/imports?limit=2");
        list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldBe([ids[2], ids[1]]);
        (await client.DeleteAsync($"/api/contacts/imports/{ids[0]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Scalar("SELECT count(*) FROM import_chunks WHERE tenant_id = $1", tenant.Value)).ShouldBe(2L);
    }

    private async Task<(HttpClient Client, TenantId Tenant)> SomeTenant()
    {
        var tenant = await server.Database.NewTenant();
        return (await server.Member(tenant, Role.Admin), tenant);
    }

    private async Task<string[]> Consents(TenantId tenant) =>
        (string[])(await server.Scalar("SELECT array_agg(consent ORDER BY phone) FROM contacts WHERE tenant_id = $1", tenant.Value))!;
}
