using System.Text.Json;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>Counts ahead who of an audience would get a campaign.</summary>
internal static class CheckAudience
{
    private static readonly string Statement = Sql.File("Campaigns/Check/check_audience.sql");

    /// <summary>A million people are looked through in some seconds.</summary>
    private const int Seconds = 300;

    /// <param name="People">All of the source.</param>
    /// <param name="Refused">By slug of the reason.</param>
    /// <param name="Incomplete">People who lack at least one variable.</param>
    /// <param name="Missing">People by the variable that they lack.</param>
    /// <param name="Zones">Those who would get it, by IANA zone; empty where it is not known.</param>
    public sealed record Result(long People, IReadOnlyDictionary<string, long> Refused, long Incomplete, IReadOnlyDictionary<string, long> Missing, IReadOnlyDictionary<string, long> Zones);

    /// <param name="connection">Of the tenant.</param>
    public static async Task<Result> Run(NpgsqlConnection connection, TenantId tenant, CampaignId campaign, CampaignSpec spec, AudienceSource source, TenantRules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var required = ExpandAudience.Required(spec.Contents);
        await using var command = new NpgsqlCommand(Statement.Replace("/*source*/", source.Sql, StringComparison.Ordinal), connection) { CommandTimeout = Seconds };
        var p = command.Parameters;
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = now });
        p.Add(new() { Value = rules.OptedInOnly });
        p.Add(new NpgsqlParameter<int?> { TypedValue = rules.CapDays is null ? null : rules.CapMessages });
        p.Add(new() { Value = rules.CapDays ?? 1 });
        p.Add(new() { Value = ExpandAudience.Borders(spec.Variants) });
        p.Add(new() { Value = spec.Variants.Sum(v => (long)v.Weight) });
        p.Add(new() { Value = ExpandAudience.Seed(campaign) });
        p.Add(new() { Value = campaign.Value });
        p.Add(new() { Value = required.Select(r => r.Variant).ToArray() });
        p.Add(new() { Value = required.Select(r => r.Name).ToArray() });
        source.Add(p);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        Dictionary<string, long> Sums(int column) => row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(column), Json.Options)!;
        return new Result(row.GetInt64(0), Sums(1), row.GetInt64(2), Sums(3), Sums(4));
    }
}
