using Parley.Platform.Data;

namespace Parley.Identity;

/// <summary>Who makes this request: a person (through a cookie or a bearer token) or a program (through an API key).
/// Handlers take it as a parameter; it is there on every endpoint that is not open to everybody.</summary>
/// <param name="Actor">For the audit log and for created_by: an e-mail, or the name of the API key.</param>
public sealed record Caller(TenantId Tenant, UserId? User, Guid? ApiKey, Role Role, IReadOnlySet<string> Scopes, string Actor)
{
    /// <summary>The browser session or token family that a person came with; null for an API key.</summary>
    public Guid? SignIn { get; init; }

    /// <summary>The tenant is the one that the first boot made: its owner runs the install.</summary>
    public bool InOperatorTenant { get; init; }

    /// <summary>Binds the parameter of a handler.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new InvalidOperationException("An endpoint that takes a Caller must not be open to everybody."));

    /// <summary>Whether the rule lets this caller in.</summary>
    public bool May(Access rule) => rule.Role is not { } role
        || (Role >= role
            && (!rule.OperatorOnly || InOperatorTenant)
            && (ApiKey is null || (rule.Scope is { } scope && (Scopes.Contains(scope) || Scopes.Contains(Identity.Scopes.All)))));
}

/// <summary>A person's role in a tenant. An API key acts as an admin within its scopes.</summary>
public enum Role { Vendor, Admin, Owner }

/// <summary>What an API key may do. <see cref="All"/> includes the others; <see cref="Read"/> allows GET only.</summary>
public static class Scopes
{
    public const string Read = "read";
    public const string SendMessages = "messages:send";
    public const string WriteCampaigns = "campaigns:write";
    public const string All = "*";

    public static IReadOnlyList<string> Known { get; } = [Read, SendMessages, WriteCampaigns, All];
}

/// <summary>Carries the caller to what is made once per request, such as the tenant's ParleyDb.</summary>
internal sealed class CallerScope
{
    public Caller? Caller { get; set; }
}
