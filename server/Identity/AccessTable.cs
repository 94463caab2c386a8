using static Parley.Identity.Access;

namespace Parley.Identity;

/// <summary>Who may call an endpoint.</summary>
/// <param name="Role">The least role a person needs; null is open to everybody, signed in or not.</param>
/// <param name="Scope">The scope that an API key needs (<c>*</c> has them all); null is: no API key, only people.</param>
public sealed record Access(Role? Role, string? Scope)
{
    public static Access Everybody { get; } = new(null, null);

    /// <summary>The owner of the tenant that the first boot made; no API keys.</summary>
    public static Access Operator { get; } = new(Identity.Role.Owner, null) { OperatorOnly = true };

    public bool OperatorOnly { get; private init; }

    /// <summary>People of that role or above; no API keys.</summary>
    public static Access People(Role role) => new(role, null);

    /// <summary>People of that role or above, and API keys with that scope.</summary>
    public static Access Of(Role role, string scope) => new(role, scope);
}

/// <summary>The one table that says who may call which endpoint. An endpoint that is missing here stops the start,
/// and a test walks every line as everybody.</summary>
public static class AccessTable
{
    /// <summary>Keyed by method and route pattern, as they are mapped; ANY stands for an endpoint that names no method.</summary>
    public static IReadOnlyDictionary<string, Access> Rules { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        // Messages
        ["POST /api/messages"] = Of(Role.Admin, Scopes.SendMessages),
        ["GET /api/messages"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/messages/{id}"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/messages/{id}/retry"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/messages/{id}/cancel"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/messages/{id}/mark-sent"] = Of(Role.Admin, Scopes.SendMessages),

        // The queue
        ["GET /api/queue/stats"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/queue/dead-letters"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/queue/dead-letters/{id}/retry"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/queue/dead-letters/retry-all"] = Of(Role.Admin, Scopes.SendMessages),
        ["DELETE /api/queue/dead-letters/{id}"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/queue/dead-letters/drop-all"] = Of(Role.Admin, Scopes.SendMessages),

        // Bulk sends
        ["POST /api/bulk"] = Of(Role.Admin, Scopes.SendMessages),
        ["GET /api/bulk"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/bulk/{id}"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/bulk/{id}/results"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/bulk/{id}/stop"] = Of(Role.Admin, Scopes.SendMessages),

        // Broadcast lists
        ["GET /api/broadcasts"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/broadcasts"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/broadcasts/{id}"] = Of(Role.Admin, Scopes.Read),
        ["DELETE /api/broadcasts/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/broadcasts/{id}/groups"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/broadcasts/{id}/members"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/broadcasts/{id}/send"] = Of(Role.Admin, Scopes.SendMessages),
        ["GET /api/broadcasts/{id}/sends"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/broadcasts/{id}/sends/{sendId}"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/broadcasts/{id}/sends/{sendId}/groups"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/broadcasts/{id}/sends/{sendId}/stop"] = Of(Role.Admin, Scopes.SendMessages),

        // Routes of systems that people come from: each like the native one that it stands for
        ["POST /session/start"] = Of(Role.Admin, Scopes.All),
        ["GET /session/{id}/qr"] = Of(Role.Admin, Scopes.All),
        ["GET /session/{id}/status"] = Of(Role.Admin, Scopes.Read),
        ["GET /sessions"] = Of(Role.Admin, Scopes.Read),
        ["DELETE /session/{id}"] = Of(Role.Admin, Scopes.All),
        ["POST /message/send"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /message/send-bulk"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /message/send-all"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /whatsapp/bulk-send"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /whatsapp/broadcast/create"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /whatsapp/broadcast"] = Of(Role.Admin, Scopes.Read),
        ["GET /whatsapp/broadcast/{id}"] = Of(Role.Admin, Scopes.Read),
        ["POST /whatsapp/broadcast/{id}/send"] = Of(Role.Admin, Scopes.SendMessages),
        ["DELETE /whatsapp/broadcast/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /upload"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /upload_attachment"] = Of(Role.Vendor, Scopes.SendMessages),
        ["POST /send"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /status/{jobId}"] = Of(Role.Admin, Scopes.Read),
        ["POST /pause/{jobId}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /resume/{jobId}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /stop/{jobId}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /jobs"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/messages/send"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/messages/queue"] = Of(Role.Admin, Scopes.SendMessages),
        ["POST /api/messages/campaign-send"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/messages/campaign-schedule"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["DELETE /api/messages/schedule/{campaignId}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/messages/scheduled"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/messages/queue/stats"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/messages/queue/job/{jobId}"] = Of(Role.Admin, Scopes.Read),

        // Campaigns
        ["GET /api/campaigns"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/campaigns"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/campaigns/{id}"] = Of(Role.Admin, Scopes.Read),
        ["DELETE /api/campaigns/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/start"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/pause"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/resume"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/stop"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/retry-failed"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/campaigns/{id}/stats"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/campaigns/{id}/course"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/campaigns/{id}/recipients"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/campaigns/{id}/recipients.csv"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/campaigns/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/check"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/check"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/duplicate"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/campaigns/{id}/test"] = Of(Role.Admin, Scopes.WriteCampaigns),

        // Message templates
        ["GET /api/templates"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/templates"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/templates/{id}"] = Of(Role.Admin, Scopes.Read),
        ["PUT /api/templates/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["DELETE /api/templates/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),

        // Figures
        ["GET /api/analytics/activity"] = Of(Role.Admin, Scopes.Read),

        // The dashboard's files; what they show, they ask for with the caller's own credentials
        ["GET /"] = Everybody,
        ["GET /app/{**path}"] = Everybody,

        // Health and the API's document
        ["GET /openapi/v1.json"] = Everybody,
        ["GET /docs"] = Everybody,
        ["GET /docs/docs.js"] = Everybody,
        ["GET /docs/docs.css"] = Everybody,
        ["GET /health/live"] = Everybody,
        ["GET /health/ready"] = Everybody,

        // Identity
        ["POST /api/auth/login"] = Everybody,
        ["POST /api/auth/login/code"] = Everybody,
        ["POST /api/auth/token"] = Everybody,
        ["POST /api/auth/refresh"] = Everybody,
        ["POST /api/auth/logout"] = People(Role.Vendor),
        ["GET /api/auth/me"] = Of(Role.Vendor, Scopes.Read),
        ["PATCH /api/auth/me"] = People(Role.Vendor),
        ["POST /api/auth/tenant"] = People(Role.Vendor),
        ["POST /api/auth/password"] = People(Role.Vendor),
        ["GET /api/auth/ways"] = Everybody,
        ["GET /login"] = Everybody,
        ["GET /api/auth/2fa"] = People(Role.Vendor),
        ["POST /api/auth/2fa/setup"] = People(Role.Vendor),
        ["POST /api/auth/2fa/enable"] = People(Role.Vendor),
        ["POST /api/auth/2fa/disable"] = People(Role.Vendor),
        ["POST /api/auth/2fa/recovery-codes"] = People(Role.Vendor),
        ["GET /api/auth/passkeys"] = People(Role.Vendor),
        ["POST /api/auth/passkeys/options"] = People(Role.Vendor),
        ["POST /api/auth/passkeys/confirm-options"] = People(Role.Vendor),
        ["POST /api/auth/passkeys"] = People(Role.Vendor),
        ["POST /api/auth/passkeys/{id}/remove"] = People(Role.Vendor),
        ["POST /api/auth/passkey-login/options"] = Everybody,
        ["POST /api/auth/passkey-login"] = Everybody,
        ["GET /api/users"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/users"] = People(Role.Admin),
        ["PATCH /api/users/{id}"] = People(Role.Admin),
        ["DELETE /api/users/{id}"] = People(Role.Admin),
        ["POST /api/users/{id}/reset-password"] = People(Role.Admin),
        ["GET /api/api-keys"] = People(Role.Admin),
        ["POST /api/api-keys"] = People(Role.Admin),
        ["DELETE /api/api-keys/{id}"] = People(Role.Admin),
        ["GET /api/audit"] = Of(Role.Admin, Scopes.All),
        ["GET /api/tenant"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/tenant"] = Of(Role.Admin, Scopes.All),
        ["GET /api/tenants"] = Operator,
        ["POST /api/tenants"] = Operator,

        // Realtime
        ["ANY /hub"] = Of(Role.Vendor, Scopes.Read),
        ["ANY /hub/negotiate"] = Of(Role.Vendor, Scopes.Read),
        ["GET /api/events"] = Of(Role.Vendor, Scopes.Read),

        // Media
        ["POST /api/media"] = Of(Role.Vendor, Scopes.SendMessages),
        ["GET /api/media"] = Of(Role.Vendor, Scopes.Read),
        ["GET /api/media/{id}"] = Of(Role.Vendor, Scopes.Read),
        ["GET /api/media/{id}/content"] = Of(Role.Vendor, Scopes.Read),
        ["DELETE /api/media/{id}"] = Of(Role.Admin, Scopes.All),

        // The simulator
        ["GET /api/simulator/networks"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/simulator/phones"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/simulator/phones/{number}"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/simulator/phones/{number}"] = Of(Role.Admin, Scopes.All),
        ["POST /api/simulator/phones/{number}/scan"] = Of(Role.Admin, Scopes.All),
        ["GET /api/simulator/phones/{number}/messages"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/simulator/phones/{number}/messages/{id}/media"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/simulator/phones/{number}/send"] = Of(Role.Admin, Scopes.All),
        ["GET /api/simulator/world"] = Of(Role.Admin, Scopes.Read),
        ["PUT /api/simulator/world"] = Of(Role.Admin, Scopes.All),
        ["POST /api/simulator/world/reset"] = Of(Role.Admin, Scopes.All),
        ["GET /api/simulator/cloud"] = Of(Role.Admin, Scopes.All),
        ["PUT /api/simulator/cloud"] = Of(Role.Admin, Scopes.All),
        ["POST /api/simulator/sessions/{senderId}/fault"] = Of(Role.Admin, Scopes.All),
        ["GET /api/simulator/stats"] = Of(Role.Admin, Scopes.Read),

        // Contacts
        ["POST /api/contacts/imports"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts/imports"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/contacts/imports/{id}"] = Of(Role.Admin, Scopes.Read),
        ["DELETE /api/contacts/imports/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/contacts/imports/{id}/preview"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/contacts/imports/{id}/start"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts/imports/{id}/rejects.csv"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/blocklist/imports"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/contacts"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts/{id}"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/contacts/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["DELETE /api/contacts/{id}"] = Of(Role.Admin, Scopes.All),
        ["GET /api/contacts/{id}/export"] = Of(Role.Admin, Scopes.All),
        ["GET /api/contacts/{id}/consent"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/contacts/{id}/consent"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts/tags"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/contacts/variables"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/contacts/bulk"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/contacts/export.csv"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/blocklist"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/blocklist"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["DELETE /api/blocklist"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/segments"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/segments"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["GET /api/segments/{id}"] = Of(Role.Admin, Scopes.Read),
        ["PUT /api/segments/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["DELETE /api/segments/{id}"] = Of(Role.Admin, Scopes.WriteCampaigns),
        ["POST /api/segments/preview"] = Of(Role.Admin, Scopes.WriteCampaigns),

        // Jobs
        ["GET /api/jobs"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/jobs/{id}"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/jobs/{id}/cancel"] = Of(Role.Admin, Scopes.WriteCampaigns),

        // Business accounts of the Cloud API; Meta's own calls are let in by their signature
        ["GET /hooks/cloud"] = Everybody,
        ["POST /hooks/cloud"] = Everybody,
        ["GET /api/cloud/accounts"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/cloud/accounts"] = Of(Role.Admin, Scopes.All),
        ["GET /api/cloud/accounts/{id}"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/cloud/accounts/{id}"] = Of(Role.Admin, Scopes.All),
        ["DELETE /api/cloud/accounts/{id}"] = Of(Role.Admin, Scopes.All),
        ["POST /api/cloud/accounts/{id}/check"] = Of(Role.Admin, Scopes.All),
        ["GET /api/cloud/accounts/{id}/numbers"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/cloud/accounts/{id}/templates"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/cloud/accounts/{id}/templates/sync"] = Of(Role.Admin, Scopes.All),
        ["GET /api/cloud/senders/{senderId}"] = Of(Role.Admin, Scopes.Read),
        ["PUT /api/cloud/senders/{senderId}"] = Of(Role.Admin, Scopes.All),

        // Senders
        ["GET /api/drivers"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/pacing"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/pacing"] = Of(Role.Admin, Scopes.All),
        ["GET /api/senders"] = Of(Role.Admin, Scopes.Read),
        ["POST /api/senders"] = Of(Role.Admin, Scopes.All),
        ["GET /api/senders/active"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/senders/{id}"] = Of(Role.Admin, Scopes.Read),
        ["PATCH /api/senders/{id}"] = Of(Role.Admin, Scopes.All),
        ["DELETE /api/senders/{id}"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/connect"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/disconnect"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/logout"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/pause"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/resume"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/rest"] = Of(Role.Admin, Scopes.All),
        // Whoever scans it links a phone, so a key that only reads does not see it.
        ["GET /api/senders/{id}/qr"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/pairing-code"] = Of(Role.Admin, Scopes.All),
        // Of the keys only the command line's on the server's machine; ConfirmCaller says so.
        ["POST /api/senders/{id}/session/export"] = Of(Role.Admin, Scopes.All),
        ["POST /api/senders/{id}/session/import"] = Of(Role.Admin, Scopes.All),
        ["GET /api/senders/{id}/stats"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/senders/{id}/why"] = Of(Role.Admin, Scopes.Read),
        ["GET /api/senders/{id}/history"] = Of(Role.Admin, Scopes.Read),
    };

    /// <summary>The rule of the endpoint for this method.</summary>
    /// <exception cref="InvalidOperationException">It has none. The start checks them all, so this is a bug.</exception>
    public static Access RuleOf(RouteEndpoint endpoint, string method) =>
        Rules.TryGetValue(Key(method, endpoint), out var rule) || Rules.TryGetValue(Key("ANY", endpoint), out rule)
            ? rule
            : throw new InvalidOperationException($"{method} {endpoint.RoutePattern.RawText} has no line in AccessTable.");

    /// <summary>The keys under which an endpoint must stand in <see cref="Rules"/>.</summary>
    public static IEnumerable<string> KeysOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods }
            ? methods.Select(method => Key(method, endpoint))
            : [Key("ANY", endpoint)];

    /// <exception cref="InvalidOperationException">Names every endpoint that has no line.</exception>
    public static void CheckEveryEndpoint(IEndpointRouteBuilder routes)
    {
        var missing = routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(KeysOf).Where(key => !Rules.ContainsKey(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) throw new InvalidOperationException("AccessTable has no line for: " + string.Join(", ", missing) + ".");
    }

    internal static string Key(string method, RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText ?? "";
        if (!pattern.StartsWith('/')) pattern = "/" + pattern;
        return method + " " + (pattern.Length > 1 ? pattern.TrimEnd('/') : pattern);
    }
}
