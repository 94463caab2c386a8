using Microsoft.AspNetCore.Authentication;

namespace Parley.Identity.Google;

/// <summary>GET /login: to Google, where that is configured; else to the page with the password. <c>?next=</c> names the page of the dashboard to come back to.</summary>
internal static class StartGoogle
{
    private const string Dashboard = "/app/";

    public static Task Handle(HttpContext context, string? next)
    {
        // An address in a link could lead anywhere, so only what stands below the dashboard counts.
        var place = next?.StartsWith(Dashboard, StringComparison.Ordinal) == true && next.Length <= 1000 && !next.Any(char.IsControl) ? next : Dashboard;
        if (context.RequestServices.GetService<GoogleOptions>() is not null) return context.ChallengeAsync(GoogleSignIn.Scheme, new AuthenticationProperties { RedirectUri = place });
        context.Response.Redirect("/app/sign-in");
        return Task.CompletedTask;
    }
}
