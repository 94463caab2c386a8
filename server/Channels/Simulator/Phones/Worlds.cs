using System.Collections.Concurrent;
using Parley.Platform.Data;

namespace Parley.Channels.Simulator.Phones;

/// <summary>The worlds of this process, and the network that leads to them.</summary>
internal sealed class Worlds(Clock clock, SimulatorOptions options) : INetwork
{
    private readonly ConcurrentDictionary<TenantId, World> _worlds = new();

    public SimulatorOptions Options => options;

    public World Of(TenantId tenant) => _worlds.GetOrAdd(tenant, static (tenant, self) => new World(tenant, self.Clock, self.Options), (Clock: clock, Options: options));

    public IReadOnlyCollection<World> All => [.. _worlds.Values];

    public WorldLine Open(Login login, ILineListener listener) => Of(login.Tenant).Open(login, listener);

    ILine INetwork.Open(Login login, ILineListener listener) => Open(login, listener);

    public ValueTask<bool> Revoke(Login login, CancellationToken cancellationToken)
    {
        Of(login.Tenant).Revoke(login.Sender);
        return new(true);
    }
}
