using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Secrets;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>A business account as the API shows it. Its access token and app secret are never given out again.</summary>
/// <param name="BusinessAccountId">Meta's id of it (WABA id).</param>
/// <param name="VerifyToken">Goes into Meta's app beside the webhook's address.</param>
/// <param name="WebhookUrl">Where Meta is to send its events.</param>
/// <param name="Senders">How many senders use it.</param>
/// <param name="LastWebhookAt">When Meta last told something of it, to the minute; left out while it never did.</param>
/// <param name="CheckedAt">When Meta was last asked whether the token is good.</param>
/// <param name="Problem">What Meta had against it then; left out when nothing.</param>
public sealed record CloudAccountView(CloudAccountId Id, string Name, string BusinessAccountId, string ApiVersion, string VerifyToken, string WebhookUrl, int Senders,
    DateTimeOffset? LastWebhookAt, DateTimeOffset? CheckedAt, Reason? Problem, DateTimeOffset? TemplatesSyncedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Reads accounts for the API.</summary>
internal sealed class AccountViews(Db db, SecretBox box, ParleySettings settings)
{
    public string WebhookUrl { get; } = settings.PublicUrl.ToString().TrimEnd('/') + CloudFeature.HookPath;

    public async Task<CloudAccountView?> Find(TenantId tenant, CloudAccountId id, CancellationToken cancellationToken) => (await Read(tenant, id.Value, null, 1, cancellationToken)).FirstOrDefault();

    /// <param name="only">Null reads all.</param>
    /// <param name="after">The last id of the page before.</param>
    public async Task<List<CloudAccountView>> Read(TenantId tenant, Guid? only, Guid? after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT a.id, a.name, a.business_id, a.api_version, a.verify_token,
                (SELECT count(*)::int FROM cloud_senders c JOIN senders s ON s.id = c.sender_id WHERE c.account_id = a.id AND s.deleted_at IS NULL),
                a.last_webhook_at, a.checked_at, a.problem, a.templates_synced_at, a.created_at, a.updated_at
            FROM cloud_accounts a WHERE a.tenant_id = $1 AND ($2::uuid IS NULL OR a.id = $2) AND ($3::uuid IS NULL OR a.id > $3) ORDER BY a.id LIMIT $4
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = only });
        command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = after });
        command.Parameters.Add(new() { Value = most });
        var found = new List<CloudAccountView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var id = CloudAccountId.Of(rows.GetGuid(0));
            found.Add(new CloudAccountView(id, rows.GetString(1), rows.GetString(2), rows.GetString(3), box.OpenText(rows.GetString(4), CloudAccount.Place(id, "verify_token")), WebhookUrl,
                rows.GetInt32(5), rows.TimeOrNull(6), rows.TimeOrNull(7), rows.IsDBNull(8) ? null : Reasons.Of(rows.GetString(8)), rows.TimeOrNull(9),
                rows.GetFieldValue<DateTimeOffset>(10), rows.GetFieldValue<DateTimeOffset>(11)));
        }
        return found;
    }
}
