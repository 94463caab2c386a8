using Parley.CommandLine;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.CommandLine;

/// <summary>A server that goes while somebody watches a campaign.</summary>
[Trait("Requirement", "OPS-05")]
public sealed class WatchCampaignTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-watch-").FullName;
    private readonly TestDatabase _database = new();
    private readonly StringWriter _errors = new();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_restart_is_waited_for_and_the_watching_goes_on()
    {
        Task<Typed> running;
        int port;
        await using (var first = await Server("0"))
        {
            port = first.Address.Port;
            running = await Run(first, "Restarted");
        }
        await Wait.Until(() => Told().Contains("The server does not answer; waiting.", StringComparison.Ordinal));
        running.IsCompleted.ShouldBeFalse();

        await using var second = await Server(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await CommandLineOf.Type(Beside, ["campaign", "stop", "Restarted"])).Status.ShouldBe(ExitStatus.Done);
        var ended = await running;
        ended.Status.ShouldBe(ExitStatus.Failed, Told());
        ended.Output.ShouldContain("Restarted is stopped.");
    }

    [Fact]
    public async Task After_a_minute_it_ends_with_3_and_says_that_the_campaign_goes_on()
    {
        var clock = new HandClock();
        Task<Typed> running;
        await using (var server = await Server("0")) running = await Run(server, "Left", clock);
        var began = clock.GetUtcNow();
        await Wait.Until(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return running.IsCompleted;
        }, TimeSpan.FromSeconds(60));
        var ended = await running;
        ended.Status.ShouldBe(ExitStatus.NotReachable, Told());
        Told().ShouldContain("The campaign goes on; look at it with ./parley campaign show ");
        (clock.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
    }

    private Dictionary<string, string?> Beside => new() { ["DATA_DIR"] = _folder };

    private Task<TestServer> Server(string port) => TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PORT"] = port, ["DATA_DIR"] = _folder }, _database);

    /// <summary>Begins to watch a campaign that nobody can send, and returns when it runs.</summary>
    private async Task<Task<Typed>> Run(TestServer server, string name, HandClock? clock = null)
    {
        var api = await server.Admin();
        var idle = await api.Post("/api/senders", new { name, phoneNumber = CampaignStage.NewNumbers(1)[0], driver = "simulator" });
        idle.Status.ShouldBe(201, idle.Body.GetRawText());
        var file = Path.Combine(_folder, name + ".csv");
        await File.WriteAllLinesAsync(file, ["phone,name", .. CampaignStage.NewNumbers(3).Select(number => number + ",Ana")]);
        var running = CommandLineOf.Type(Beside, ["campaign", "run", file, "--text", "Hi", "--name", name, "--senders", name], errors: TextWriter.Synchronized(_errors), time: clock);
        await Wait.Until(async () =>
        {
            clock?.Advance(TimeSpan.FromMilliseconds(500));
            return (await api.Get("/api/campaigns?state=waiting_for_login&search=" + name))["items"] != "[]" || (await api.Get("/api/campaigns?state=running&search=" + name))["items"] != "[]";
        });
        return running;
    }

    private string Told() => _errors.ToString();
}
