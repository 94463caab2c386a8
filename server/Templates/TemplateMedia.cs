using Npgsql;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.Templates;

/// <summary>Files that templates of the library show.</summary>
internal sealed class TemplateMedia(Db db) : IMediaHolder
{
    public async Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM message_templates WHERE tenant_id = $1 AND content ? 'media' AND content -> 'media' ->> 'id' = $2", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = media.Value.ToString() });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! is > 0 and var count ? new MediaUse("message templates", count) : null;
    }
}
