using System.Collections.Concurrent;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;

namespace Parley.Realtime;

/// <summary>The open connections of this process, by tenant: there is no way to reach another tenant's.</summary>
public sealed class Watchers(RealtimeOptions options)
{
    private readonly ConcurrentDictionary<TenantId, OfTenant> _byTenant = [];

    private sealed class OfTenant
    {
        public int Count;
        public ConcurrentDictionary<Watcher, bool> Open { get; } = [];
    }

    /// <summary>The first connection of a tenant came, or its last one went.</summary>
    public event Action? TenantsChanged;

    public IReadOnlyCollection<TenantId> Tenants => [.. _byTenant.Where(tenant => tenant.Value.Count > 0).Select(tenant => tenant.Key)];

    public IEnumerable<Watcher> All => _byTenant.Values.SelectMany(tenant => tenant.Open.Keys);

    public bool Any(TenantId tenant) => _byTenant.TryGetValue(tenant, out var watchers) && Volatile.Read(ref watchers.Count) > 0;

    /// <summary>Opens a connection; its first event is INIT. Dispose it when it is closed.</summary>
    /// <returns>Null when the tenant has as many as it may have.</returns>
    public Watcher? Open(Caller caller, IReadOnlySet<EventKind>? kinds, string transport)
    {
        var tenant = _byTenant.GetOrAdd(caller.Tenant, _ => new OfTenant());
        var count = Interlocked.Increment(ref tenant.Count);
        if (count > options.MostPerTenant)
        {
            Interlocked.Decrement(ref tenant.Count);
            return null;
        }
        var watcher = new Watcher(this, caller, kinds, transport, options.MostBehind);
        watcher.Offer(new Delivery(EventKinds.Init, Serialize(new Payloads.Init(caller.Tenant.Value, "connected", Words<Role>.Of(caller.Role), caller.User?.Value))));
        tenant.Open[watcher] = true;
        ParleyMetrics.RealtimeWatchers.Add(1, new KeyValuePair<string, object?>("transport", transport));
        if (count == 1) TenantsChanged?.Invoke();
        return watcher;
    }

    internal bool Remove(Watcher watcher)
    {
        if (!_byTenant.TryGetValue(watcher.Caller.Tenant, out var tenant) || !tenant.Open.TryRemove(watcher, out _)) return false;
        ParleyMetrics.RealtimeWatchers.Add(-1, new KeyValuePair<string, object?>("transport", watcher.Transport));
        if (Interlocked.Decrement(ref tenant.Count) == 0) TenantsChanged?.Invoke();
        return true;
    }

    /// <summary>Hands an event to everybody here whom it is for. Waits for nobody.</summary>
    internal void Deliver(TenantId tenant, EventKind kind, JsonElement payload, UserId? vendor)
    {
        if (!_byTenant.TryGetValue(tenant, out var watchers)) return;
        foreach (var watcher in watchers.Open.Keys)
            if (watcher.Hears(kind, vendor) && !watcher.Offer(new Delivery(kind, payload)))
                ParleyMetrics.RealtimeDropped.Add(1, new KeyValuePair<string, object?>("why", "slow"));
    }

    /// <inheritdoc cref="Deliver(TenantId, EventKind, JsonElement, UserId?)"/>
    internal void Deliver(RealtimeEvent happened)
    {
        if (!Any(happened.Tenant)) return;
        Deliver(happened.Tenant, happened.Kind, Serialize(happened.Payload), happened.Vendor);
        ParleyMetrics.RealtimeEvents.Add(1, new KeyValuePair<string, object?>("name", happened.Kind.Name));
    }

    internal static JsonElement Serialize(object payload) => JsonSerializer.SerializeToElement(payload, payload.GetType(), Json.Options);
}
