using System.Collections.Concurrent;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Where a tenant's numbers without a country code are from. Remembered for a few seconds, because every message may ask.</summary>
public sealed class TenantRegions(Db db, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, (string? Region, long At)> _known = new();

    public async ValueTask<string?> Of(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.At) < Memory) return known.Region;
        var at = time.GetTimestamp();
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT default_region FROM tenants WHERE id = $1", connection) { Parameters = { new() { Value = tenant.Value } } };
        var region = await command.ExecuteScalarAsync(cancellationToken) as string;
        _known[tenant] = (region, at);
        return region;
    }
}
