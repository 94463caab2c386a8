using System.CommandLine;
using Parley.Campaigns;
using Parley.CommandLine.Campaigns;
using Parley.CommandLine.Senders;
using Parley.Outbox;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.CommandLine;

/// <summary><c>status</c>: senders, queue and running campaigns at a glance.</summary>
internal static class StatusVerb
{
    private static readonly string[] Moving = ["running", "waiting_for_login", "paused", "scheduled"];

    /// <summary>The answer for programs.</summary>
    private sealed record Status(Uri Address, IReadOnlyList<SenderView> Senders, ShowQueueStats.Response Queue, IReadOnlyList<CampaignView> Campaigns);

    public static Command Create(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("status", "Senders, queue and running campaigns at a glance") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var senders = await NamedSender.All(client, cancellationToken);
            var queue = await client.Get<ShowQueueStats.Response>("api/queue/stats", cancellationToken);
            var campaigns = new List<CampaignView>();
            foreach (var state in Moving) campaigns.AddRange((await client.Get<Page<CampaignView>>("api/campaigns?limit=50&state=" + state, cancellationToken)).Items);
            if (parsed.GetValue(json)) terminal.Json(new Status(client.Address, senders, queue, campaigns));
            else Print(terminal, client.Address, senders, queue, campaigns);
            return ExitStatus.Done;
        });
        return command;
    }

    private static void Print(Terminal terminal, Uri address, List<SenderView> senders, ShowQueueStats.Response queue, List<CampaignView> campaigns)
    {
        terminal.Line($"Parley at {address}");
        terminal.Line($"{senders.Count(sender => sender.Status == SenderStatus.Connected)} of {senders.Count} senders are connected.");
        if (senders.Count > 0) terminal.Screen.Write(SendersVerb.Table(terminal, senders));
        var more = queue.More ? " or more" : "";
        terminal.Line($"Queue: {queue.Waiting}{more} waiting, {queue.Held} held, {queue.Sending} being sent; {queue.PerSecond.LastMinute:0.##} a second in the last minute.");
        if (queue.Oldest is { } oldest) terminal.Line($"The longest waiting is due since {oldest.DueAt:u}.{(oldest.Why is { } why ? " " + why.Sentence : "")}");
        var dead = queue.DeadLetters.Failed + queue.DeadLetters.Unknown;
        if (dead > 0) terminal.Line($"{dead}{(queue.DeadLetters.More ? " or more" : "")} messages failed for good or have an unknown end, and wait for a person.");
        if (campaigns.Count == 0) terminal.Line("No campaign is running.");
        else terminal.Screen.Write(CampaignVerb.Table(terminal, campaigns));
    }
}
