using Parley.Platform.Data;

namespace Parley.Realtime;

/// <summary>Figures that a tenant's watchers are shown regularly, and that nobody works out while nobody watches. A feature adds its own.</summary>
public interface IPulse
{
    EventKind Kind { get; }

    TimeSpan Every { get; }

    /// <returns>The kind's payload; null when there is nothing to show.</returns>
    Task<object?> Read(TenantId tenant, CancellationToken cancellationToken);
}
