using Parley.Campaigns;
using Parley.Platform.Data;
using Spectre.Console;

namespace Parley.CommandLine.Campaigns;

/// <summary>Follows a campaign to its end: a bar in a person's terminal, a line for every tenth and every change of state elsewhere.</summary>
internal sealed class WatchCampaign(Terminal terminal, ParleyClient client, CampaignView campaign)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly CampaignState[] Over = [CampaignState.Completed, CampaignState.Stopped, CampaignState.Failed];

    /// <summary>Receipts come after the last message; a summary that shows none would say too little.</summary>
    private static readonly TimeSpan Receipts = TimeSpan.FromSeconds(3);

    /// <summary>A server that restarts is back within that time, and the campaign went on or goes on then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Away = "The server does not answer; waiting.";

    /// <param name="quiet">Shows nothing: the answer is for a program.</param>
    public async Task<CampaignFigures> Run(bool quiet, CancellationToken cancellationToken)
    {
        CampaignFigures? last = null;
        if (quiet || !terminal.IsLive) last = await Follow(quiet ? _ => { } : Lines(), () => terminal.Complain(Away), cancellationToken);
        else
            await terminal.Screen.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async context =>
                {
                    var bar = context.AddTask(Terminal.Safe(campaign.Name));
                    last = await Follow(figures =>
                    {
                        bar.MaxValue = Math.Max(1, figures.Total);
                        bar.Value = figures.Total - figures.Pending;
                        bar.Description = Terminal.Safe(Short(figures));
                    }, () => bar.Description = Away, cancellationToken);
                });
        return last!;
    }

    private async Task<CampaignFigures> Follow(Action<CampaignFigures> show, Action tellAway, CancellationToken cancellationToken)
    {
        long? over = null;
        while (true)
        {
            var figures = await Figures(tellAway, cancellationToken);
            show(figures);
            if (Over.Contains(figures.State) && figures.Pending == 0)
            {
                over ??= terminal.Time.GetTimestamp();
                if (figures.Delivered >= figures.Sent || terminal.Time.GetElapsedTime(over.Value) > Receipts) return figures;
            }
            await terminal.Wait(Pause, cancellationToken);
        }
    }

    private async Task<CampaignFigures> Figures(Action tellAway, CancellationToken cancellationToken)
    {
        long? since = null;
        while (true)
        {
            try
            {
                return await client.Get<CampaignFigures>($"api/campaigns/{campaign.Id}/stats", cancellationToken);
            }
            catch (VerbEnded away) when (away.Status == ExitStatus.NotReachable)
            {
                if (since is null) tellAway();
                since ??= terminal.Time.GetTimestamp();
                if (terminal.Time.GetElapsedTime(since.Value) > Patience) throw new VerbEnded(ExitStatus.NotReachable, $"{away.Message} The campaign goes on; look at it with ./parley campaign show {campaign.Id}.");
            }
            await terminal.Wait(Pause, cancellationToken);
        }
    }

    private Action<CampaignFigures> Lines()
    {
        var (state, tenth) = ((CampaignState?)null, -1L);
        return figures =>
        {
            var now = figures.Total == 0 ? 0 : (figures.Total - figures.Pending) * 10 / figures.Total;
            if (figures.State == state && now == tenth) return;
            (state, tenth) = (figures.State, now);
            terminal.Line(Line(figures));
        };
    }

    // Beside the bar, in a window of 80 columns.
    private static string Short(CampaignFigures figures) => figures.State == CampaignState.WaitingForLogin
        ? "waits: no sender is connected"
        : $"{figures.Sent} sent, {figures.Read} read, {figures.Failed} failed";

    private static string Line(CampaignFigures figures)
    {
        var line = $"{figures.Total - figures.Pending} of {figures.Total}: {figures.Sent} sent, {figures.Delivered} delivered, {figures.Read} read, {figures.Failed} failed";
        return figures.State switch
        {
            CampaignState.WaitingForLogin => line + "; waits, because none of its senders is connected",
            CampaignState.Running when figures.PerSecond > 0 => $"{line}; {figures.PerSecond:0.#} a second",
            CampaignState.Running => line,
            var state => $"{line}; {Words<CampaignState>.Of(state)}",
        };
    }
}
