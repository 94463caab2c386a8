using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Contacts.Import;
using Parley.Contacts.Segments;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Contacts.Import.ImportCalls;

namespace Parley.Tests.Contacts.Import;

[Trait("Requirement", "CMP-02")]
public sealed class ImportedPeopleTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Everybody_of_a_file_is_remembered_whether_it_changed_them_or_not()
    {
        var (client, tenant) = await SomeTenant();
        await client.Import("phone,name\n+5511987654321,Ana\n+5511987654322,Eva\n+5511987654329,Old\n");
        await server.Execute("INSERT INTO blocklist VALUES ($1, '+5511987654322', 'asked', 'test', now()), ($1, '+5511987654327', 'asked', 'test', now())", tenant.Value);
        // Unchanged, blocked but in the book, new, the same once more, blocked and unknown, no number.
        var import = Id(await client.Import("phone,name\n+5511987654321,Ana\n+5511987654322,Eva\n+5511987654323,Leo\n+55 11 98765-4323,Leo\n+5511987654327,Max\n12,None\n"));

        (await People(tenant, import)).ShouldBe("+5511987654321 +5511987654322 +5511987654323");
        (await Listed(client, import)).ShouldBe("+5511987654323 +5511987654322 +5511987654321");
    }

    [Fact]
    public async Task A_file_of_several_batches_that_are_written_side_by_side_forgets_nobody()
    {
        await using var own = await TestServer.Start(replace: services => services.AddSingleton(new ImportOptions { BatchRows = 100 }));
        var tenant = await own.Database.NewTenant();
        var client = await own.Member(tenant, Role.Admin);
        var import = Id(await client.Import("phone\n" + string.Concat(Enumerable.Range(0, 1000).Select(n => Contacts.People.Number(n) + "\n"))));
        (await own.Scalar("SELECT count(*) FROM import_people WHERE import_id = $1", import.Value)).ShouldBe(1000L);
    }

    [Fact]
    public async Task Only_a_completed_import_of_contacts_is_an_audience()
    {
        var (client, tenant) = await SomeTenant();
        var waiting = ImportId.Of((await (await client.PostAsync("/api/contacts/imports", Form("phone\n+5511987654321\n"))).Json()).GetProperty("id").GetGuid());
        (await Why(tenant, waiting)).ShouldBe("This file was uploaded, but not imported yet. Start the import first.");
        var blocklist = ImportId.Of((await (await client.PostAsync("/api/blocklist/imports", Form("phone\n+5511987654321\n"))).Json()).GetProperty("id").GetGuid());
        (await Why(tenant, blocklist)).ShouldBe("This file is a blocklist: nobody in it is written to.");
        var done = Id(await client.Import("phone\n+5511987654321\n"));
        (await Why(tenant, done)).ShouldBeNull();
        (await Why(await server.Database.NewTenant(), done)).ShouldBe("There is no import with this id.");
        // Its first rows are well; that a quote never closes is found by the job.
        var failed = Id(await client.Import("phone,name\n" + string.Concat(Enumerable.Range(0, 30_000).Select(n => Contacts.People.Number(n) + ",A\n")) + "+5511987654321,\"Ana\n"));
        (await Why(tenant, failed)).ShouldBe("This import did not complete. Upload the file again.");
    }

    [Fact]
    public async Task Forgetting_an_import_forgets_who_came_with_it_and_keeps_the_people()
    {
        var (client, tenant) = await SomeTenant();
        var import = Id(await client.Import("phone\n+5511987654321\n"));
        (await client.DeleteAsync($"/api/contacts/imports/{import}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Scalar("SELECT count(*) FROM import_people WHERE tenant_id = $1", tenant.Value)).ShouldBe(0L);
        (await server.CountContacts(tenant)).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CON-06")]
    public async Task A_saved_segment_is_read_by_its_own_tenant_only()
    {
        var (client, tenant) = await SomeTenant();
        var saved = await (await client.PostAsJsonAsync("/api/segments", new { name = "vips", filter = new { field = "tags", op = "any", values = new[] { "vip" } } })).Json();
        var id = SegmentId.Of(saved.GetProperty("id").GetGuid());
        await using var engine = await server.Db.OpenEngine(default);
        (await SavedAudience.Segment(engine, tenant, id, default)).ShouldBeOfType<SegmentFilter.Condition>().Value.ShouldBe(new[] { "vip" });
        (await SavedAudience.Segment(engine, await server.Database.NewTenant(), id, default)).ShouldBeNull();
    }

    private static ImportId Id(JsonElement import) => ImportId.Of(import.GetProperty("id").GetGuid());

    private async Task<string?> Why(TenantId tenant, ImportId import)
    {
        await using var connection = await server.Db.OpenTenant(tenant, default);
        return await SavedAudience.WhyNotImport(connection, tenant, import, default);
    }

    private async Task<string> People(TenantId tenant, ImportId import)
    {
        await using var connection = await server.Db.OpenTenant(tenant, default);
        await using var command = new NpgsqlCommand($"SELECT string_agg(c.phone, ' ' ORDER BY c.phone) FROM {SavedAudience.PeopleOfImport} WHERE p.import_id = $1", connection) { Parameters = { new() { Value = import.Value } } };
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> Listed(HttpClient client, ImportId import)
    {
        var filter = await (await client.PostAsJsonAsync("/api/segments", new { name = $"of {import}", filter = new { field = "import", op = "any", values = new[] { import.ToString() } } })).Json();
        var page = await client.GetFromJsonAsync<JsonElement>($"/api/contacts?sort=-phone&segment={filter.GetProperty("id").GetString()}");
        return string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("phoneNumber").GetString()));
    }

    private async Task<(HttpClient Client, TenantId Tenant)> SomeTenant()
    {
        var tenant = await server.Database.NewTenant();
        return (await server.Member(tenant, Role.Admin), tenant);
    }
}
