using Npgsql;
using Parley.Platform.Data;

namespace Parley.Channels.Cloud;

/// <summary>Brings files to Meta: each once per number and month, however many people get it.</summary>
internal sealed class MediaUploads(GraphClient graph, Db db, TimeProvider time, IAttachments? attachments = null)
{
    /// <summary>Meta keeps an uploaded file for 30 days; one day less, so that none is named in its last hour.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(29);

    /// <returns>Meta's id of the file, or why it cannot be sent.</returns>
    /// <exception cref="GraphAwayException">Meta cannot be asked.</exception>
    public async Task<(string? MediaId, SendResult? Refusal, CloudMeaning? Meaning)> Bring(TenantId tenant, CloudNumber number, MediaReference media, CancellationToken cancellationToken)
    {
        if (await Known(tenant, number.NumberId, media, cancellationToken) is { } known) return (known, null, null);
        await using var file = attachments is null ? null : await attachments.Open(tenant, media, cancellationToken);
        if (file is null) return (null, new SendResult.Refused(Reasons.MediaMissing, Fault.Content), null);
        var answer = await graph.Upload(number.Account, number.NumberId, file, media.Type, media.FileName, cancellationToken);
        if (answer.IsGood && answer.Body!.Value.TextOrNull("id") is { Length: > 0 } id)
        {
            await Remember(tenant, number.NumberId, media, id, cancellationToken);
            return (id, null, null);
        }
        // Nothing was said to a person yet, so whatever the answer was, the message did not leave.
        var result = CloudErrors.Result(answer, out var meaning);
        return (null, result is SendResult.Unknown unknown ? new SendResult.Retry(Reasons.NetworkFailure, RawError: unknown.RawError) : result, meaning);
    }

    /// <summary>Meta does not have it, whatever it said: the next message brings it anew.</summary>
    public async Task Forget(TenantId tenant, string numberId, MediaReference media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = Command("DELETE FROM cloud_media WHERE tenant_id = $1 AND number_id = $2 AND sha256 = $3 AND type = $4", connection, tenant, numberId, media);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes what is kept there no longer.</summary>
    public async Task Sweep(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("DELETE FROM cloud_media WHERE expires_at < $1", connection) { Parameters = { new() { Value = time.GetUtcNow() } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<string?> Known(TenantId tenant, string numberId, MediaReference media, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = Command("SELECT media_id FROM cloud_media WHERE tenant_id = $1 AND number_id = $2 AND sha256 = $3 AND type = $4 AND expires_at > $5", connection, tenant, numberId, media);
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private async Task Remember(TenantId tenant, string numberId, MediaReference media, string mediaId, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = Command("""
            INSERT INTO cloud_media (tenant_id, number_id, sha256, type, media_id, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id, number_id, sha256, type) DO UPDATE SET media_id = excluded.media_id, expires_at = excluded.expires_at
            """, connection, tenant, numberId, media);
        command.Parameters.Add(new() { Value = mediaId });
        command.Parameters.Add(new() { Value = time.GetUtcNow() + KeptFor });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(string statement, NpgsqlConnection connection, TenantId tenant, string numberId, MediaReference media) => new(statement, connection)
    {
        Parameters = { new() { Value = tenant.Value }, new() { Value = numberId }, new() { Value = media.Sha256 }, new() { Value = media.Type } },
    };
}
