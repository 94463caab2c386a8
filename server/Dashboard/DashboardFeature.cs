namespace Parley.Dashboard;

/// <summary>The dashboard for people: the files that <c>web/</c> builds, served as they are. What they show comes from the API like anybody's.</summary>
public static class DashboardFeature
{
    public static void AddDashboard(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new DashboardFiles(builder.Configuration["WEB_DIST"] is { Length: > 0 } folder
            ? folder
            : Path.Combine(builder.Environment.ContentRootPath, "..", "web", "dist")));

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Redirect("/app/")).ExcludeFromDescription();
        routes.MapGet("/app/{**path}", ServeFile.Handle).ExcludeFromDescription();
    }
}
