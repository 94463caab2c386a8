using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Channels.Simulator.Wire;

namespace Parley.Tests.Channels.Simulator;

/// <summary>The same driver with the phones behind a socket, as in a process of their own.</summary>
[Trait("Requirement", "SIM-01")]
public sealed class RemoteSimulatorDriverContract : DriverContract
{
    protected override async Task<IDriverWorld> NewWorld(ContractTimes times) => await RemoteWorld.Start(times);
}

internal sealed class RemoteWorld : SimulatorWorld
{
    private const string Token = "the phones' token";
    private readonly WebApplication _phones;
    private readonly SimulatorOptions _options;
    private readonly ConcurrentQueue<RemoteNetwork> _networks = new();

    private RemoteWorld(WebApplication phones, SimulatorOptions options) : base(phones.Services.GetRequiredService<Worlds>()) => (_phones, _options) = (phones, options);

    public static async Task<RemoteWorld> Start(ContractTimes times)
    {
        var options = OptionsOf(times);
        var phones = PhonesProcess.Build(new IPEndPoint(IPAddress.Loopback, 0), Token, options);
        await phones.StartAsync();
        return new RemoteWorld(phones, options);
    }

    protected override INetwork Connect()
    {
        var network = new RemoteNetwork(new PhonesAddress(new Uri(_phones.Urls.First()), Token), _options, World.Clock, TimeProvider.System, NullLogger<RemoteNetwork>.Instance);
        _networks.Enqueue(network);
        return network;
    }

    public override async Task Kill(DriverNode node)
    {
        await base.Kill(node);
        await ((RemoteNetwork)((SimulatorDriver)node.Driver).Network).DisposeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var network in _networks) await network.DisposeAsync();
        await _phones.StopAsync();
        await _phones.DisposeAsync();
        await base.DisposeAsync();
    }
}
