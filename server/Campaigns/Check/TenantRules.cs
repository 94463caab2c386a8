using Npgsql;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>What the tenant says about messages that nobody asked for.</summary>
/// <param name="Pacing">What it means by the pacing profiles.</param>
/// <param name="Quiet">The hours in which they may go, in each recipient's zone; null is always.</param>
internal sealed record TenantRules(bool OptedInOnly, int? CapMessages, int? CapDays, SendWindow? Quiet, string Zone, OwnPacing Pacing)
{
    /// <param name="connection">Of the tenant.</param>
    public static async Task<TenantRules> Read(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT require_opt_in, cap_messages, cap_days, quiet_from, quiet_to, time_zone, pacing FROM tenants WHERE id = $1", connection) { Parameters = { new() { Value = tenant.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var zone = row.GetString(5);
        return new TenantRules(row.GetBoolean(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt32(2), QueueSnapshot.QuietHours(row, 3, 4, zone), zone, OwnPacing.Parse(row.IsDBNull(6) ? null : row.GetString(6)));
    }
}
