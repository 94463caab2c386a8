using System.CommandLine;
using Parley.Campaigns;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Spectre.Console;

namespace Parley.CommandLine.Campaigns;

/// <summary><c>campaign run|list|show|pause|resume|stop|recipients</c>.</summary>
internal static class CampaignVerb
{
    public static Command Create(Terminal terminal) => new("campaign", "Run campaigns and look after them")
    {
        RunCampaignVerb.Create(terminal),
        List(terminal),
        Show(terminal),
        Move(terminal, "pause", "Hold it back; what is in flight ends"),
        Move(terminal, "resume", "Go on"),
        Move(terminal, "stop", "End it for good; what is left is cancelled"),
        RecipientsVerb.Create(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var state = new Option<string?>("--state") { HelpName = "STATE", Description = "Only those in this state" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<CampaignState>().Select(Words<CampaignState>.Of)]);
        var json = Options.Json();
        var command = new Command("list", "The latest campaigns") { state, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var campaigns = (await client.Get<Page<CampaignView>>("api/campaigns?limit=50" + (parsed.GetValue(state) is { } wanted ? "&state=" + wanted : ""), cancellationToken)).Items;
            if (parsed.GetValue(json)) terminal.Json(campaigns);
            else if (campaigns.Count == 0) terminal.Line("There are no campaigns. Run one with ./parley campaign run contacts.csv --text \"Hi {{name}}\".");
            else terminal.Screen.Write(Table(terminal, campaigns));
            return ExitStatus.Done;
        });
        return command;
    }

    public static Table Table(Terminal terminal, IEnumerable<CampaignView> campaigns)
    {
        var table = terminal.Table("Name", "State", "Recipients", "Made", "Id");
        foreach (var campaign in campaigns)
            table.AddRow(Terminal.Safe(campaign.Name), Words<CampaignState>.Of(campaign.State), $"{campaign.Audience.Total}", $"{campaign.CreatedAt:u}", campaign.Id.ToString());
        return table;
    }

    private static Command Show(Terminal terminal)
    {
        var name = Name();
        var json = Options.Json();
        var command = new Command("show", "One campaign and its figures") { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var campaign = await NamedCampaign.Find(client, parsed.GetValue(name)!, cancellationToken);
            var figures = await client.Get<CampaignFigures>($"api/campaigns/{campaign.Id}/stats", cancellationToken);
            if (parsed.GetValue(json)) terminal.Json(new CampaignSummary(campaign, figures));
            else CampaignSummary.Print(terminal, campaign, figures);
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Move(Terminal terminal, string move, string description)
    {
        var name = Name();
        var json = Options.Json();
        var command = new Command(move, description) { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var found = await NamedCampaign.Find(client, parsed.GetValue(name)!, cancellationToken);
            var (campaign, sentence) = await client.Try<CampaignView>(HttpMethod.Post, $"api/campaigns/{found.Id}/{move}", cancellationToken);
            if (campaign is null) throw new VerbEnded(ExitStatus.Failed, sentence!);
            if (parsed.GetValue(json)) terminal.Json(campaign);
            else terminal.Line($"{campaign.Name} is {Words<CampaignState>.Of(campaign.State)}.");
            return ExitStatus.Done;
        });
        return command;
    }

    public static Argument<string> Name() => new("CAMPAIGN") { Description = "Its name or id" };
}
