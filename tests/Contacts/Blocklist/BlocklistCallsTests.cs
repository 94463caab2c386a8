using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Contacts;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts.Blocklist;

[Trait("Requirement", "CON-04")]
public sealed class BlocklistCallsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Numbers_are_blocked_listed_and_unblocked()
    {
        var (client, tenant) = await SomeTenant();
        var blocked = await client.PostAsJsonAsync("/api/blocklist", new { reason = "asked by phone", phoneNumbers = new[] { "+55 11 98765-4321", "5511987654321@c.us", "+447400123456" } });
        (await blocked.Json()).GetRawText().ShouldBe("""{"blocked":2,"known":0}""");
        (await (await client.PostAsJsonAsync("/api/blocklist", new { reason = "again", phoneNumber = "+5511987654321" })).Json()).GetRawText().ShouldBe("""{"blocked":0,"known":1}""");

        var first = await client.GetFromJsonAsync<JsonElement>("/api/blocklist?limit=1");
        first.GetProperty("items")[0].GetProperty("phoneNumber").GetString().ShouldBe("+447400123456");
        var second = await client.GetFromJsonAsync<JsonElement>("/api/blocklist?limit=1&cursor=" + first.GetProperty("nextCursor").GetString());
        second.GetProperty("items")[0].GetProperty("reason").GetString().ShouldBe("asked by phone");
        (await client.GetFromJsonAsync<JsonElement>("/api/blocklist?q=%2B5511")).GetProperty("items").GetArrayLength().ShouldBe(1);

        (await new People(server.Database, tenant).Add(new UpsertContacts.Seed(People.Number("+5511987654321"))))[0].Blocked.ShouldBeTrue();
        (await client.DeleteAsync("/api/blocklist?phoneNumber=%2B55%2011%2098765-4321")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.DeleteAsync("/api/blocklist?phoneNumber=+5511987654321")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await new People(server.Database, tenant).Add(new UpsertContacts.Seed(People.Number("+5511987654321"))))[0].Blocked.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"reason":"x","phoneNumbers":["+5511987654321","12"]}""", 422, "phoneNumbers[1]")]
    [InlineData("""{"reason":"x","phoneNumber":"12"}""", 422, "phoneNumber")]
    [InlineData("""{"reason":" ","phoneNumber":"+5511987654321"}""", 400, "reason")]
    [InlineData("""{"reason":"x"}""", 400, "phoneNumbers")]
    public async Task One_wrong_number_blocks_nobody(string body, int status, string field)
    {
        var (client, _) = await SomeTenant();
        var answer = await client.PostAsync("/api/blocklist", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Json()).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
        (await client.GetFromJsonAsync<JsonElement>("/api/blocklist")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private async Task<(HttpClient Client, TenantId Tenant)> SomeTenant()
    {
        var tenant = await server.Database.NewTenant();
        return (await server.Member(tenant, Role.Admin), tenant);
    }
}
