using Npgsql;
using Parley.Platform.Data;

namespace Parley.Bulk;

/// <summary>Waits until nothing of a bulk send waits or is in a driver's hands, or until the time is over.</summary>
internal static class AwaitBulk
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(250);

    /// <returns>Whether it is over.</returns>
    public static async Task<bool> Run(Db db, TenantId tenant, BulkId id, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstLook; ; pause = pause * 2 < LongestLook ? pause * 2 : LongestLook)
        {
            if (await IsOver(db, tenant, id, cancellationToken)) return true;
            if (time.GetElapsedTime(began) + pause > most) return false;
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static async Task<bool> IsOver(Db db, TenantId tenant, BulkId id, CancellationToken cancellationToken)
    {
        // Not kept open over the pause: a waiting caller must not cost a connection.
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM messages WHERE queue_id = $1 AND (due_at IS NOT NULL OR lease_until IS NOT NULL))", connection) { Parameters = { new() { Value = id.Value } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
