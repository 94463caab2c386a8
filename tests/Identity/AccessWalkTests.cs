using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

/// <summary>Walks every endpoint of the running server as everybody there is, and compares what happens with the one table.</summary>
[Trait("Requirement", "IDN-04")]
public sealed class AccessWalkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public void Every_endpoint_has_a_line_and_every_line_an_endpoint() =>
        Endpoints().Select(e => e.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(AccessTable.Rules.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_scope_that_says_read_opens_no_endpoint_that_writes() =>
        AccessTable.Rules.Where(line => line.Value.Scope == Scopes.Read).Select(line => line.Key).ShouldAllBe(key => key.StartsWith("GET ", StringComparison.Ordinal) || key.StartsWith("ANY ", StringComparison.Ordinal));

    [Fact]
    public async Task Every_endpoint_lets_in_exactly_whom_the_table_names()
    {
        var walkers = await Walkers();
        var wrong = new List<string>();
        foreach (var (key, endpoint) in Endpoints())
        {
            var rule = AccessTable.Rules[key];
            foreach (var walker in walkers)
            {
                var (status, slug) = await Call(key, Path(endpoint, Guid.NewGuid().ToString()), walker);
                var verdict = rule.Role is null || walker.IsAllowed(rule) ? null : walker.Role is null && walker.Scope is null ? "not-signed-in" : "forbidden";
                var asItShould = verdict is null
                    ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) || (rule.Role is null && slug is not ("not-signed-in" or "forbidden"))
                    : status == (verdict == "forbidden" ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized) && slug == verdict;
                if (!asItShould) wrong.Add($"{walker.Name} at {key}: {(int)status} {slug}, expected {verdict ?? "to be let in"}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_belongs_to_another_tenant_is_not_found()
    {
        var there = await server.Database.NewTenant("Other");
        var admin = new Walker("admin", Role.Admin, null, await server.NewUser(server.Tenant, Role.Admin));
        var owner = new Walker("owner", Role.Owner, null, await server.NewUser(server.Tenant, Role.Owner), Operator: true);
        var wrong = new List<string>();
        foreach (var (key, endpoint) in Endpoints().Where(e => ForeignThings.HasTenantId(e.Key)))
        {
            var thing = ForeignThings.MakerFor(key);
            if (thing is null)
            {
                wrong.Add($"{key}: add to ForeignThings how another tenant comes to have one");
                continue;
            }
            foreach (var walker in new[] { admin, owner })
            {
                var (status, slug) = await Call(key, Path(endpoint, await thing(server, there)), walker, ForeignThings.BodyFor(key));
                if (status != HttpStatusCode.NotFound) wrong.Add($"{walker.Name} at {key}: {(int)status} {slug}, expected 404 (a body that is right goes into ForeignThings)");
            }
        }
        wrong.ShouldBeEmpty();
    }

    private async Task<List<Walker>> Walkers()
    {
        var other = await server.Database.NewTenant("Other");
        var walkers = new List<Walker> { new("anonymous", null, null, null) };
        foreach (var role in Enum.GetValues<Role>())
        {
            walkers.Add(new($"{role}", role, null, await server.NewUser(server.Tenant, role), Operator: true));
            walkers.Add(new($"{role} of another tenant", role, null, await server.NewUser(other, role)));
        }
        walkers.AddRange(Scopes.Known.Select(scope => new Walker($"key with {scope}", Role.Admin, scope, null)));
        return walkers;
    }

    // Each call has credentials of its own, because some calls end them.
    private async Task<(HttpStatusCode Status, string? Slug)> Call(string key, string path, Walker walker, Func<HttpContent>? body = null)
    {
        var method = key[..key.IndexOf(' ', StringComparison.Ordinal)];
        using var request = new HttpRequestMessage(method == "ANY" ? HttpMethod.Get : new HttpMethod(method), path);
        if (method is not ("GET" or "ANY" or "DELETE")) request.Content = body?.Invoke() ?? JsonContent.Create(new { });
        if (walker.User is { } user) request.Headers.Authorization = (await server.SignedIn(user)).DefaultRequestHeaders.Authorization;
        if (walker.Scope is { } scope) request.Headers.Add("X-Api-Key", (await server.ApiKey(scope)).DefaultRequestHeaders.GetValues("X-Api-Key").Single());

        // Streams never end, so only the head of the answer is awaited.
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return (answer.StatusCode, isProblem ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString() : null);
    }

    private readonly HttpClient _client = server.Anonymous();

    private IEnumerable<(string Key, RouteEndpoint Endpoint)> Endpoints() =>
        server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint => AccessTable.KeysOf(endpoint).Select(key => (key, endpoint)));

    private static string Path(RouteEndpoint endpoint, string id) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "number" } => "+5511987654321",
        _ => id,
    }))));

    /// <summary>Somebody who tries every door. What they may do is written out here once more, apart from the code that decides it.</summary>
    private sealed record Walker(string Name, Role? Role, string? Scope, UserId? User, bool Operator = false)
    {
        public bool IsAllowed(Access rule) => (Role, Scope) switch
        {
            (null, _) => false,
            (_, { } scope) => rule.Scope is not null && (scope == rule.Scope || scope == "*"),
            ({ } role, null) => role >= rule.Role && (Operator || !rule.OperatorOnly),
        };
    }
}
