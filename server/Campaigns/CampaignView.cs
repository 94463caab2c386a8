using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>A campaign as the API shows it.</summary>
/// <param name="Problem">Why it failed, or was not started at its time.</param>
/// <param name="SenderIds">Null: all of the tenant's.</param>
/// <param name="Pacing">Null: each sender's own.</param>
/// <param name="Window">The hours in which it sends; null is always.</param>
/// <param name="Winner">Name of the variant that took what was left; null while none did.</param>
public sealed record CampaignView(CampaignId Id, string Name, CampaignState State, string? Problem, IReadOnlyList<CampaignView.ShownVariant> Variants, CampaignView.ShownAudience Audience,
    IReadOnlyList<SenderId>? SenderIds, PacingSpec? Pacing, bool? EnableTyping, int Attempts, int Priority, bool SkipIncomplete, SendWindow? Window,
    DateTimeOffset? ScheduledStart, DateTimeOffset? ScheduledEnd, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    WinnerRule? WinnerRule, string? Winner, DateTimeOffset? WinnerAt)
{
    /// <summary>How far it is. Given in lists; <c>/stats</c> tells more of one campaign.</summary>
    public SendFigures? Figures { get; init; }

    /// <param name="Weight">Its share is its weight among all weights.</param>
    public sealed record ShownVariant(string Name, int Weight, MessageContent Content);

    /// <param name="Phase">clearing, expanding, counting, retrying, ready or ended: see docs/states/campaign.md.</param>
    /// <param name="Total">Recipients so far, with those who must not be written to.</param>
    /// <param name="LeftOut">Given but no recipients: <c>duplicate</c>, <c>invalid</c>.</param>
    /// <param name="Rejects">The first 100 of the invalid ones.</param>
    /// <param name="MissingVariables">How many recipients lack which variable.</param>
    public sealed record ShownAudience(AudienceSpec Source, string Phase, long Total, IReadOnlyDictionary<string, long> LeftOut, IReadOnlyList<JsonElement> Rejects, IReadOnlyDictionary<string, long> MissingVariables);

    internal IReadOnlyList<Variant> PlainVariants => [.. Variants.Select(variant => new Variant(variant.Name, variant.Weight))];

    internal static readonly string Statement = Sql.File("Campaigns/read_campaigns.sql");

    /// <param name="connection">Of the tenant.</param>
    /// <param name="tail">Everything after WHERE; no part of it is a caller's.</param>
    internal static async Task<IReadOnlyList<CampaignView>> Where(NpgsqlConnection connection, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement + "WHERE " + tail, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var result = new List<CampaignView>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) result.Add(Read(rows));
        return result;
    }

    internal static async Task<CampaignView?> Find(NpgsqlConnection connection, TenantId tenant, CampaignId id, CancellationToken cancellationToken) =>
        (await Where(connection, "c.id = $1 AND c.tenant_id = $2 AND c.deleted_at IS NULL", [id.Value, tenant.Value], cancellationToken)).SingleOrDefault();

    private static CampaignView Read(NpgsqlDataReader rows)
    {
        var contents = FromJson<List<MessageContent>>(rows, 12)!;
        var variants = FromJson<List<Variant>>(rows, 5)!;
        return new CampaignView(CampaignId.Of(rows.GetGuid(0)), rows.GetString(1), Words<CampaignState>.Parse(rows.GetString(2)), Text(rows, 3),
            [.. variants.Select((v, n) => new ShownVariant(v.Name, v.Weight, contents[n]))],
            new ShownAudience(FromJson<AudienceSpec>(rows, 4)!, rows.GetString(18), rows.GetInt64(19), Amounts(rows, 20), FromJson<List<JsonElement>>(rows, 21)!, Amounts(rows, 22)),
            rows.IsDBNull(13) ? null : [.. rows.GetFieldValue<Guid[]>(13).Select(SenderId.Of)], FromJson<PacingSpec>(rows, 14), rows.IsDBNull(15) ? null : rows.GetBoolean(15),
            rows.GetInt16(16), rows.GetInt16(17), rows.GetBoolean(6), FromJson<SendWindow>(rows, 23), Time(rows, 7), Time(rows, 8), rows.GetString(9),
            rows.GetFieldValue<DateTimeOffset>(10), rows.GetFieldValue<DateTimeOffset>(11), Time(rows, 24), Time(rows, 25),
            FromJson<WinnerRule>(rows, 26), rows.IsDBNull(27) ? null : variants[rows.GetInt16(27)].Name, Time(rows, 28));
    }

    private static Dictionary<string, long> Amounts(NpgsqlDataReader rows, int column) => FromJson<Dictionary<string, long>>(rows, column)!;

    private static T? FromJson<T>(NpgsqlDataReader rows, int column) where T : class => rows.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(rows.GetString(column), Json.Options);

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
}
