using Shouldly;

namespace Parley.Tests.Platform;

/// <summary>Numbers in sections of the configuration, as the server reads them at its start.</summary>
[Trait("Requirement", "OPS-01")]
public sealed class OptionSectionTests
{
    [Theory]
    [InlineData("Campaigns:Batch", "many")]
    [InlineData("Campaigns:Batch", "0")]
    [InlineData("Campaigns:Look", "soon")]
    [InlineData("Bulk:Most", "-1")]
    [InlineData("Bulk:Wait", "abc")]
    [InlineData("Broadcasts:GroupSize", "2000")]
    [InlineData("Broadcasts:Pause", "abc")]
    [InlineData("Senders:StartsPerSecond", "0")]
    [InlineData("Health:DriftEvery", "abc")]
    [InlineData("Realtime:Window", "00:00:00")]
    [InlineData("Realtime:Window", "abc")]
    [InlineData("Realtime:MostPending", "0")]
    [InlineData("Realtime:MostBehind", "0")]
    [InlineData("Realtime:MostPerTenant", "0")]
    [InlineData("Realtime:Heartbeat", "-00:00:01")]
    [InlineData("Realtime:Recheck", "00:00:00")]
    [InlineData("Realtime:Refresh", "1.00:00:00")]
    public void A_number_that_cannot_be_read_or_used_stops_the_start_by_its_name(string setting, string value) =>
        Should.Throw<FormatException>(() => ParleyServer.Build([], new Dictionary<string, string?> { ["DATABASE_URL"] = "postgresql://nobody@localhost/nothing", [setting] = value }))
            .Message.ShouldContain(setting);
}
