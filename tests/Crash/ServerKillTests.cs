using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>kill -9 of the server, again and again.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "CMP-11")]
public sealed class ServerKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // What stays unanswered is decided sooner than people would wish, so that the scenario ends sooner.
    private static readonly Dictionary<string, string> Impatient = new() { ["Outbox__SendTimeout"] = "00:00:03", ["Outbox__UnknownDeadline"] = "00:00:05" };

    [Fact]
    [Trait("Requirement", "MSG-02")]
    [Trait("Requirement", "MSG-05")]
    [Trait("Requirement", "SND-04")]
    [Trait("Requirement", "SND-07")]
    public async Task Whatever_was_accepted_reaches_each_person_once_however_often_the_server_is_killed()
    {
        var kills = Scale.ServerKills;
        await using var stage = await CrashStage.Start();
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 12);
        var tight = await stage.AddSenders(server, 1, new { quotaPerHour = 25 });
        // Receipts come late, so that what was in flight at a kill is tried again before anybody knows that it arrived.
        await stage.Phones.Behave(new { latencyMs = 80, deliverAfterMs = 4000, readAfterMs = 50, duplicateEventRate = 0.05, reorderRate = 0.05 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(30)), pool);
        var narrow = await stage.OpenCampaign(Pacing.None, tight);
        await stage.AddRecipients(narrow, 60);

        await using var clients = new ApiClients(stage, 4, TimeSpan.FromMilliseconds(40), server);
        using var people = new People(stage, pool, TimeSpan.FromMilliseconds(50));
        var slowest = await Onslaught.Run(stage, server, kills, () => stage.AddRecipients(campaign, 200));
        await clients.Finish();
        await people.Finish();

        var verdict = await Verdict.Await(stage, Patience, restless: narrow);
        await CrashReport.Line(stage, "server, kill -9", kills, verdict, clients, slowest);
        var free = verdict.Ledger.Where(entry => entry.Queue != narrow).ToList();
        free.Where(entry => verdict.ShownTo(entry.Recipient) != 1 || entry.State != "read").ShouldBeEmpty();
        free.Count.ShouldBe(kills * 200 + clients.Accepted.Count);
        clients.Accepted.Where(pair => !free.Exists(entry => entry.Recipient == pair.Key && entry.Id == pair.Value)).ShouldBeEmpty();
        verdict.Twice.ShouldBeEmpty();
        verdict.Lost.ShouldBeEmpty();
        verdict.Denied.ShouldBeEmpty();
        verdict.Ledger.Where(entry => entry.Queue == narrow).Sum(entry => verdict.ShownTo(entry.Recipient)).ShouldBeInRange(1, 25, "the quota is never exceeded");
        await people.EachStandsOnce();
        await Verdict.SumsAreExact(stage);
        await NobodyScannedAgain(stage);

        var rescued = await stage.Count("SELECT count(*) FROM message_attempts WHERE reason = 'crash'");
        rescued.ShouldBePositive("kills that hit nothing prove nothing");
    }

    [Fact]
    [Trait("Requirement", "MSG-03")]
    public async Task Nor_does_a_network_that_fails_in_every_way_make_a_killed_server_lose_or_repeat_anything()
    {
        var kills = Scale.Of(2, soak: 10);
        await using var stage = await CrashStage.Start(Impatient);
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 12);
        await stage.Phones.Behave(new
        {
            latencyMs = 120, deliverAfterMs = 400, readAfterMs = 50, transientFailureRate = 0.06, unknownRate = 0.06, unregisteredRate = 0.03, lostReceiptRate = 0.2, duplicateEventRate = 0.2, reorderRate = 0.2,
        });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(40)), pool);
        await using var clients = new ApiClients(stage, 4, TimeSpan.FromMilliseconds(40), server);
        using var people = new People(stage, pool, TimeSpan.FromMilliseconds(50));
        var slowest = await Onslaught.Run(stage, server, kills, () => stage.AddRecipients(campaign, 200));
        await clients.Finish();
        await people.Finish();

        var verdict = await Verdict.Await(stage, Patience, everyReceiptComes: false);
        await CrashReport.Line(stage, "server, kill -9, network at fault", kills, verdict, clients, slowest);
        verdict.Ledger.Count.ShouldBe(kills * 200 + clients.Accepted.Count);
        verdict.Twice.ShouldBeEmpty();
        verdict.Lost.ShouldBeEmpty();
        verdict.Denied.ShouldBeEmpty();
        verdict.Ledger.Where(entry => entry.State is not ("sent" or "delivered" or "read" or "failed" or "unknown")).ShouldBeEmpty();
        verdict.Ledger.Where(entry => entry.State == "failed" && entry.Reason is not ("recipient-not-on-whatsapp" or "network-failure")).ShouldBeEmpty();
        // Nobody knows only of what went unanswered at its last attempts; a crash alone never leaves that behind here.
        (await stage.Count("""
            SELECT count(*) FROM messages m WHERE state = 'unknown'
            AND NOT EXISTS (SELECT FROM message_attempts a WHERE a.message_id = m.id AND a.outcome = 'unknown' AND a.reason <> 'crash')
            """)).ShouldBe(0);
        await people.EachStandsOnce();
        await Verdict.SumsAreExact(stage);
    }

    [Fact]
    [Trait("Requirement", "MSG-02")]
    public async Task Where_a_repeat_would_be_a_second_message_none_is_sent_and_a_person_decides_about_the_doubtful()
    {
        var kills = Scale.Of(2, soak: 10);
        await using var stage = await CrashStage.Start(Impatient, deduplicates: false);
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 12);
        await stage.Phones.Behave(new { latencyMs = 120, deliverAfterMs = 60, readAfterMs = 50, unknownRate = 0.03, lostReceiptRate = 0.5 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(40)), pool);
        await using var clients = new ApiClients(stage, 4, TimeSpan.FromMilliseconds(40), server);
        var slowest = await Onslaught.Run(stage, server, kills, () => stage.AddRecipients(campaign, 200));
        await clients.Finish();

        var verdict = await Verdict.Await(stage, Patience, everyReceiptComes: false);
        await CrashReport.Line(stage, "server, kill -9, network without dedup", kills, verdict, clients, slowest);
        verdict.Ledger.Count.ShouldBe(kills * 200 + clients.Accepted.Count);
        verdict.Twice.ShouldBeEmpty();
        verdict.Lost.ShouldBeEmpty();
        verdict.Denied.ShouldBeEmpty();
        verdict.Network.DuplicatesSuppressed.ShouldBe(0, "the network was never handed a message that it had");
        verdict.Ledger.Where(entry => entry.State is not ("sent" or "delivered" or "read" or "unknown")).ShouldBeEmpty();
        var doubtful = verdict.Ledger.Where(entry => entry.State == "unknown").ToList();
        doubtful.ShouldAllBe(entry => entry.Dead);
        doubtful.ShouldContain(entry => verdict.ShownTo(entry.Recipient) == 1, "some of them had left");
        doubtful.ShouldContain(entry => entry.Reason == "crash");
        await Verdict.SumsAreExact(stage);
    }

    private static async Task NobodyScannedAgain(CrashStage stage) =>
        (await stage.Count("SELECT count(*) FROM sender_history WHERE event = 'wait_qr'")).ShouldBe(stage.Senders.Count, "each number showed its QR once, on its first day");
}
