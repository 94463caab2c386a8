using Parley.CommandLine;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.CommandLine;

[Trait("Requirement", "OPS-05")]
public sealed class DemoVerbTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    [Trait("Requirement", "SIM-01")]
    public async Task The_demo_runs_a_campaign_to_its_end_stays_up_to_look_around_and_ends_with_ctrl_c()
    {
        var folder = Directory.CreateTempSubdirectory("parley-demo-test-").FullName;
        using var interrupts = new Interrupts();
        var shown = new StringWriter();
        try
        {
            var variables = new Dictionary<string, string?> { ["DATABASE_URL"] = database.Url, ["DATA_DIR"] = folder, ["PORT"] = "0" };
            var running = CommandLineOf.Type(variables, ["demo", "--people", "120"], interrupts: interrupts, output: TextWriter.Synchronized(shown));
            await Wait.Until(() => shown.ToString().Contains("Ctrl-C ends it", StringComparison.Ordinal) || running.IsCompleted, TimeSpan.FromSeconds(90));
            running.IsCompleted.ShouldBeFalse(shown.ToString());
            shown.ToString().ShouldContain("South (+5511930000003) is connected");
            shown.ToString().ShouldContain("Summer tasting is completed.");
            // What it says to try in another terminal.
            (await CommandLineOf.Type(variables, ["status"])).Output.ShouldContain("3 of 3 senders are connected.");

            interrupts.Press();
            (await running).Status.ShouldBe(ExitStatus.Done);
            (await CommandLineOf.Type(variables, ["status"])).Status.ShouldBe(ExitStatus.NotReachable);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_database_of_its_own_it_does_not_begin()
    {
        var refused = await CommandLineOf.Type(new Dictionary<string, string?>(), ["demo"]);
        refused.Status.ShouldBe(ExitStatus.Usage);
        refused.Errors.ShouldContain("./parley demo");
    }
}
