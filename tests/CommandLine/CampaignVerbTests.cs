using Parley.CommandLine;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.CommandLine;

[Trait("Requirement", "OPS-05")]
public sealed class CampaignVerbTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private static int _people;
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-verbs-").FullName;

    public async ValueTask InitializeAsync()
    {
        var api = await server.Admin();
        if ((await api.Get("/api/senders"))["items"] == "[]") await server.ConnectedSender(api, server.Tenant, "Desk");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Requirement", "CMP-02")]
    public async Task A_file_is_sent_to_everybody_in_it_and_the_figures_are_shown()
    {
        var file = Contacts(20, out var numbers);
        var ran = await server.Type("campaign", "run", file, "--text", "Hi {{name}} of {{city}}, {{code}}", "--name", "From a file", "--variable", "code=42", "--senders", "desk", "--pacing", "none");
        ran.Status.ShouldBe(ExitStatus.Done, ran.Errors + ran.Output);
        ran.Lines[0].ShouldBe("20 rows: 20 new, 0 updated, 0 known, 0 twice, 0 blocked, 0 rejected.");
        ran.Output.ShouldContain("20 of 20 get it");
        ran.Output.ShouldContain("From a file is completed.");
        var phone = await (await server.Admin()).Get($"/api/simulator/phones/{numbers[3]}/messages");
        phone.Body.GetRawText().ShouldContain("Hi Person 3 of Recife, 42");

        var shown = (await server.Type("campaign", "show", "from a file", "--json")).Json;
        shown.GetProperty("stats").GetProperty("sent").GetInt64().ShouldBe(20);
        (await server.Type("campaign", "list")).Output.ShouldContain("From a file");
        var people = await server.Type("campaign", "recipients", "From a file", "--search", "person 3");
        people.Lines.Single(line => line.Contains(numbers[3], StringComparison.Ordinal)).ShouldContain("Person 3");
        (await server.Type("campaign", "recipients", "From a file", "--csv", "-")).Lines.Count.ShouldBe(21);
        var status = await server.Type("status");
        status.Status.ShouldBe(ExitStatus.Done, status.Errors);
        status.Output.ShouldContain("senders are connected");
        status.Output.ShouldContain("Desk");
        (await server.Type("status", "--json")).Json.GetProperty("queue").GetProperty("waiting").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task Whom_it_does_not_reach_makes_it_1_and_the_reason_is_told()
    {
        var file = Contacts(3, out var numbers);
        await (await server.Admin()).Patch($"/api/simulator/phones/{numbers[1]}", new { registered = false });
        var ran = await server.Type("campaign", "run", file, "--text", "Hi {{name}}", "--senders", "desk", "--pacing", "none", "--json");
        ran.Status.ShouldBe(ExitStatus.Failed);
        ran.Json.GetProperty("stats").GetProperty("failed").GetInt64().ShouldBe(1);
        ran.Json.GetProperty("stats").GetProperty("reasons")[0].GetProperty("slug").GetString().ShouldBe("recipient-not-on-whatsapp");
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task A_missing_variable_is_told_and_leaves_no_draft_behind()
    {
        var before = (await server.Type("campaign", "list", "--json")).Json.GetArrayLength();
        var refused = await server.Type("campaign", "run", Contacts(2, out _), "--text", "Hi {{name}}, {{code}}");
        refused.Status.ShouldBe(ExitStatus.Failed);
        refused.Errors.ShouldContain("code (2)");
        (await server.Type("campaign", "list", "--json")).Json.GetArrayLength().ShouldBe(before);
    }

    [Fact]
    public async Task Ctrl_C_leaves_it_running_and_says_how_to_stop_it_and_stops_it_when_asked_to()
    {
        await server.ConnectedSender(await server.Admin(), server.Tenant, "Slow");
        foreach (var stops in new[] { false, true })
        {
            using var interrupts = new Interrupts();
            var name = "Interrupted " + stops;
            string[] typed = ["campaign", "run", Contacts(50, out _), "--text", "Hi", "--name", name, "--senders", "slow", "--pacing", "safe", .. stops ? ["--stop-on-interrupt"] : Array.Empty<string>()];
            var running = CommandLineOf.Type(Beside, typed, interrupts: interrupts);
            var api = await server.Admin();
            await Wait.Until(async () => (await api.Get("/api/campaigns?state=running&search=" + Uri.EscapeDataString(name)))["items"] != "[]");
            interrupts.Press();
            var ended = await running;
            ended.Status.ShouldBe(ExitStatus.Interrupted);
            ended.Errors.ShouldContain(stops ? "The campaign is stopped" : "./parley campaign stop ");
            (await server.Type("campaign", "show", name, "--json")).Json.GetProperty("campaign").GetProperty("state").GetString().ShouldBe(stops ? "stopped" : "running");
            if (stops) continue;
            (await server.Type("campaign", "pause", name)).Output.ShouldBe(name + " is paused.");
            (await server.Type("campaign", "resume", name)).Status.ShouldBe(ExitStatus.Done);
            (await server.Type("campaign", "stop", name)).Output.ShouldBe(name + " is stopped.");
            var again = await server.Type("campaign", "stop", name);
            again.Status.ShouldBe(ExitStatus.Failed);
            again.Errors.ShouldContain("The campaign is stopped; stopping it is possible while it is");
        }
    }

    [Fact]
    public async Task What_makes_no_sense_is_2_and_what_is_not_there_is_said()
    {
        (await server.Type("campaign", "run", "x.csv")).Status.ShouldBe(ExitStatus.Usage);
        (await server.Type("campaign", "run", Path.Combine(_folder, "none.csv"), "--text", "Hi")).Status.ShouldBe(ExitStatus.Usage);
        (await server.Type("campaign", "run", "x.csv", "--text", "Hi", "--variable", "x")).Status.ShouldBe(ExitStatus.Usage);
        var missing = await server.Type("campaign", "show", "Nowhere");
        missing.Status.ShouldBe(ExitStatus.Failed);
        missing.Errors.ShouldContain("There is no campaign Nowhere");
    }

    private Dictionary<string, string?> Beside => new() { ["DATA_DIR"] = server.DataDir };

    private string Contacts(int count, out string[] numbers)
    {
        var first = Interlocked.Add(ref _people, count) - count;
        numbers = [.. Enumerable.Range(first, count).Select(n => $"+55219{60_000_000 + n}")];
        var file = Path.Combine(_folder, $"{first}.csv");
        File.WriteAllLines(file, numbers.Select((number, n) => $"{number},Person {n},Recife").Prepend("phone,name,city"));
        return file;
    }
}
