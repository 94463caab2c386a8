using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Identity.SignIn;
using Parley.Identity.Users;

namespace Parley.Identity.Google;

/// <summary>What happens when Google sends somebody back: known people get in, people on a list get an account, everybody else sees a page that says so.</summary>
internal static partial class GoogleSignIn
{
    public const string Scheme = "google";
    private const string SubjectKey = "sub", EmailKey = "email", NameKey = "name", VerifiedKey = "email_verified";

    public static void AddGoogle(this AuthenticationBuilder authentication, GoogleOptions google, bool overHttps) => authentication.AddOAuth(Scheme, oauth =>
    {
        (oauth.ClientId, oauth.ClientSecret) = (google.ClientId, google.ClientSecret);
        (oauth.AuthorizationEndpoint, oauth.TokenEndpoint, oauth.UserInformationEndpoint) = (google.AuthorizationEndpoint, google.TokenEndpoint, google.UserInformationEndpoint);
        oauth.CallbackPath = "/signin-google";
        oauth.SignInScheme = IdentityConstants.ApplicationScheme; // asked for by the framework; our own sign-in stands below
        oauth.UsePkce = true;
        oauth.Scope.Add("openid");
        oauth.Scope.Add("email");
        oauth.Scope.Add("profile");
        // Google sends people back by a plain link, with which browsers send Lax cookies also over http.
        oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oauth.CorrelationCookie.SecurePolicy = overHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        oauth.Events.OnCreatingTicket = ReadPerson;
        oauth.Events.OnTicketReceived = LetIn;
        oauth.Events.OnRemoteFailure = Refused;
    });

    private static async Task ReadPerson(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var person = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));
        string? Text(string name) => person.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var items = context.Properties.Items;
        (items[SubjectKey], items[EmailKey], items[NameKey]) = (Text(SubjectKey), Text(EmailKey), Text(NameKey));
        items[VerifiedKey] = person.RootElement.TryGetProperty(VerifiedKey, out var verified) && verified.ValueKind == JsonValueKind.True ? "yes" : "no";
    }

    private static async Task LetIn(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var items = context.Properties!.Items;
        // An address that Google does not vouch for could be anybody's.
        var user = items[SubjectKey] is { Length: > 0 } subject && items[EmailKey] is { Length: > 0 } email && items[VerifiedKey] == "yes"
            ? await Find(http.RequestServices, subject, email, items[NameKey], http.RequestAborted)
            : null;
        if (user is null)
        {
            await http.RequestServices.GetRequiredService<SignInEvents>().Failed(items[EmailKey] ?? "", null, http.Connection.RemoteIpAddress, http.RequestAborted);
            http.Response.Redirect("/app/access-denied");
            return;
        }
        // Google's word is one factor; who asked for two here gives the code as well.
        if (user.TwoFactorEnabled)
        {
            http.RequestServices.GetRequiredService<HalfSignIn>().Remember(http, user);
            http.Response.Redirect(QueryHelpers.AddQueryString("/app/sign-in", new Dictionary<string, string?>(StringComparer.Ordinal) { ["step"] = "code", ["next"] = context.ReturnUri }));
            return;
        }
        await SignIns.GiveCookie(http, await http.RequestServices.GetRequiredService<SignIns>().Open(user, SignInKind.Cookie, http, http.RequestAborted));
        await http.RequestServices.GetRequiredService<SignInEvents>().SignedIn(user.Email!, user.Id, http.Connection.RemoteIpAddress, http.RequestAborted);
        http.Response.Redirect(context.ReturnUri ?? "/app/");
    }

    /// <returns>Null: the address is on no list and nobody's here, or the person is kept out.</returns>
    private static async Task<User?> Find(IServiceProvider services, string subject, string email, string? name, CancellationToken cancellationToken)
    {
        var users = services.GetRequiredService<UserManager<User>>();
        var user = await users.FindByLoginAsync(Scheme, subject) ?? await users.FindByEmailAsync(email);
        if (user is null)
        {
            if (services.GetRequiredService<GoogleOptions>().RoleOf(email) is not { } role) return null;
            await services.GetRequiredService<NewMember>().AddFromElsewhere(email, name, role, cancellationToken);
            user = await users.FindByEmailAsync(email);
        }
        if (user is null || user.LockoutEnd > services.GetRequiredService<TimeProvider>().GetUtcNow()) return null;
        if ((await users.GetLoginsAsync(user)).All(login => login.LoginProvider != Scheme)) await users.AddLoginAsync(user, new UserLoginInfo(Scheme, subject, "Google"));
        return user;
    }

    // A wrong or missing state (somebody else's link), or Google's own refusal.
    private static Task Refused(RemoteFailureContext context)
    {
        context.HandleResponse();
        Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<GoogleOptions>>(), context.Failure);
        context.Response.Redirect("/app/sign-in?problem=google");
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in with Google did not come back as it went out")]
    private static partial void Failed(ILogger logger, Exception? problem);
}
