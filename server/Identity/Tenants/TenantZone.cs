using Npgsql;

namespace Parley.Identity.Tenants;

/// <summary>The time zone in which a tenant's days begin.</summary>
public static class TenantZone
{
    /// <param name="connection">One of the tenant's own, so that the wall leaves one row.</param>
    public static async Task<TimeZoneInfo> Of(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT time_zone FROM tenants", connection);
        return TimeZoneInfo.TryFindSystemTimeZoneById((string)(await command.ExecuteScalarAsync(cancellationToken))!, out var zone) ? zone : TimeZoneInfo.Utc;
    }
}
