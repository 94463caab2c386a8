using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Segments;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>The kinds of audience: what must be true of them when they are chosen, and the query over their people.</summary>
internal static class FindAudience
{
    private const string Campaign = "SELECT FROM campaigns WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL";

    // Held to the end of the batch: an import goes with its people, and a batch without them would look like the last one.
    private const string Import = "SELECT FROM imports WHERE id = $1 AND tenant_id = $2 FOR KEY SHARE";

    /// <param name="connection">Through either door.</param>
    public static async Task<ProblemHttpResult?> Check(NpgsqlConnection connection, TenantId tenant, AudienceSpec audience, CancellationToken cancellationToken)
    {
        var chosen = (audience.ImportId is null ? 0 : 1) + (audience.Tags is null ? 0 : 1) + (audience.SegmentId is null ? 0 : 1) + (audience.CampaignId is null ? 0 : 1) + (audience.All == true ? 1 : 0);
        if (chosen != 1) return Problems.Validation.Field("audience", "An audience is one of importId, tags, segmentId, campaignId, and all.");
        if (audience.Tags is { } tags && (tags.Count == 0 || tags.Any(string.IsNullOrWhiteSpace))) return Problems.Validation.Field("audience.tags", "Name at least one tag, and no empty one.");
        if (audience.CampaignId is { } campaign && !await Exists(connection, Campaign, tenant, campaign.Value, cancellationToken))
            return Problems.Unprocessable.Field("audience.campaignId", "There is no such campaign.");
        if (audience.ImportId is { } import && await SavedAudience.WhyNotImport(connection, tenant, import, cancellationToken) is { } why) return Problems.Unprocessable.Field("audience.importId", why);
        return audience.SegmentId is { } segment && await SavedAudience.Segment(connection, tenant, SegmentId.Of(segment), cancellationToken) is null
            ? Problems.Unprocessable.Field("audience.segmentId", "There is no such segment.") : null;
    }

    /// <summary>The next people behind the cursor; null when what the audience was made of is gone.</summary>
    /// <param name="connection">Through either door.</param>
    public static async Task<AudienceSource?> Source(NpgsqlConnection connection, TenantId tenant, AudienceSpec audience, Guid cursor, int batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (audience)
        {
            case { CampaignId: { } campaign }: return await Exists(connection, Campaign, tenant, campaign.Value, cancellationToken) ? AudienceSource.RecipientsOf(campaign, cursor, batch) : null;
            case { ImportId: { } import }: return await Exists(connection, Import, tenant, import.Value, cancellationToken) ? AudienceSource.OfImport(import, cursor, batch) : null;
            case { Tags: { } tags }: return AudienceSource.Contacts("c.tags && $14", cursor, batch, p => p.Add(new() { Value = tags.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }));
            case { SegmentId: { } segment }:
                if (await SavedAudience.Segment(connection, tenant, SegmentId.Of(segment), cancellationToken) is not { } filter) return null;
                var (condition, parameters) = AudienceSql.Where(filter, 14, now);
                return AudienceSource.Contacts(condition, cursor, batch, p => p.AddRange(parameters.ToArray()));
            case { All: true }: return AudienceSource.Contacts("true", cursor, batch);
            default: throw new ArgumentOutOfRangeException(nameof(audience), "The campaign has no audience that could be expanded.");
        }
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, string statement, TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = id }, new() { Value = tenant.Value } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken);
    }
}
