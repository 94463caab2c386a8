using System.Diagnostics;
using Parley.Senders;
using Parley.Tests.Channels.Baileys;
using Parley.Tests.Channels.Gateway;
using Parley.Tests.Channels.WebJs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>kill -9 of the gateway, of the server, and of both, while real libraries send and hear over a network that stands in for WhatsApp. What counts is what its phones show.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "CMP-11")]
public sealed class GatewayKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    [Trait("Requirement", "MSG-02")]
    [Trait("Requirement", "SND-07")]
    public async Task Baileys_reaches_each_person_once_and_hears_each_once_whatever_is_killed()
    {
        Assert.SkipUnless(BaileysStage.Missing is null, BaileysStage.Missing ?? "");
        var verdict = await Run("baileys", senders: 3, kills: Scale.Of(3, soak: 12), feed: 40);
        verdict.Ledger.Where(entry => verdict.ShownTo(entry.Recipient) != 1 || entry.State != "read").ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task Whatsapp_web_reaches_nobody_twice_and_says_of_each_message_what_is_known()
    {
        LibraryStage.SkipUnlessWhole();
        Assert.SkipUnless(WebJsStage.Missing is null, WebJsStage.Missing ?? "");
        var verdict = await Run("webjs", senders: 2, kills: 3, feed: 40);
        verdict.Ledger.Where(entry => entry.State is not ("read" or "unknown") || entry.State == "read" && verdict.ShownTo(entry.Recipient) != 1).ShouldBeEmpty();
        // Its ids are the page's own, so what was under way at a kill and left no trace is for a person to decide.
        verdict.Ledger.Where(entry => entry.State == "unknown").ShouldAllBe(entry => entry.Dead);
    }

    private static async Task<Verdict> Run(string driver, int senders, int kills, int feed)
    {
        await using var network = await StandinWhatsApp.Start();
        var phones = Phones.At(network.Control);
        await using var stage = await CrashStage.Start(Settings(driver, network), phones: phones);
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, senders, new { driver });
        await phones.Behave(new { ackDelayMs = 40, deliverAfterMs = 300, readAfterMs = 50, duplicateEventRate = 0.05, reorderRate = 0.05 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(30)), pool);
        await using var clients = new ApiClients(stage, 2, TimeSpan.FromMilliseconds(250), server);
        using var people = new People(stage, pool, TimeSpan.FromMilliseconds(150));
        for (var kill = 1; kill <= kills; kill++)
        {
            await stage.AddRecipients(campaign, feed);
            await server.UntilReady();
            var before = (await phones.Count()).Accepted;
            await Wait.Until(async () => (await phones.Count()).Accepted >= before + 8, TimeSpan.FromSeconds(90));
            await Onslaught.Moment(0, 700);
            if (kill % 3 != 2) KillGateways(server);
            if (kill % 3 == 1) continue;
            await server.Kill();
            server.Start();
        }
        await server.UntilReady();
        await clients.Finish();
        await people.Finish();

        // What a driver without ids of ours left behind is decided after a while; until then it is not at rest.
        var verdict = await Verdict.Await(stage, Patience);
        await CrashReport.Line(stage, $"{driver}, kill -9 of gateway and server", kills, verdict, clients, null);
        verdict.Ledger.Count.ShouldBe(kills * feed + clients.Accepted.Count);
        clients.Accepted.Where(pair => !verdict.Ledger.Any(entry => entry.Recipient == pair.Key && entry.Id == pair.Value)).ShouldBeEmpty();
        verdict.Twice.ShouldBeEmpty();
        verdict.Lost.ShouldBeEmpty();
        verdict.Denied.ShouldBeEmpty();
        await people.EachStandsOnce();
        await Verdict.SumsAreExact(stage);
        return verdict;
    }

    private static Dictionary<string, string> Settings(string driver, StandinWhatsApp network) => new()
    {
        ["SIMULATOR"] = "off",
        [driver.ToUpperInvariant()] = "on",
        ["GATEWAY_DIST"] = Path.GetDirectoryName(LibraryStage.Gateway)!,
        ["BAILEYS_WS_URL"] = network.SocketUrl,
        ["NODE_EXTRA_CA_CERTS"] = network.Certificate,
        ["PUPPETEER_EXECUTABLE_PATH"] = WebJsStage.Chromium ?? "",
        ["WEBJS_CHROMIUM_ARGS"] = network.ChromiumArguments,
        // What stays unanswered is decided sooner than people would wish, so that the scenario ends sooner.
        ["Outbox__UnknownDeadline"] = "00:00:20",
    };

    /// <summary>The server's own, and no other's.</summary>
    private static void KillGateways(ServerProcess server)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (Lines($"/proc/{process.Id}/status").Contains($"PPid:\t{server.ProcessId}", StringComparer.Ordinal)
                    && Lines($"/proc/{process.Id}/cmdline").Any(line => line.Contains("main.js", StringComparison.Ordinal))) process.Kill();
            }
        }
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return []; // It has just ended.
        }
    }
}
