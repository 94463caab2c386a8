using System.CommandLine;
using System.Text.RegularExpressions;
using Parley.Campaigns;
using Parley.Media;

namespace Parley.CommandLine.Campaigns;

/// <summary><c>campaign run FILE --text TEXT</c>: from a file of contacts to the last receipt.</summary>
internal static class RunCampaignVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private sealed record Wishes(string File, string? Text, string? Media, string? Name, string[] Senders, string? Pacing, string[] Variables, string? Region, bool SkipIncomplete, bool StopOnInterrupt, bool Json);

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Contacts as CSV or XLSX; columns besides number and name become variables" };
        var text = new Option<string?>("--text") { HelpName = "TEXT", Description = "What it says: \"Hi {{name|there}}\"; - reads it from the standard input" };
        var media = new Option<string?>("--media") { HelpName = "FILE", Description = "A picture, video or document to send; the text is its caption" };
        var name = new Option<string?>("--name") { HelpName = "NAME", Description = "What the campaign is called; left out, as the file, with the time" };
        var senders = new Option<string[]>("--senders") { HelpName = "NAME", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = "Names or ids of the senders, with commas or one by one; left out, all" };
        var pacing = Options.Pacing();
        var variables = Options.Variables("A value that is the same for everybody; may be given more than once");
        var region = new Option<string?>("--region") { HelpName = "BR", Description = "Where numbers without a country code are from; left out, the tenant's" };
        var skip = new Option<bool>("--skip-incomplete") { Description = "Start although some lack variables of the text; those are left out and count as failed" };
        var stop = new Option<bool>("--stop-on-interrupt") { Description = "Ctrl-C stops the campaign; without this it goes on by itself" };
        var json = Options.Json();
        var command = new Command("run", "Import a file, send to everybody in it, and watch") { file, text, media, name, senders, pacing, variables, region, skip, stop, json };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(text)) && result.GetValue(media) is null) result.AddError("Say what to send: --text, --media, or both.");
        });
        command.SetAction((parsed, cancellationToken) => Run(terminal, new Wishes(parsed.GetValue(file)!, parsed.GetValue(text), parsed.GetValue(media), parsed.GetValue(name),
            [.. parsed.GetValue(senders)!.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))], parsed.GetValue(pacing), parsed.GetValue(variables)!,
            parsed.GetValue(region), parsed.GetValue(skip), parsed.GetValue(stop), parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, Wishes wishes, CancellationToken cancellationToken)
    {
        using var client = new ParleyClient(terminal);
        var text = wishes.Text == "-" ? await terminal.Input.ReadToEndAsync(cancellationToken) : wishes.Text;
        var media = wishes.Media is { } picture ? (await client.Upload<MediaView>("api/media", picture, null, cancellationToken)).Id : (MediaId?)null;
        var import = await ImportFile.Run(terminal, client, wishes.File, wishes.Region, wishes.Json, cancellationToken);
        var draft = new CampaignDraft
        {
            Name = wishes.Name ?? $"{Path.GetFileName(wishes.File)} {terminal.Time.GetLocalNow():yyyy-MM-dd HH:mm}",
            Template = new TemplateDraft { Text = text is null ? null : Same(text, wishes.Variables), MediaId = media },
            Audience = new AudienceSpec { ImportId = import.Id },
            SenderIds = wishes.Senders.Length == 0 ? null : wishes.Senders,
            Pacing = Options.Read(wishes.Pacing),
            SkipIncomplete = wishes.SkipIncomplete,
        };
        var campaign = await client.Post<CampaignView>("api/campaigns", draft, cancellationToken);
        await Start(terminal, client, campaign, wishes.Json, cancellationToken);
        return await Watch(terminal, client, campaign, wishes, cancellationToken);
    }

    /// <summary>Starts it when everybody has a row, so that who lacks something is told before anything is sent. What is refused leaves no draft behind.</summary>
    private static async Task Start(Terminal terminal, ParleyClient client, CampaignView campaign, bool json, CancellationToken cancellationToken)
    {
        try
        {
            while ((await client.Get<CampaignView>($"api/campaigns/{campaign.Id}", cancellationToken)) is { Audience.Phase: "expanding" }) await terminal.Wait(Pause, cancellationToken);
            var check = await client.Post<CampaignCheck>($"api/campaigns/{campaign.Id}/check", null, cancellationToken);
            foreach (var notice in check.Notices) terminal.Complain(notice);
            if (!json) terminal.Line($"{check.WillGet} of {check.Given} get it{(check.Estimate.Seconds is { } seconds and > 0 ? $", in about {Duration(seconds)}" : "")}.");
            cancellationToken.ThrowIfCancellationRequested();
            // Not to be interrupted: whoever presses Ctrl-C now must be told that it runs.
            await client.Post($"api/campaigns/{campaign.Id}/start", null, CancellationToken.None);
        }
        // Where no server answers, nobody knows whether it was started, and it is left as it is.
        catch (Exception ended) when (ended is OperationCanceledException || (ended as VerbEnded)?.Status == ExitStatus.Failed)
        {
            await client.Delete($"api/campaigns/{campaign.Id}", CancellationToken.None);
            terminal.Complain("Nothing was sent.");
            throw;
        }
    }

    private static async Task<int> Watch(Terminal terminal, ParleyClient client, CampaignView campaign, Wishes wishes, CancellationToken cancellationToken)
    {
        try
        {
            var figures = await new WatchCampaign(terminal, client, campaign).Run(wishes.Json, cancellationToken);
            var after = await client.Get<CampaignView>($"api/campaigns/{campaign.Id}", cancellationToken);
            if (wishes.Json) terminal.Json(new CampaignSummary(after, figures));
            else CampaignSummary.Print(terminal, after, figures);
            return CampaignSummary.IsGood(figures) ? ExitStatus.Done : ExitStatus.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!wishes.StopOnInterrupt) terminal.Complain($"The campaign goes on without this command. Stop it with ./parley campaign stop {campaign.Id}, or look at it with ./parley campaign show {campaign.Id}.");
            else
            {
                var (_, sentence) = await client.Try<CampaignView>(HttpMethod.Post, $"api/campaigns/{campaign.Id}/stop", CancellationToken.None);
                terminal.Complain(sentence ?? "The campaign is stopped; what was left is cancelled.");
            }
            return ExitStatus.Interrupted;
        }
    }

    private static string Same(string text, string[] variables)
    {
        foreach (var (name, value) in variables.Select(Options.Pair))
        {
            var placeholder = @"\{\{\s*" + Regex.Escape(name) + @"\s*(\|[^}]*)?\}\}";
            text = Regex.Replace(text, placeholder, _ => value, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        }
        return text;
    }

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalDays >= 2 ? $"{time.TotalDays:0} days" : time.TotalHours >= 2 ? $"{time.TotalHours:0} hours" : time.TotalMinutes >= 2 ? $"{time.TotalMinutes:0} minutes" : $"{Math.Max(1, time.TotalSeconds):0} seconds";
    }
}
