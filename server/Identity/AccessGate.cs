using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity.Accounts;
using Parley.Identity.SignIn;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity;

/// <summary>Stands between routing and every endpoint: finds the endpoint's line in <see cref="AccessTable"/>, finds out who calls, and
/// lets the request through or answers 401 or 403.</summary>
internal sealed class AccessGate(RequestDelegate next, Callers callers, SignIns signIns, RateLimits limits, ParleySettings settings)
{
    /// <summary>Names the tenant of one request, by id or slug, for people who belong to several.</summary>
    public const string TenantHeader = "X-Parley-Tenant";

    private static readonly IReadOnlySet<string> Everything = new HashSet<string>([Scopes.All], StringComparer.Ordinal);

    public async Task Invoke(HttpContext context, CallerScope scope)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && await Check(context, endpoint, scope) is { } refusal) await refusal.ExecuteAsync(context);
        else await next(context); // without an endpoint it becomes a 404 or 405
    }

    /// <returns>Null: the request may pass.</returns>
    private async Task<ProblemHttpResult?> Check(HttpContext context, RouteEndpoint endpoint, CallerScope scope)
    {
        var rule = AccessTable.RuleOf(endpoint, context.Request.Method);
        var credential = Credential.Of(context);
        if (credential.Kind is CredentialKind.None or CredentialKind.Cookie && CrossSitePolicy.Refuses(context.Request, settings.PublicUrl))
            return Problems.Forbidden.With("A page of another site sent this request; only pages of this one may change anything with the browser's cookie.");
        if (rule.Role is null) return null;

        var (caller, person) = await Find(credential, context);
        if (caller is null) return person is null ? Unknown(context, credential) : Problems.Forbidden.With($"You do not belong to the tenant that {TenantHeader} names.");
        context.Features.Set(caller); // also when refused: the audit log says who tried
        if (!caller.May(rule)) return Problems.Forbidden.With(Why(caller, rule));
        if (person?.PasswordKind == PasswordKind.OneTime && !context.Request.Path.StartsWithSegments("/api/auth", StringComparison.Ordinal))
            return Problems.PasswordChangeRequired.With("A colleague knows your password. Choose your own first, with POST /api/auth/password.");

        scope.Caller = caller;
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, (caller.User?.Value ?? caller.ApiKey)!.Value.ToString())], "parley"));
        return null;
    }

    private ProblemHttpResult Unknown(HttpContext context, Credential credential)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        if (credential.Kind == CredentialKind.None) return Problems.NotSignedIn.With("Sign in with POST /api/auth/login, or send an access token or an API key.");
        // Each wrong one costs a look into the database.
        return limits.Refused(context) is { } wait
            ? RateLimits.TryLater(context, wait, Problems.TooManyRequests, "Too many wrong credentials from this address; see Retry-After.")
            : Problems.NotSignedIn.With("These credentials are wrong, over, or revoked.");
    }

    /// <returns>No caller but a person: somebody who names a tenant of others.</returns>
    private async Task<(Caller? Caller, Callers.Person? Person)> Find(Credential credential, HttpContext context)
    {
        if (credential.Kind == CredentialKind.ApiKey)
        {
            return await callers.ByApiKey(credential.Text, context.RequestAborted) is { } key
                ? (new Caller(key.Tenant, null, key.Id, Role.Admin, key.Scopes, "key " + key.Name) { InOperatorTenant = key.TenantSlug == FirstBoot.TenantSlug }, null)
                : default;
        }

        var signIn = credential.Kind switch
        {
            CredentialKind.Cookie => await SignIns.FromCookie(context),
            CredentialKind.AccessToken => signIns.FromAccessToken(credential.Text),
            _ => null,
        };
        if (signIn is not { } id || await callers.BySignIn(id, context.RequestAborted) is not { } person) return default;
        return Chosen(person, context.Request.Headers[TenantHeader].ToString()) is { } tenant
            ? (new Caller(tenant.Tenant, person.Id, null, tenant.Role, Everything, person.Email) { SignIn = id, InOperatorTenant = tenant.Slug == FirstBoot.TenantSlug }, person)
            : (null, person);
    }

    private static Callers.Belonging? Chosen(Callers.Person person, string named) => named.Length > 0
        ? person.Tenants.Find(t => t.Slug == named || (TenantId.TryParse(named, out var id) && t.Tenant == id))
        : person.Tenants.Find(t => t.Tenant == person.Chosen) ?? person.Tenants[0];

    private static string Why(Caller caller, Access rule) => caller switch
    {
        { ApiKey: not null } when rule.Scope is null => "Only people may do this, not API keys.",
        { ApiKey: not null } => $"The API key lacks the scope {rule.Scope}.",
        _ when rule.OperatorOnly => "Only an owner of the install's first tenant may do this.",
        _ => $"This needs the role {Words<Role>.Of(rule.Role!.Value)}; yours is {Words<Role>.Of(caller.Role)}.",
    };
}
