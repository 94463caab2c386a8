using System.Diagnostics;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>SIGTERM: what an upgrade, a reboot or Ctrl-C does.</summary>
[Collection(CrashCollection.Name)]
public sealed class GracefulStopTests
{
    [Fact]
    [Trait("Requirement", "CMP-11")]
    [Trait("Requirement", "SND-07")]
    public async Task What_is_in_flight_ends_the_rest_stays_untouched_and_the_next_start_goes_on_without_a_QR()
    {
        var stops = Scale.Of(1, soak: 10);
        await using var stage = await CrashStage.Start();
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 8);
        await stage.Phones.Behave(new { latencyMs = 1500, deliverAfterMs = 100, readAfterMs = 50 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(30)), pool);
        var bulk = await stage.OpenCampaign(Pacing.None, pool);
        await using var clients = new ApiClients(stage, 2, TimeSpan.FromMilliseconds(50), server);
        var slowest = TimeSpan.Zero;
        for (var stop = 1; stop <= stops; stop++)
        {
            await stage.AddRecipients(campaign, 60);
            await stage.AddRecipients(bulk, 3000);
            await Support.Wait.Until(async () => await stage.CountMessages("state = 'sending'") > 100, TimeSpan.FromSeconds(30));
            var watch = Stopwatch.StartNew();
            (await server.Stop()).ShouldBe(0, server.Output);
            if (watch.Elapsed > slowest) slowest = watch.Elapsed;

            (await stage.CountMessages("state = 'sending' OR lease_until IS NOT NULL")).ShouldBe(0);
            (await stage.CountMessages("state IN ('queued', 'retrying', 'pending') AND attempt <> 0")).ShouldBe(0, "what waits was never tried");
            (await stage.CountMessages("state NOT IN ('queued', 'retrying', 'pending') AND attempt <> 1")).ShouldBe(0);
            (await stage.Count("SELECT count(*) FROM message_attempts")).ShouldBe(0);
            (await stage.Count("SELECT count(*) FROM sender_owners WHERE epoch <> 0")).ShouldBe(0, "the next process need not wait for this one's silence");
            (await stage.CountMessages("state = 'queued'")).ShouldBePositive("a stop that had nothing to leave behind proves nothing");
            await server.StartReady();
        }
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await clients.Finish();
        await stage.Phones.Behave(new { latencyMs = 0 });

        var verdict = await Verdict.Await(stage, TimeSpan.FromMinutes(3));
        await CrashReport.Line(stage, "server, SIGTERM", stops, verdict, clients, slowest);
        verdict.EachIsShownOnce(stops * 3060 + clients.Accepted.Count);
        verdict.Ledger.ShouldAllBe(entry => entry.State == "read" && entry.Attempt == 1);
        verdict.Network.DuplicatesSuppressed.ShouldBe(0);
        verdict.Network.Replaced.ShouldBe(0);
        (await stage.Count("SELECT count(*) FROM sender_history WHERE event = 'wait_qr'")).ShouldBe(pool.Count);
        await Verdict.SumsAreExact(stage);
    }

    [Fact]
    public async Task A_network_that_does_not_answer_holds_the_end_up_for_ten_seconds_and_no_longer()
    {
        // Ten seconds are the default, which the long run takes.
        var most = TimeSpan.FromSeconds(Scale.Of(3, soak: 10));
        await using var stage = await CrashStage.Start(Scale.IsSoak ? null : new Dictionary<string, string> { ["Outbox__DrainFor"] = most.ToString() });
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 2);
        await stage.Phones.Behave(new { latencyMs = 60_000, deliverAfterMs = (int)(most + TimeSpan.FromSeconds(6)).TotalMilliseconds });
        await stage.AddRecipients(await stage.OpenCampaign(Pacing.None, pool), 20);
        await Support.Wait.Until(async () => await stage.CountMessages("state = 'sending'") == 20, TimeSpan.FromSeconds(60));

        var watch = Stopwatch.StartNew();
        (await server.Stop()).ShouldBe(0, server.Output);
        watch.Elapsed.ShouldBeInRange(most - TimeSpan.FromSeconds(1), most + TimeSpan.FromSeconds(5));
        (await stage.CountMessages("state = 'retrying' AND lease IS NULL")).ShouldBe(20, "they may have left, so they are tried again under the same id, or a receipt tells");

        await stage.Phones.Behave(new { latencyMs = 0, deliverAfterMs = 0, readAfterMs = 0 });
        await server.StartReady();
        (await Verdict.Await(stage, TimeSpan.FromMinutes(2))).EachIsShownOnce(20);
    }
}
