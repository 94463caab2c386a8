using System.Buffers.Binary;
using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Writes a batch of an audience into the ledger, in the transaction of the caller, who also moves the cursor in it.</summary>
internal static class ExpandAudience
{
    private static readonly string Statement = Sql.File("Campaigns/Audience/expand_audience.sql");

    /// <param name="Written">Rows, suppressed ones with them.</param>
    /// <param name="LastKey">Key of the last one; null when there was nobody.</param>
    /// <param name="Missing">Recipients that lack a variable, by its name.</param>
    public sealed record Result(int Written, string? LastKey, IReadOnlyDictionary<string, long> Missing);

    private sealed record Refused(short Variant, string Reason, int Amount);

    /// <param name="atMost">Of the source's people in this batch.</param>
    public static async Task<Result> Run(NpgsqlConnection connection, TenantId tenant, CampaignId campaign, IReadOnlyList<Variant> variants, IReadOnlyList<MessageContent> contents, Guid[]? pool, bool optedInOnly,
        AudienceSource source, int atMost, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var required = Required(contents);
        await using var command = new NpgsqlCommand(Statement.Replace("/*source*/", source.Sql, StringComparison.Ordinal), connection);
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = campaign.Value });
        p.Add(new() { Value = now });
        p.Add(new() { Value = Ids(atMost, now) });
        p.Add(new NpgsqlParameter<Guid[]?> { TypedValue = pool });
        p.Add(new() { Value = optedInOnly });
        p.Add(new() { Value = Borders(variants) });
        p.Add(new() { Value = variants.Sum(v => (long)v.Weight) });
        p.Add(new() { Value = Seed(campaign) });
        p.Add(new() { Value = required.Select(r => r.Variant).ToArray() });
        p.Add(new() { Value = required.Select(r => r.Name).ToArray() });
        source.Add(p);

        var tally = new TallyBatch();
        Result result;
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            await rows.ReadAsync(cancellationToken);
            foreach (var refused in rows.IsDBNull(2) ? [] : JsonSerializer.Deserialize<List<Refused>>(rows.GetString(2), Json.Options)!)
                tally.Add(now, tenant, QueueId.Of(campaign.Value), null, null, refused.Variant, Metric.Suppressed, refused.Reason, refused.Amount);
            result = new((int)rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetString(1),
                rows.IsDBNull(3) ? new Dictionary<string, long>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, long>>(rows.GetString(3), Json.Options)!);
        }
        await tally.Write(connection, cancellationToken);
        return result;
    }

    /// <summary>The placeholders of each variant that have no default; a number is known of everybody.</summary>
    public static List<(short Variant, string Name)> Required(IReadOnlyList<MessageContent> contents) =>
        [.. contents.SelectMany((content, variant) => TemplateContent.RequiredOf(content).Where(name => name != "phone").Select(name => ((short)variant, name)))];

    /// <summary>Upper borders of the shares of all variants but the last, on a scale from 0 to the sum of the weights.</summary>
    public static long[] Borders(IReadOnlyList<Variant> variants)
    {
        var sum = 0L;
        return [.. variants.Take(variants.Count - 1).Select(v => sum += v.Weight)];
    }

    // Another campaign deals its variants anew.
    public static long Seed(CampaignId campaign)
    {
        Span<byte> bytes = stackalloc byte[16];
        campaign.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }

    // In the order of the people, so that the ledger's index grows at its end.
    private static Guid[] Ids(int count, DateTimeOffset now)
    {
        var ids = new Guid[count];
        for (var i = 0; i < count; i++) ids[i] = Guid.CreateVersion7(now);
        Array.Sort(ids);
        return ids;
    }
}
