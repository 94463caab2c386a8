using System.Diagnostics;
using Parley.Senders;
using Parley.Tests.Script;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>kill -9 of PostgreSQL under a running server. The cluster is a private one with nothing relaxed: fsync is on.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "CMP-11")]
public sealed class DatabaseKillTests
{
    [Fact]
    [Trait("Requirement", "SND-07")]
    [Trait("Requirement", "MSG-05")]
    public async Task The_server_waits_for_its_database_when_it_was_killed_and_when_it_comes_late_and_nothing_that_was_accepted_is_lost()
    {
        var kills = Scale.DatabaseKills;
        await using var script = new ParleyScript();
        await script.Do("db", "start");
        await using var stage = await CrashStage.Start(database: await script.Do("db", "url"));
        var server = await stage.StartFirstServer();
        var pool = await stage.AddSenders(server, 8);
        await stage.Phones.Behave(new { latencyMs = 60, deliverAfterMs = 100, readAfterMs = 50 });
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(30)), pool);
        await using var clients = new ApiClients(stage, 4, TimeSpan.FromMilliseconds(40), server);
        using var people = new People(stage, pool, TimeSpan.FromMilliseconds(50));

        var slowest = TimeSpan.Zero;
        for (var kill = 1; kill <= kills; kill++)
        {
            await stage.AddRecipients(campaign, 200);
            await Onslaught.Moment(300, 1500);
            // Each third time one connection's process dies, and PostgreSQL itself ends all the others and recovers.
            if (kill % 3 == 0) await KillOneBackend(script);
            else
            {
                await KillPostgres(script);
                await Wait.Until(async () => await server.Status("/health/ready") is not System.Net.HttpStatusCode.OK);
                (await server.Status("/health/live")).ShouldBe(System.Net.HttpStatusCode.OK, "the server lives without its database");
                await script.Do("db", "start");
            }
            var back = Stopwatch.StartNew();
            await server.UntilReady();
            stage.ForgetConnections();
            await Wait.Until(async () => await stage.Count("SELECT count(*) FROM senders WHERE status = 'connected'") == pool.Count, TimeSpan.FromSeconds(60));
            if (back.Elapsed > slowest) slowest = back.Elapsed;
        }
        await clients.Finish();
        await people.Finish();

        var verdict = await Verdict.Await(stage, TimeSpan.FromMinutes(3));
        await CrashReport.Line(stage, "PostgreSQL, kill -9", kills, verdict, clients, slowest);
        verdict.Ledger.Where(entry => verdict.ShownTo(entry.Recipient) != 1 || entry.State != "read").ShouldBeEmpty();
        verdict.Ledger.Count.ShouldBe(kills * 200 + clients.Accepted.Count);
        clients.Accepted.Values.Except(verdict.Ledger.Select(entry => entry.Id)).ShouldBeEmpty();
        await people.EachStandsOnce();
        await Verdict.SumsAreExact(stage);
        (await stage.Count("SELECT count(*) FROM sender_history WHERE event = 'wait_qr'")).ShouldBe(pool.Count);
        server.Starts.ShouldBe(1, "the server itself never ended");
        await TheServerComesFirst(script, server);
    }

    private static async Task TheServerComesFirst(ParleyScript script, ServerProcess server)
    {
        await server.Kill();
        await script.Do("db", "stop");
        server.Start();
        await Wait.Until(() => server.Output.Contains("does not answer yet", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        await script.Do("db", "start");
        await server.UntilReady();
    }

    private static async Task KillPostgres(ParleyScript script)
    {
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(script.DataDir, "postgres/data/postmaster.pid")).First()));
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    private static async Task KillOneBackend(ParleyScript script)
    {
        using var backend = Process.GetProcessById(await script.Ask<int>("SELECT pid FROM pg_stat_activity WHERE application_name = 'parley_engine' ORDER BY random() LIMIT 1"));
        backend.Kill();
    }
}
