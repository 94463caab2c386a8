using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Templates;

[Trait("Requirement", "CMP-09")]
public sealed class TemplateTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_template_is_saved_changed_found_by_its_text_and_deleted()
    {
        var admin = await server.Admin();
        var made = await admin.PostAsJsonAsync("/api/templates", new { name = "Welcome", content = new { text = "Hi {{name|there}}, your code is {{order.code}}." } });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var template = await made.Content.ReadFromJsonAsync<JsonElement>();
        template.GetProperty("placeholders").EnumerateArray().Select(name => name.GetString()).ShouldBe(["name", "order.code"]);

        var path = made.Headers.Location!.OriginalString;
        var changed = await admin.PutAsJsonAsync(path, new { name = "Welcome back", content = new { text = "Good to see you, {{name}}." } });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await admin.GetFromJsonAsync<JsonElement>(path)).GetProperty("content").GetProperty("text").GetString().ShouldBe("Good to see you, {{name}}.");
        Names(await admin.GetFromJsonAsync<JsonElement>("/api/templates?q=SEE%20YOU")).ShouldBe(["Welcome back"]);
        Names(await admin.GetFromJsonAsync<JsonElement>("/api/templates?q=nothing%20of%20the%20kind")).ShouldBeEmpty();

        (await admin.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await admin.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_templates_cannot_have_one_name_whatever_its_case_but_two_tenants_can()
    {
        await Save(await server.Admin(), "Sale");
        (await (await server.Admin()).PostAsJsonAsync("/api/templates", new { name = "SALE", content = new { text = "x" } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await Save(await server.AdminOfOtherTenant(), "Sale");
    }

    [Fact]
    public async Task Templates_come_newest_first_page_by_page()
    {
        var admin = await server.AdminOfOtherTenant();
        for (var i = 0; i < 5; i++) await Save(admin, $"No. {i}");
        var first = await admin.GetFromJsonAsync<JsonElement>("/api/templates?limit=3");
        var second = await admin.GetFromJsonAsync<JsonElement>($"/api/templates?limit=3&cursor={first.GetProperty("nextCursor").GetString()}");
        Names(first).Concat(Names(second)).ShouldBe(["No. 4", "No. 3", "No. 2", "No. 1", "No. 0"]);
    }

    [Fact]
    public async Task A_file_that_a_template_shows_cannot_be_deleted()
    {
        var admin = await server.AdminOfOtherTenant();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.4\n%%EOF\n"u8.ToArray()), "file", "menu.pdf" } };
        var media = (await (await admin.PostAsync("/api/media", form)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        (await admin.PostAsJsonAsync("/api/templates", new { name = "Menu", content = new { text = "Our menu, {{name}}", mediaId = media } })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await admin.DeleteAsync($"/api/media/{media}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"name":" ","content":{"text":"x"}}""", "name")]
    [InlineData("""{"name":"a"}""", "content")]
    [InlineData("""{"name":"a","content":{}}""", "content.text")]
    [InlineData("""{"name":"a","content":{"mediaId":"0197a9a0-0000-7000-8000-000000000000"}}""", "content.mediaId")]
    [InlineData("""{"name":"a","content":{"reaction":{"messageId":"0197a9a0-0000-7000-8000-000000000000","emoji":"x"}}}""", "content")]
    public async Task A_template_that_could_not_be_sent_is_refused_and_names_the_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await (await server.Admin()).PostAsync("/api/templates", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldContain(field);
    }

    private static async Task Save(HttpClient client, string name) =>
        (await client.PostAsJsonAsync("/api/templates", new { name, content = new { text = "Hi {{name}}" } })).StatusCode.ShouldBe(HttpStatusCode.Created);

    private static List<string?> Names(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString())];
}
