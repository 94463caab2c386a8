using System.Diagnostics;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>Two processes share the senders, and one of them dies or stands still.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "SND-10")]
[Trait("Requirement", "OPS-02")]
[Trait("Requirement", "CMP-11")]
public sealed class TakeoverTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_killed_node_leaves_its_senders_to_the_other_within_fifteen_seconds_and_the_campaign_ends_exactly_once()
    {
        var kills = Scale.Of(1, soak: 10);
        await using var stage = await CrashStage.Start();
        var (one, two) = (await stage.StartFirstServer(), stage.AddServer());
        var pool = await stage.AddSenders(one, 16);
        await two.StartReady();
        await stage.Phones.Behave(new { latencyMs = 80, deliverAfterMs = 2000, readAfterMs = 50 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(40)), pool);
        await using var clients = new ApiClients(stage, 4, TimeSpan.FromMilliseconds(40), one, two);
        using var people = new People(stage, pool, TimeSpan.FromMilliseconds(50));

        var slowest = TimeSpan.Zero;
        for (var kill = 1; kill <= kills; kill++)
        {
            await Both(stage);
            await stage.AddRecipients(campaign, 600);
            await Onslaught.Moment(200, 1500);
            var (victim, survivor) = kill % 2 == 1 ? (one, two) : (two, one);
            await victim.Kill();
            var took = await UntilAllAreElsewhere(stage, survivor, pool.Count);
            if (took > slowest) slowest = took;
            await victim.StartReady();
        }
        slowest.ShouldBeLessThan(Promise);
        await clients.Finish();
        await people.Finish();

        var verdict = await Verdict.Await(stage, TimeSpan.FromMinutes(3));
        await CrashReport.Line(stage, "one of two nodes, kill -9", kills, verdict, clients, slowest);
        verdict.Ledger.Where(entry => verdict.ShownTo(entry.Recipient) != 1 || entry.State != "read").ShouldBeEmpty();
        verdict.Ledger.Count.ShouldBe(kills * 600 + clients.Accepted.Count);
        verdict.Network.Replaced.ShouldBe(0, "no sender was ever connected twice");
        await people.EachStandsOnce();
        await Verdict.SumsAreExact(stage);
    }

    [Fact]
    public async Task A_frozen_node_loses_its_senders_and_when_it_thaws_it_sends_nothing_under_its_old_epoch()
    {
        var freeze = Scale.Freeze;
        await using var stage = await CrashStage.Start();
        var (one, two) = (await stage.StartFirstServer(), stage.AddServer());
        var pool = await stage.AddSenders(one, 16);
        await two.StartReady();
        await Both(stage);
        await stage.Phones.Behave(new { latencyMs = 300, deliverAfterMs = 500, readAfterMs = 50 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(100)), pool);
        await stage.AddRecipients(campaign, Scale.Of(900, soak: 6000));
        await Wait.Until(async () => await stage.CountMessages("state = 'sending'") > 5, TimeSpan.FromSeconds(60));

        var epoch = (long)(await stage.Scalar("SELECT epoch FROM nodes WHERE name LIKE '%:' || $1", one.ProcessId.ToString()))!;
        var held = await stage.Count($"SELECT count(*) FROM sender_owners WHERE epoch = {epoch}");
        var frozen = Stopwatch.StartNew();
        await one.Freeze();
        var took = await UntilAllAreElsewhere(stage, two, pool.Count);
        took.ShouldBeLessThan(Promise);
        await Wait.Until(() => frozen.Elapsed >= freeze, freeze);
        var before = await stage.Phones.Count();
        await one.Thaw();

        // It finds its fence, and goes on under a new epoch with the share that the other gives up.
        await Wait.Until(async () => await stage.Count($"SELECT count(*) FROM nodes WHERE name LIKE '%:{one.ProcessId}' AND epoch > {epoch} AND stopped_at IS NULL") == 1, TimeSpan.FromSeconds(30));
        await Both(stage);
        (await stage.CountMessages($"lease = {epoch} AND lease_until IS NOT NULL")).ShouldBe(0);

        var verdict = await Verdict.Await(stage, TimeSpan.FromMinutes(4));
        await CrashReport.Line(stage, $"one of two nodes, SIGSTOP for {freeze.TotalSeconds:0} s", 1, verdict, null, took);
        verdict.EachIsShownOnce(Scale.Of(900, soak: 6000));
        verdict.Ledger.ShouldAllBe(entry => entry.State == "read");
        // The network learnt of the freeze only when the other node came for the same numbers; after the thaw nobody throws anybody out.
        verdict.Network.Replaced.ShouldBe(before.Replaced);
        before.Replaced.ShouldBeLessThanOrEqualTo(held);
        await Verdict.SumsAreExact(stage);
    }

    /// <summary>Until both hold senders and all of them are connected.</summary>
    private static Task Both(CrashStage stage) => Wait.Until(async () =>
        await stage.Count("SELECT count(DISTINCT o.epoch) FROM sender_owners o JOIN nodes n ON n.epoch = o.epoch AND n.stopped_at IS NULL") == 2
        && await stage.Count("SELECT count(*) FROM senders WHERE status <> 'connected'") == 0, TimeSpan.FromMinutes(2));

    private static async Task<TimeSpan> UntilAllAreElsewhere(CrashStage stage, ServerProcess survivor, int senders)
    {
        var watch = Stopwatch.StartNew();
        await Wait.Until(async () => await stage.Count($"""
            SELECT count(*) FROM sender_owners o JOIN nodes n ON n.epoch = o.epoch JOIN senders s ON s.id = o.sender_id
            WHERE n.name LIKE '%:{survivor.ProcessId}' AND n.stopped_at IS NULL AND s.status = 'connected'
            """) == senders, TimeSpan.FromMinutes(1));
        return watch.Elapsed;
    }
}
