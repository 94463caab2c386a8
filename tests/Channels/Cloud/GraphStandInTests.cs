using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Channels.Simulator.Graph;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>The stand-in for the official API in the server's own process, and that it is nowhere without the simulator.</summary>
[Trait("Requirement", "SIM-01")]
public sealed class GraphStandInTests
{
    private static readonly object Business = new
    {
        businessAccountId = "102290129340398",
        accessToken = "EAAJ-standin-token",
        appSecret = "standin-app-secret",
        numbers = new[] { new { id = "106540352242922", phoneNumber = "+5511900003333" } },
    };

    private static async Task<(HttpStatusCode, string)> Ask(Uri address, string? token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "v23.0/102290129340398/phone_numbers"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_listens_where_it_is_told_and_knows_its_businesses_token_alone()
    {
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["SIMULATOR_GRAPH_PORT"] = "0" });
        var address = server.Services.GetServices<IHostedService>().OfType<GraphListener>().Single().Address!;
        address.IsLoopback.ShouldBeTrue();
        var admin = await server.Admin();
        (await admin.Get("/api/simulator/cloud")).Status.ShouldBe(404);
        (await admin.Put("/api/simulator/cloud", Business)).Status.ShouldBe(200);
        (await admin.Get("/api/simulator/cloud"))["numbers.0.phoneNumber"].ShouldBe("+5511900003333");

        (await Ask(address, "EAAJ-standin-token")).ShouldSatisfyAllConditions(answer => answer.Item1.ShouldBe(HttpStatusCode.OK), answer => answer.Item2.ShouldContain("\"id\":\"106540352242922\""));
        foreach (var token in new[] { null, "", "EAAJ-another-token" })
            (await Ask(address, token)).ShouldSatisfyAllConditions(answer => answer.Item1.ShouldBe(HttpStatusCode.Unauthorized), answer => answer.Item2.ShouldContain("\"code\":190"));

        // Another tenant cannot take the token over, and has no business of its own by it.
        var other = await server.AdminOfOtherTenant();
        (await other.Get("/api/simulator/cloud")).Status.ShouldBe(404);
        (await other.Put("/api/simulator/cloud", Business)).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("http://169.254.169.254/hooks/cloud")]
    [InlineData("http://127.0.0.1:5432/")]
    [InlineData("http://127.0.0.1:3000/hooks/cloud?x=1")]
    [InlineData("http://internal.example/hooks/cloud")]
    [InlineData("ftp://127.0.0.1/hooks/cloud")]
    public async Task Its_webhooks_go_to_a_server_on_this_machine_only(string url)
    {
        await using var server = await TestServer.Start();
        var refused = await (await server.Admin()).Put("/api/simulator/cloud", new { businessAccountId = "102290129340398", accessToken = "EAAJ-standin-token", appSecret = "standin-app-secret", webhookUrl = url });
        (refused.Status, refused["errors.webhookUrl.0"]).ShouldBe((400, "webhookUrl must be the address /hooks/cloud of a server on this machine, such as http://127.0.0.1:3000/hooks/cloud."));
    }

    [Fact]
    public async Task Without_the_simulator_it_is_nowhere()
    {
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["SIMULATOR"] = "off", ["SIMULATOR_GRAPH_PORT"] = "0" });
        server.Services.GetServices<IHostedService>().OfType<GraphListener>().ShouldBeEmpty();
        server.Services.GetService<GraphApi>().ShouldBeNull();
        (await (await server.Admin()).Put("/api/simulator/cloud", Business)).Status.ShouldBe(404);
    }
}
