using System.Net;
using System.Net.Http.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-01")]
public sealed class TenantTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Settings_change_field_by_field_and_null_takes_a_value_away()
    {
        var admin = await server.Member(await server.Database.NewTenant("Before"), Role.Admin);
        var changed = await (await admin.PatchAsJsonAsync("/api/tenant", new
        {
            name = "After", timeZone = "America/Sao_Paulo", defaultRegion = "br", requireOptIn = true, capMessages = 3, capDays = 7,
            quietFrom = "21:00:00", quietTo = "08:00:00", optOutWords = new[] { " stop ", "SAIR", "sair" }, optOutReply = "You will hear no more from us.",
        })).Json();
        changed.GetProperty("name").GetString().ShouldBe("After");
        changed.GetProperty("defaultRegion").GetString().ShouldBe("BR");
        changed.GetProperty("optOutWords").EnumerateArray().Select(w => w.GetString()).ShouldBe(["STOP", "SAIR"]);

        var cleared = await (await admin.PatchAsJsonAsync("/api/tenant", new { capMessages = (int?)null, capDays = (int?)null, optOutReply = (string?)null })).Json();
        cleared.TryGetProperty("capMessages", out _).ShouldBeFalse();
        cleared.TryGetProperty("optOutReply", out _).ShouldBeFalse();
        cleared.GetProperty("timeZone").GetString().ShouldBe("America/Sao_Paulo");
        cleared.GetProperty("quietFrom").GetString().ShouldBe("21:00:00");
        (await (await admin.GetAsync("/api/tenant")).Json()).GetRawText().ShouldBe(cleared.GetRawText());
    }

    [Theory]
    [InlineData("""{"name": " "}""", "name")]
    [InlineData("""{"name": null}""", "name")]
    [InlineData("""{"timeZone": "Mars/Olympus"}""", "timeZone")]
    [InlineData("""{"timeZone": "../etc/passwd"}""", "timeZone")]
    [InlineData("""{"defaultRegion": "BRA"}""", "defaultRegion")]
    [InlineData("""{"capMessages": 3}""", "capMessages")]
    [InlineData("""{"capMessages": 0, "capDays": 3}""", "capMessages")]
    [InlineData("""{"capMessages": 1, "capDays": 366}""", "capDays")]
    [InlineData("""{"quietFrom": "21:00"}""", "quietFrom")]
    [InlineData("""{"quietFrom": "21:00", "quietTo": "21:00"}""", "quietTo")]
    [InlineData("""{"optOutWords": []}""", "optOutWords")]
    [InlineData("""{"optOutWords": ["STOP", "!!!"]}""", "optOutWords")]
    [InlineData("""{"optOutWords": ["PARÁR"], "optInWords": ["parar"]}""", "optInWords")]
    [InlineData("""{"optInWords": ["STOP"]}""", "optInWords")]
    [InlineData("""{"optOutWords": ["01234567890123456789012345678901234567890"]}""", "optOutWords")]
    public async Task What_makes_no_sense_is_refused_by_the_name_of_its_field(string body, string field)
    {
        var admin = await server.Admin();
        var answer = await admin.PatchAsync("/api/tenant", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        await answer.ShouldObjectTo(field);
    }

    [Theory]
    [InlineData("""{"requireOptIn": "yes"}""")]
    [InlineData("""{"requireOptIn": null}""")]
    [InlineData("""{"capDays": "many"}""")]
    public async Task A_wrong_type_is_refused_with_the_name_of_the_field(string body)
    {
        var answer = await (await server.Admin()).PatchAsync("/api/tenant", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        (await answer.Json(HttpStatusCode.BadRequest)).GetProperty("detail").GetString()!.ShouldContain(body.Split('"')[1]);
    }

    [Fact]
    public async Task The_install_operator_makes_a_tenant_whose_owner_begins_with_a_one_time_password()
    {
        var made = await (await (await server.Owner()).PostAsJsonAsync("/api/tenants", new { name = "Café do João", ownerEmail = "joao@example.com" })).Json(HttpStatusCode.Created);
        made.GetProperty("slug").GetString().ShouldBe("caf-do-jo-o");
        var client = server.Anonymous();
        var cookie = ("Cookie", await client.CookieOf("joao@example.com", made.GetProperty("oneTimePassword").GetString()!));
        var me = await (await client.Send(HttpMethod.Get, "/api/auth/me", null, cookie)).Json();
        me.GetProperty("tenant").GetProperty("id").GetString().ShouldBe(made.GetProperty("id").GetString());
        me.GetProperty("role").GetString().ShouldBe("owner");

        await (await (await server.Owner()).PostAsJsonAsync("/api/tenants", new { name = "Again", slug = "caf-do-jo-o", ownerEmail = "x@example.com" })).ShouldBeProblem(HttpStatusCode.Conflict, "conflict");
        (await server.Scalar("SELECT count(*) FROM users WHERE email = 'x@example.com'")).ShouldBe(0L);
        (await (await (await server.Owner()).GetAsync("/api/tenants?limit=500")).Json()).GetProperty("items").EnumerateArray().ShouldContain(t => t.GetProperty("slug").GetString() == "caf-do-jo-o");
    }

    [Fact]
    public async Task Owners_of_other_tenants_make_none_and_see_none()
    {
        var owner = await server.Member(await server.Database.NewTenant(), Role.Owner);
        await (await owner.PostAsJsonAsync("/api/tenants", new { name = "Mine", ownerEmail = "y@example.com" })).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
        await (await owner.GetAsync("/api/tenants")).ShouldBeProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_new_tenant_knows_the_words_with_which_people_leave()
    {
        var words = (await (await (await server.Admin()).GetAsync("/api/tenant")).Json()).GetProperty("optOutWords").EnumerateArray().Select(w => w.GetString()).ToList();
        words.ShouldContain("STOP");
        words.ShouldContain("SAIR");
    }
}
