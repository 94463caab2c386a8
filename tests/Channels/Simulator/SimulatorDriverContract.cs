namespace Parley.Tests.Channels.Simulator;

[Trait("Requirement", "SIM-01")]
public sealed class SimulatorDriverContract : DriverContract
{
    protected override Task<IDriverWorld> NewWorld(ContractTimes times) => Task.FromResult<IDriverWorld>(new SimulatorWorld(times));
}
