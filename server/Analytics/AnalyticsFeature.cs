namespace Parley.Analytics;

/// <summary>What happened, in figures over time.</summary>
public static class AnalyticsFeature
{
    public static void MapAnalytics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/analytics/activity", ShowActivity.Handle).WithTags("analytics").WithSummary("Figures over time");
}
