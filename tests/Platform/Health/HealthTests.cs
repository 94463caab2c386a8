using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Health;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Health;

[Trait("Requirement", "OPS-03")]
public sealed class HealthTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_running_server_lives_and_is_ready_and_says_so_to_everybody()
    {
        (await server.Anonymous().GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await server.Anonymous().GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());
        var status = await ready.Content.ReadFromJsonAsync<JsonElement>();
        status.GetProperty("state").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task A_workers_loops_are_among_the_parts()
    {
        await Wait.Until(async () =>
        {
            var status = await server.Anonymous().GetFromJsonAsync<JsonElement>("/health/ready");
            var parts = status.GetProperty("parts").EnumerateArray().Select(part => part.GetString()).ToHashSet();
            return parts.IsSupersetOf(["database", "node", "dispatcher", "finaliser", "housekeeping", "inbox", "inbound files", "campaigns", "audiences", "broadcasts", "bulk sends", "jobs", "sender ownership", "sender sessions"]);
        });
    }

    [Fact]
    public async Task A_server_with_a_loop_that_stands_still_lives_but_is_not_ready_and_names_it()
    {
        await using var own = await TestServer.Start();
        using var loop = own.Services.GetRequiredService<Heartbeats>().Expect("a stuck loop", TimeSpan.Zero);

        var ready = await own.Anonymous().GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var problem = await ready.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("unavailable");
        problem.GetProperty("failing").EnumerateArray().Select(part => part.GetString()).ShouldBe(["a stuck loop"]);
        (await own.Anonymous().GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
