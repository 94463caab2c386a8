using System.CommandLine;
using Parley.Campaigns;
using Parley.CommandLine.Campaigns;
using Parley.Senders;

namespace Parley.CommandLine.Demo;

/// <summary><c>demo</c>: the whole of it before your eyes, with no phone and no internet, on a database and in a folder that are gone afterwards.</summary>
internal static class DemoVerb
{
    public static Command Create(Terminal terminal)
    {
        var people = new Option<int>("--people") { HelpName = "N", DefaultValueFactory = _ => 10_000, Description = "How many pretend customers (10000)" };
        people.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000) result.AddError("--people is from 1 to 1000000.");
        });
        var once = new Option<bool>("--once") { Description = "End when the campaign is through, instead of leaving the server up to look around" };
        var command = new Command("demo", "Three pretend senders, 10,000 pretend customers, and a campaign before your eyes") { people, once };
        command.SetAction((parsed, cancellationToken) => Run(terminal, parsed.GetValue(people), parsed.GetValue(once), cancellationToken));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, int people, bool once, CancellationToken cancellationToken)
    {
        terminal.Line("Starting Parley on a database of its own …");
        await using var server = await DemoServer.Start(terminal);
        using var client = new ParleyClient(server.Place, terminal);
        terminal.Line($"Parley is ready. Open {server.Place.Address.ToString().TrimEnd('/')} and sign in as {server.Email} with the password {server.Password}.");

        var world = new DemoWorld(terminal, client);
        await world.Begin(cancellationToken);
        terminal.Line("Pairing three senders …");
        await world.PairSenders(cancellationToken);

        var file = Path.Combine(terminal.Variable("DATA_DIR")!, "customers.csv");
        await world.WriteCustomers(file, people, cancellationToken);
        terminal.Line($"Importing {people} customers …");
        var import = await ImportFile.Run(terminal, client, file, null, quiet: false, cancellationToken);
        var campaign = await client.Post<CampaignView>("api/campaigns", new CampaignDraft
        {
            Name = "Summer tasting",
            Audience = new AudienceSpec { ImportId = import.Id },
            Variants =
            [
                new VariantDraft(new TemplateDraft { Text = "Hi {{name}}, this Friday we taste the summer menu in {{city}}. Shall we keep a place for you?" }, "Question"),
                new VariantDraft(new TemplateDraft { Text = "{{name}}, your {{points}} points are worth a free dessert in {{city}} until Friday." }, "Points"),
            ],
            // Slow enough to look around in the dashboard meanwhile: 10,000 in some five minutes. Without a pace it would be through in a few seconds.
            Pacing = once ? new PacingSpec { MinMs = 5, MaxMs = 15 } : new PacingSpec { MinMs = 60, MaxMs = 120 },
        }, cancellationToken);
        while (await client.Get<CampaignView>($"api/campaigns/{campaign.Id}", cancellationToken) is { Audience.Phase: "expanding" }) await terminal.Wait(TimeSpan.FromMilliseconds(200), cancellationToken);
        await client.Post($"api/campaigns/{campaign.Id}/start", null, cancellationToken);
        terminal.Line("The campaign runs. Most customers read, some answer, a few say STOP, and one number in a hundred has no account:");
        var figures = await new WatchCampaign(terminal, client, campaign).Run(quiet: false, cancellationToken);
        CampaignSummary.Print(terminal, await client.Get<CampaignView>($"api/campaigns/{campaign.Id}", cancellationToken), figures);
        if (once) return figures.State == CampaignState.Completed ? ExitStatus.Done : ExitStatus.Failed;

        terminal.Line();
        terminal.Line($"It stays up at {server.Place.Address.ToString().TrimEnd('/')} to look around; in another terminal: DATA_DIR={terminal.Variable("DATA_DIR")} ./parley status");
        terminal.Line("Ctrl-C ends it, and nothing of it stays behind.");
        try
        {
            await terminal.Wait(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Line("The demo ends.");
        }
        return ExitStatus.Done;
    }
}
