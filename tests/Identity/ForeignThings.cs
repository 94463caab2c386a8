using System.Net.Http.Json;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;

namespace Parley.Tests.Identity;

/// <summary>For the walk: how another tenant comes to have a thing, by the route up to its id. A feature with an id in its routes adds its line here.</summary>
internal static class ForeignThings
{
    private static readonly Dictionary<string, Func<TestServer, TenantId, Task<string>>> Makers = new(StringComparer.Ordinal)
    {
        ["/api/users/"] = async (server, tenant) => (await server.NewUser(tenant, Role.Vendor)).ToString(),
        ["/api/api-keys/"] = (server, tenant) => Row(server, "INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES ($1, $2, 'theirs', 'prl_', sha256($1::text::bytea), '{read}', 'them', now())", tenant),
        ["/api/media/"] = (server, tenant) => Row(server, "INSERT INTO media (id, tenant_id, sha256, type, bytes, file_name, created_by, created_at) VALUES ($1, $2, encode(sha256($1::text::bytea), 'hex'), 'image/png', 1, 'theirs.png', 'them', now())", tenant),
        ["/api/auth/passkeys/"] = async (server, tenant) =>
        {
            var id = Guid.NewGuid().ToByteArray();
            await server.Execute("INSERT INTO user_passkeys (credential_id, user_id, data) VALUES ($1, $2, '{}')", id, (await server.NewUser(tenant, Role.Vendor)).Value);
            return System.Buffers.Text.Base64Url.EncodeToString(id);
        },
        ["/api/jobs/"] = (server, tenant) => Row(server, "INSERT INTO jobs (id, tenant_id, kind, state, input, created_by, created_at) VALUES ($1, $2, 'theirs', 'queued', '{}', 'them', now())", tenant),
        ["/api/simulator/sessions/"] = Sender,
        ["/api/messages/"] = Message,
        ["/api/bulk/"] = (server, tenant) => Row(server, "INSERT INTO bulk_sends (id, tenant_id, total, created_by, created_at) VALUES ($1, $2, 0, 'them', now())", tenant),
        ["/api/broadcasts/"] = Broadcast,
        ["/session/"] = Sender,
        ["/whatsapp/broadcast/"] = Broadcast,
        ["/status/"] = Campaign,
        ["/pause/"] = Campaign,
        ["/resume/"] = Campaign,
        ["/stop/"] = Campaign,
        ["/api/messages/schedule/"] = Campaign,
        ["/api/messages/queue/job/"] = Message,
        ["/api/queue/dead-letters/"] = (server, tenant) => Row(server, "INSERT INTO messages (id, tenant_id, direction, origin, recipient, state, dead, created_at, finished_at) VALUES ($1, $2, 'out', 'api', '+5511912345678', 'failed', true, now(), now())", tenant),
        ["/api/contacts/imports/"] = (server, tenant) => Row(server, "INSERT INTO imports (id, tenant_id, target, file_name, bytes, layout, preview, created_by, created_at) VALUES ($1, $2, 'contacts', 'theirs.csv', 1, '{}', '{}', 'them', now())", tenant),
        ["/api/senders/"] = Sender,
        ["/api/cloud/senders/"] = Sender,
        ["/api/cloud/accounts/"] = (server, tenant) => Row(server, "INSERT INTO cloud_accounts (id, tenant_id, name, business_id, access_token, app_secret, verify_token, verify_digest, api_version, created_at, updated_at) VALUES ($1, $2, 'theirs ' || $1::text, (100000000 + floor(random() * 899999999))::bigint::text, '', '', '', sha256($1::text::bytea), 'v23.0', now(), now())", tenant),
        ["/api/campaigns/"] = Campaign,
        ["/api/contacts/"] = (server, tenant) => Row(server, "INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at) VALUES ($1, $2, '+55119' || (10000000 + floor(random() * 89999999))::int, now(), now())", tenant),
        ["/api/templates/"] = (server, tenant) => Row(server, """INSERT INTO message_templates (id, tenant_id, name, content, created_by, created_at, updated_at) VALUES ($1, $2, $1::text, '{"kind":"text","text":"theirs"}', 'them', now(), now())""", tenant),
        ["/api/segments/"] = (server, tenant) => Row(server, "INSERT INTO segments (id, tenant_id, name, filter, created_by, created_at, updated_at) VALUES ($1, $2, $1::text, '{}', 'them', now(), now())", tenant),
    };

    /// <summary>Bodies that their endpoints take, where an empty object is refused before the id is looked at.</summary>
    private static readonly Dictionary<string, Func<HttpContent>> Bodies = new(StringComparer.Ordinal)
    {
        ["PATCH /api/users/{id}"] = () => JsonContent.Create(new { role = "vendor" }),
        ["POST /api/simulator/sessions/{senderId}/fault"] = () => JsonContent.Create(new { kind = "disconnect" }),
        ["POST /api/contacts/{id}/consent"] = () => JsonContent.Create(new { state = "opted_out" }),
        ["PUT /api/templates/{id}"] = () => JsonContent.Create(new { name = "mine", content = new { text = "mine" } }),
        ["PUT /api/segments/{id}"] = () => JsonContent.Create(new { name = "mine", filter = new { } }),
        ["POST /api/senders/{id}/session/export"] = () => JsonContent.Create(new { passphrase = "four words that nobody guesses" }),
        ["PUT /api/cloud/senders/{senderId}"] = () => JsonContent.Create(new { accountId = Guid.NewGuid() }),
        ["POST /api/senders/{id}/rest"] = () => JsonContent.Create(new { until = TimeProvider.System.GetUtcNow().AddHours(1) }),
    };

    /// <summary>Routes whose parameter is no tenant's thing: the dashboard's files; and in the stand-in's world any number is a phone, and each tenant has a world of its own.</summary>
    private static readonly string[] Others = ["/api/simulator/phones/{number}", "/app/{**path}"];

    public static bool HasTenantId(string key) => key.Contains('{', StringComparison.Ordinal) && !Others.Any(other => key.Contains(other, StringComparison.Ordinal));

    public static Func<TestServer, TenantId, Task<string>>? MakerFor(string key)
    {
        var route = key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return Makers.GetValueOrDefault(route[..route.IndexOf('{', StringComparison.Ordinal)]);
    }

    public static Func<HttpContent>? BodyFor(string key) => Bodies.GetValueOrDefault(key);

    private static Task<string> Campaign(TestServer server, TenantId tenant) =>
        Row(server, "INSERT INTO campaigns (id, tenant_id, name, state, audience, variants, created_by, created_at, updated_at) VALUES ($1, $2, $1::text, 'draft', '{}', '[]', 'them', now(), now())", tenant);

    private static Task<string> Broadcast(TestServer server, TenantId tenant) =>
        Row(server, "INSERT INTO broadcasts (id, tenant_id, name, audience, group_size, phase, created_by, created_at, worked_at) VALUES ($1, $2, 'theirs', '{}', 256, 'ready', 'them', now(), now())", tenant);

    private static Task<string> Message(TestServer server, TenantId tenant) =>
        Row(server, "INSERT INTO messages (id, tenant_id, direction, origin, recipient, state, created_at) VALUES ($1, $2, 'out', 'api', '+5511912345678', 'sent', now())", tenant);

    private static Task<string> Sender(TestServer server, TenantId tenant) =>
        Row(server, "INSERT INTO senders (id, tenant_id, name, phone, driver, status, pacing, created_at, updated_at) VALUES ($1, $2, $1::text, '+55119' || (10000000 + floor(random() * 89999999))::int, 'simulator', 'disconnected', '{}', now(), now())", tenant);

    // $1 is the fresh id and $2 the tenant.
    private static async Task<string> Row(TestServer server, string insert, TenantId tenant)
    {
        var id = Guid.CreateVersion7();
        await server.Execute(insert, id, tenant.Value);
        return id.ToString();
    }
}
