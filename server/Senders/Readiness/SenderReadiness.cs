using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>What decides whether a sender can send now, as it stands in the database.</summary>
/// <param name="NextSendAt">Its pace lets the next message go then.</param>
/// <param name="Given">Everything it was ever given.</param>
public sealed record SenderReadiness(SenderId Id, string Name, string Driver, string? FallbackDriver, SenderStatus Status, string? StatusReason, bool Paused, DateTimeOffset? RestUntil, bool Deleted,
    DateTimeOffset NextSendAt, QuotaWindows Windows, SenderQuota Quota, WarmUp? WarmUp, HealthState Health, PacingSpec Pacing, bool Typing, long Given)
{
    /// <summary>Why it is in its status; null when there is nothing to say.</summary>
    public Reason? Because => StatusReason is null ? null : Reasons.OfSessionOrInOwnWords(StatusReason);

    /// <summary>A person wants it connected.</summary>
    public bool Wanted { get; init; } = true;

    /// <summary>Of the session that counts: the primary's, unless the fallback is the one that is connected; null when it is not known.</summary>
    public SessionState? Session { get; init; }

    /// <summary>When it is connected again by itself; null when it is not waiting for that.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    public bool DriverConnected { get; init; } = true;
    public bool FallbackConnected { get; init; }

    /// <summary>Its ways out, the primary one first.</summary>
    public IEnumerable<(string Name, bool Connected)> Drivers => FallbackDriver is { } fallback ? [(Driver, DriverConnected), (fallback, FallbackConnected)] : [(Driver, DriverConnected)];

    private static readonly string Statement = Sql.File("Senders/Readiness/read_readiness.sql");

    /// <param name="only">Null reads all of the tenant's that are not deleted.</param>
    public static async Task<IReadOnlyList<SenderReadiness>> Read(NpgsqlConnection connection, TenantId tenant, IReadOnlyCollection<SenderId>? only, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid[]?> { TypedValue = only?.Select(id => id.Value).ToArray() });
        var result = new List<SenderReadiness>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            result.Add(new SenderReadiness(
                SenderId.Of(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3),
                Words<SenderStatus>.Parse(rows.GetString(4)), rows.IsDBNull(5) ? null : rows.GetString(5), rows.GetBoolean(6),
                rows.IsDBNull(7) ? null : rows.GetFieldValue<DateTimeOffset>(7), rows.GetBoolean(8), rows.GetFieldValue<DateTimeOffset>(9),
                new QuotaWindows(rows.GetFieldValue<DateTimeOffset>(10), rows.GetInt32(11), rows.GetFieldValue<DateTimeOffset>(12), rows.GetInt32(13), rows.GetFieldValue<DateTimeOffset>(14), rows.GetInt32(15)),
                new SenderQuota(rows.GetInt32(16), rows.GetInt32(17), rows.GetInt32(18)),
                rows.IsDBNull(19) ? null : System.Text.Json.JsonSerializer.Deserialize<WarmUp>(rows.GetString(19), Json.Options),
                new HealthState(rows.GetInt16(20), rows.GetFieldValue<DateTimeOffset>(21), rows.GetInt32(22)) { Cap = rows.GetInt16(31) },
                PacingSpec.Parse(rows.GetString(23)), rows.GetBoolean(24), rows.GetInt64(25))
            {
                Wanted = rows.GetBoolean(26),
                Session = rows.IsDBNull(27) ? null : Words<SessionState>.Parse(rows.GetString(27)),
                NextTryAt = rows.TimeOrNull(28),
                DriverConnected = rows.GetBoolean(29),
                FallbackConnected = rows.GetBoolean(30),
            });
        }
        return result;
    }

    public SenderQuota QuotaAt(DateTimeOffset now) => WarmUp?.Limit(Quota, now) ?? Quota;
}
