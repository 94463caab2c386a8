using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform.Http;

namespace Parley.Platform.Health;

/// <summary>For load balancers, process supervisors and <c>./parley up</c>. Open to everybody, so the answers hold no addresses and no errors' own words.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).WithTags("health").WithSummary("Whether the process runs");
        app.MapGet("/health/ready", Ready).WithTags("health").WithSummary("Whether the process can do its work");
    }

    /// <summary>The process runs and answers. Restart it when this fails.</summary>
    private static Ok<Status> Live() => TypedResults.Ok(new Status("live", null));

    /// <summary>The process can do its work. Send it no requests while this fails.</summary>
    private static async Task<Results<Ok<Status>, ProblemHttpResult>> Ready(Readiness readiness, CancellationToken cancellationToken)
    {
        var parts = await readiness.Ask(cancellationToken);
        var failing = parts.Where(part => part.Trouble is not null).ToList();
        if (failing.Count == 0) return TypedResults.Ok(new Status("ready", [.. parts.Select(part => part.Name)]));

        var details = Problems.Unavailable.Details(string.Join(" ", failing.Select(part => $"{part.Name}: {part.Trouble}")));
        details.Extensions["failing"] = failing.Select(part => part.Name).ToArray();
        return TypedResults.Problem(details);
    }

    /// <param name="Parts">What was looked at.</param>
    public sealed record Status(string State, IReadOnlyList<string>? Parts);
}
