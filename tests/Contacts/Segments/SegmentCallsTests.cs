using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts.Segments;

[Trait("Requirement", "CON-06")]
public sealed class SegmentCallsTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Vips = new { field = "tags", op = "any", values = new[] { "vip" } };

    [Fact]
    public async Task A_segment_is_saved_changed_listed_and_deleted()
    {
        var client = await SomeTenant();
        var saved = await client.PostAsJsonAsync("/api/segments", new { name = " Best customers ", filter = Vips });
        saved.StatusCode.ShouldBe(HttpStatusCode.Created, await saved.Content.ReadAsStringAsync());
        var place = saved.Headers.Location!.ToString();
        (await client.PostAsJsonAsync("/api/segments", new { name = "BEST customers", filter = Vips })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await (await client.PutAsJsonAsync(place, new { name = "Everybody", filter = new { } })).Json()).GetProperty("filter").GetRawText().ShouldBe("{}");
        (await client.GetFromJsonAsync<JsonElement>(place)).GetProperty("name").GetString().ShouldBe("Everybody");
        (await client.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await client.DeleteAsync(place)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAsync(place)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_filter_is_refused_with_its_place()
    {
        var client = await SomeTenant();
        var answer = await client.PostAsJsonAsync("/api/segments", new { name = "x", filter = new { and = new object[] { Vips, new { field = "shoe", op = "is" } } } });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Json()).GetProperty("errors").GetProperty("filter")[0].GetString()!.ShouldStartWith("and[1].field: \"shoe\" is no field");
        (await client.PostAsJsonAsync("/api/segments", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_preview_counts_whom_the_filter_means_and_whom_one_may_write_to()
    {
        var client = await SomeTenant();
        await client.Import("phone,name,tags\n+5511987654321,Ana,vip\n+5511987654322,Eva,vip\n+5511987654323,Leo,vip\n+5511987654324,Max,\n");
        await client.PostAsJsonAsync("/api/blocklist", new { phoneNumber = "+5511987654321", reason = "asked" });
        var eva = (await client.GetFromJsonAsync<JsonElement>("/api/contacts?q=eva")).GetProperty("items")[0].GetProperty("id").GetString();
        await client.PostAsJsonAsync($"/api/contacts/{eva}/consent", new { state = "opted_out" });

        var preview = await (await client.PostAsJsonAsync("/api/segments/preview", new { filter = Vips })).Json();
        (preview.GetProperty("contacts").GetInt64(), preview.GetProperty("reachable").GetInt64()).ShouldBe((3, 1));
        preview.GetProperty("examples").GetArrayLength().ShouldBe(3);
    }

    private async Task<HttpClient> SomeTenant() => await server.Member(await server.Database.NewTenant(), Role.Admin);
}
