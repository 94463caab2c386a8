namespace Parley.Tests.Channels.Cloud;

/// <summary>The official API's driver against the stand-in's Graph, over HTTP in both directions.</summary>
[Trait("Requirement", "SND-01")]
public sealed class CloudDriverContract(CloudStage stage) : DriverContract, IClassFixture<CloudStage>
{
    protected override async Task<IDriverWorld> NewWorld(ContractTimes times) => await CloudWorld.Start(stage, times);
}
