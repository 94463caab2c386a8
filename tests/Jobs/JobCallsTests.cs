using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Platform.Jobs;
using Parley.Tests.Platform.Jobs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Jobs;

[Trait("Requirement", "MSG-12")]
public sealed class JobCallsTests(JobCallsTests.ServerWithJobs running) : IClassFixture<JobCallsTests.ServerWithJobs>
{
    private readonly TestServer _server = running.Server;

    /// <summary>A server that knows two kinds which run until they are stopped.</summary>
    public sealed class ServerWithJobs : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        /// <summary>Released by each job that began.</summary>
        public SemaphoreSlim Began { get; } = new(0);

        public async ValueTask InitializeAsync() => Server = await TestServer.Start(replace: services =>
        {
            services.AddSingleton<IJobKind>(new ScriptedKind("waits", true, Wait));
            services.AddSingleton<IJobKind>(new ScriptedKind("cannot_stop", true, async (job, cancellationToken) =>
            {
                await job.PassReturn(cancellationToken);
                return await Wait(job, cancellationToken);
            }));
        });

        private async Task<JobOutcome> Wait(JobContext job, CancellationToken cancellationToken)
        {
            Began.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new UnreachableException();
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            Began.Dispose();
        }
    }

    [Fact]
    public async Task A_running_job_is_cancelled_on_request()
    {
        var admin = await _server.Admin();
        var id = await _server.Database.Start(_server.Tenant, "waits");
        (await running.Began.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();

        (await admin.PostAsync($"/api/jobs/{id}/cancel", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _server.Database.Ended(id)).State.ShouldBe(JobState.Cancelled);
        (await admin.PostAsync($"/api/jobs/{id}/cancel", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once_and_never_runs()
    {
        var admin = await _server.Admin();
        var id = await _server.Database.Start(_server.Tenant, "of_no_worker");
        var answer = await (await admin.PostAsync($"/api/jobs/{id}/cancel", null)).Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_job_past_its_point_of_no_return_says_so()
    {
        var admin = await _server.Admin();
        var id = await _server.Database.Start(_server.Tenant, "cannot_stop");
        (await running.Began.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();

        (await admin.GetFromJsonAsync<JsonElement>($"/api/jobs/{id}")).GetProperty("cancellable").GetBoolean().ShouldBeFalse();
        var refused = await admin.PostAsync($"/api/jobs/{id}/cancel", null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("illegal-state");
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_page_by_page()
    {
        var admin = await _server.Admin();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await _server.Database.Start(_server.Tenant, "listed")).ToString());
            // Jobs of one millisecond have no order among themselves.
            var started = TimeProvider.System.GetUtcNow();
            await Wait.Until(() => TimeProvider.System.GetUtcNow() >= started.AddMilliseconds(1));
        }

        var first = await admin.GetFromJsonAsync<JsonElement>("/api/jobs?limit=3&kind=listed&state=queued");
        var second = await admin.GetFromJsonAsync<JsonElement>($"/api/jobs?limit=3&kind=listed&cursor={first.GetProperty("nextCursor").GetString()}");
        Ids(first).Concat(Ids(second)).ShouldBe(ids.AsEnumerable().Reverse());
        second.TryGetProperty("nextCursor", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("cursor=%20%20")]
    [InlineData("cursor=bm90IGFuIGlk")]
    [InlineData("state=gone")]
    public async Task A_list_asked_wrongly_is_a_400_that_names_the_field(string query)
    {
        var answer = await (await _server.Admin()).GetAsync("/api/jobs?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(query.Split('=')[0], out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_tenants_job_does_not_exist()
    {
        var stranger = await _server.AdminOfOtherTenant();
        var id = await _server.Database.Start(_server.Tenant, "of_no_worker");
        (await stranger.GetAsync($"/api/jobs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync($"/api/jobs/{id}/cancel", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Ids(await stranger.GetFromJsonAsync<JsonElement>("/api/jobs")).ShouldBeEmpty();
    }

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
