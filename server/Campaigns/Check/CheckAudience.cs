using System.Globalization;
using System.Text;
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
    /// <param name="Outside">People who wrote to none of the senders that could send them theirs lately enough.</param>
    /// <param name="OnlyOthers">The same where other senders of the campaign can; these get it.</param>
    public sealed record Result(long People, IReadOnlyDictionary<string, long> Refused, long Incomplete, IReadOnlyDictionary<string, long> Missing, IReadOnlyDictionary<string, long> Zones, long Outside, long OnlyOthers);

    /// <param name="connection">Of the tenant.</param>
    public static async Task<Result> Run(NpgsqlConnection connection, TenantId tenant, CampaignId campaign, CampaignSpec spec, AudienceSource source, TenantRules rules, FreeFormRules freeForm, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var required = ExpandAudience.Required(spec.Contents);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = Seconds;
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
        // How many parameters the source has is its own matter, so these stand behind them.
        var statement = new StringBuilder(Statement).Replace("/*source*/", source.Sql);
        void Put(string place, object values)
        {
            p.Add(new() { Value = values });
            statement.Replace(place, string.Create(CultureInfo.InvariantCulture, $"${p.Count}"));
        }
        Put("/*variants*/", freeForm.Since.Select(one => one.Variant).ToArray());
        Put("/*senders*/", freeForm.Since.Select(one => one.Sender.Value).ToArray());
        Put("/*times*/", freeForm.Since.Select(one => one.Since).ToArray());
        Put("/*shut*/", freeForm.Shut.ToArray());
        command.CommandText = statement.ToString();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        Dictionary<string, long> Sums(int column) => row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(row.GetString(column), Json.Options)!;
        return new Result(row.GetInt64(0), Sums(1), row.GetInt64(2), Sums(3), Sums(4), row.GetInt64(5), row.GetInt64(6));
    }
}
