namespace Parley.Tests.Channels.Example;

/// <summary>The driver of docs/extend/add-a-driver.md does what every driver must.</summary>
public sealed class ExampleDriverContract : DriverContract
{
    protected override async Task<IDriverWorld> NewWorld(ContractTimes times) => await PigeonWorld.Start(times);
}
