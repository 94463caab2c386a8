using Microsoft.Extensions.Configuration;
using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

public sealed class OutboxOptionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    [Trait("Requirement", "MSG-03")]
    public void The_waits_between_attempts_are_those_that_were_set_and_no_others()
    {
        Read().Backoff.ShouldBe([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)]);
        Read(("Backoff:0", "00:00:30")).Backoff.ShouldBe([TimeSpan.FromSeconds(30)]);
        Read(("Backoff:0", "00:00:30"), ("Backoff:1", "00:05:00")).Backoff.ShouldBe([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5)]);
    }

    [Theory]
    [InlineData("ClaimBatch", "0")]
    [InlineData("SendersPerClaim", "0")]
    [InlineData("FinalizeBatch", "-1")]
    [InlineData("Attempts", "0")]
    [InlineData("Attempts", "11")]
    [InlineData("SendTimeout", "00:00:00")]
    [InlineData("Lease", "00:00:40")]
    [InlineData("Backoff:0", "-00:00:01")]
    [InlineData("BackoffJitter", "1")]
    [InlineData("BackoffJitter", "NaN")]
    [InlineData("DrainFor", "-00:00:01")]
    [InlineData("UnknownDeadline", "00:00:00")]
    [InlineData("LookAgain", "00:00:00")]
    [InlineData("NoReceiptAfter", "-00:00:01")]
    public void A_setting_that_cannot_be_meant_stops_the_start_and_is_named(string name, string value) =>
        Should.Throw<FormatException>(() => Read((name, value))).Message.ShouldContain("Outbox:" + name.Split(':')[0]);

    [Fact]
    public void What_comes_without_settings_is_sound() => new OutboxOptions().Objection().ShouldBeNull();

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task Messages_that_come_by_themselves_have_the_attempts_of_the_option_and_a_campaigns_its_own()
    {
        var rig = await OutboxRig.Create(database, new HandClock());
        rig.Options.Attempts = 7;
        await rig.AddSender();
        foreach (var kind in new[] { QueueKind.Person, QueueKind.Answers, QueueKind.Direct, QueueKind.Campaign }) await rig.AddMessages(await rig.AddQueue(kind), 1);
        (await rig.ClaimOnce()).Messages.Select(message => (message.Queue.Kind, message.Queue.Attempts))
            .ShouldBe([(QueueKind.Person, 7), (QueueKind.Answers, 7), (QueueKind.Direct, 7), (QueueKind.Campaign, 3)], ignoreOrder: true);
    }

    private static OutboxOptions Read(params (string Name, string Value)[] settings) =>
        OutboxOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Outbox:" + setting.Name, (string?)setting.Value))).Build());
}
