using Microsoft.AspNetCore.Authentication;

namespace Parley.Identity.Google;

/// <summary>GET /login: to Google, where that is configured; else to the page with the password.</summary>
internal static class StartGoogle
{
    public static Task Handle(HttpContext context)
    {
        if (context.RequestServices.GetService<GoogleOptions>() is not null) return context.ChallengeAsync(GoogleSignIn.Scheme, new AuthenticationProperties { RedirectUri = "/app/" });
        context.Response.Redirect("/app/sign-in");
        return Task.CompletedTask;
    }
}
