using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}/course: what came of it in the course of time, for a curve.</summary>
public static class ShowCourse
{
    private static readonly string Statement = Sql.File("Campaigns/course.sql");

    /// <summary>More points than this no curve shows.</summary>
    private const int Most = 120;

    /// <summary>Steps that a person reads at a glance.</summary>
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <param name="StepSeconds">How much time a point covers: a minute at least, and so much that there are 120 points at most.</param>
    /// <param name="Points">From the first minute in which something happened to the last, also those between in which nothing did; empty while nothing has.</param>
    public sealed record Response(int StepSeconds, IReadOnlyList<Point> Points);

    /// <param name="At">The point's beginning (UTC).</param>
    /// <param name="Sent">Accepted by the network in this time; a message that is read later counts there as read.</param>
    /// <param name="Failed">Less those that were tried again.</param>
    public sealed record Point(DateTimeOffset At, long Sent, long Delivered, long Read, long Failed);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, SharedReadings<(TenantId, CampaignId), Response?> shared, CancellationToken cancellationToken) =>
        await shared.Read((caller.Tenant, id), token => Read(db, caller.Tenant, id, token), cancellationToken) is { } course ? TypedResults.Ok(course) : MoveCampaign.Missing;

    private static async Task<Response?> Read(Db db, TenantId tenant, CampaignId id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection) { Parameters = { new() { Value = id.Value }, new() { Value = tenant.Value }, new() { Value = Steps }, new() { Value = Most } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken)) return null;
        var step = rows.GetFieldValue<TimeSpan>(0);
        var points = new List<Point>();
        do
        {
            if (!rows.IsDBNull(1)) points.Add(new Point(rows.GetFieldValue<DateTimeOffset>(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5)));
        }
        while (await rows.ReadAsync(cancellationToken));
        return new Response((int)step.TotalSeconds, points);
    }
}
