using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Contacts.Import;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts.Consent;

[Trait("Requirement", "CON-05")]
public sealed class ConsentCallsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_ledger_keeps_every_word_with_source_time_and_evidence()
    {
        var tenant = await server.Database.NewTenant();
        var client = await server.Member(tenant, Role.Admin);
        var place = (await client.PostAsJsonAsync("/api/contacts", new { phoneNumber = "+5511987654321" })).Headers.Location + "/consent";

        (await client.PostAsJsonAsync(place, new { state = "opted_in" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await client.PostAsJsonAsync(place, new { state = "opted_in", evidence = "signed on paper" })).Json()).GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await (await client.PostAsJsonAsync(place, new { state = "opted_in", evidence = "again" })).Json()).GetProperty("changed").GetBoolean().ShouldBeFalse();
        await client.PostAsJsonAsync(place, new { state = "opted_out" });

        var ledger = (await client.GetFromJsonAsync<JsonElement>(place)).EnumerateArray().ToList();
        ledger.Select(line => line.GetProperty("state").GetString()).ShouldBe(["opted_out", "opted_in"]);
        ledger[1].GetProperty("evidence").GetString().ShouldBe("signed on paper");
        ledger[1].GetProperty("source").GetString()!.ShouldContain("@example.com");
    }
}
