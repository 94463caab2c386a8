using System.Net;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>The web role and the worker role as two processes over one database.</summary>
[Collection(CrashCollection.Name)]
[Trait("Requirement", "OPS-02")]
public sealed class RolesTests
{
    [Fact]
    public async Task Either_role_can_end_and_come_back_and_the_other_goes_on()
    {
        await using var stage = await CrashStage.Start();
        var web = await stage.StartFirstServer("web");
        var worker = stage.AddServer("worker");
        using var api = stage.Client(web);
        await stage.Phones.Behave(new { latencyMs = 10, deliverAfterMs = 20, readAfterMs = 20 });

        // Taken while nobody sends: it waits, and what comes next has to wait for its login.
        var early = await api.Post("/api/messages", new { to = "+5521987650001", text = "Taken before anybody could send" });
        early.Status.ShouldBe(202);
        await worker.StartReady();
        using var watched = await Watch(web, stage.ApiKey);
        // The QR is shown by the one, and comes from the other. Nobody scans this one: a QR that is gone at once is not told of.
        var unscanned = await api.Post("/api/senders", new { name = "Unscanned", phoneNumber = "+5521900009999", driver = "simulator" });
        (await api.Post($"/api/senders/{unscanned.Id}/connect")).Status.ShouldBe(200);
        await watched.Hears("sender.qr");
        (await api.DeleteAsync($"/api/senders/{unscanned.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var pool = await stage.AddSenders(web, 4);
        await Reaches(stage, "+5521987650001");
        await watched.Hears("message.status", "sender.status");

        // The worker serves its health and nothing else.
        (await worker.Status("/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await worker.Status("/api/messages")).ShouldBe(HttpStatusCode.NotFound);

        // Sending does not need the API.
        var campaign = await stage.OpenCampaign(Pacing.Every(TimeSpan.FromMilliseconds(20)), pool);
        await stage.AddRecipients(campaign, 400);
        await Wait.Until(async () => await stage.CountMessages("state IN ('sent', 'delivered', 'read') AND origin = 'campaign'") > 20, TimeSpan.FromSeconds(60));
        await web.Kill();
        var sent = await stage.CountMessages("sent_at IS NOT NULL");
        await Wait.Until(async () => await stage.CountMessages("sent_at IS NOT NULL") > sent + 50, TimeSpan.FromSeconds(60));
        await web.StartReady();

        // The API does not need a worker.
        await worker.Kill();
        (await api.Post("/api/messages", new { to = "+5521987650002", text = "Taken while no worker runs" })).Status.ShouldBe(202);
        await stage.Phones.Write("+5531987650003", pool[0].Phone, "Is anybody there?");
        (await api.Get("/api/senders")).Status.ShouldBe(200);
        (await api.Get("/api/messages?limit=5")).Status.ShouldBe(200);
        await worker.StartReady();
        await Reaches(stage, "+5521987650002");
        await Wait.Until(async () => await stage.Count("SELECT count(*) FROM messages WHERE direction = 'in'") == 1);

        // And each ends as it should.
        (await worker.Stop()).ShouldBe(0, worker.Output);
        (await web.Stop()).ShouldBe(0, web.Output);
        await worker.StartReady();
        var verdict = await Verdict.Await(stage, TimeSpan.FromMinutes(2));
        await CrashReport.Line(stage, "web and worker apart", 2, verdict, null, null);
        verdict.EachIsShownOnce(402);
        verdict.Network.Replaced.ShouldBe(0);
    }

    private static Task Reaches(CrashStage stage, string phone) => Wait.Until(async () => (await stage.Phones.Messages(phone)).Count == 1, TimeSpan.FromSeconds(60));

    private static async Task<EventStream> Watch(ServerProcess web, string key)
    {
        var stream = new EventStream(web, key);
        await stream.Open();
        return stream;
    }

    /// <summary>A program that listens to <c>/api/events</c>.</summary>
    private sealed class EventStream(ServerProcess web, string key) : IDisposable
    {
        private readonly HttpClient _client = new() { BaseAddress = web.Address, Timeout = Timeout.InfiniteTimeSpan };
        private readonly CancellationTokenSource _enough = new();
        private readonly HashSet<string> _heard = [];

        public async Task Open()
        {
            _client.DefaultRequestHeaders.Add("X-Api-Key", key);
            var stream = await _client.GetStreamAsync("/api/events");
            _ = Task.Run(async () =>
            {
                using var lines = new StreamReader(stream);
                while (await lines.ReadLineAsync(_enough.Token) is { } line)
                    if (line.StartsWith("event: ", StringComparison.Ordinal))
                        lock (_heard) _heard.Add(line["event: ".Length..]);
            });
        }

        public async Task Hears(params string[] events)
        {
            foreach (var wanted in events)
                await Wait.Until(() =>
                {
                    lock (_heard) return _heard.Contains(wanted);
                }, TimeSpan.FromSeconds(60), $"{wanted} is heard");
        }

        public void Dispose()
        {
            _enough.Cancel();
            _enough.Dispose();
            _client.Dispose();
        }
    }
}
