using System.CommandLine;
using Parley.Campaigns;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Spectre.Console;

namespace Parley.CommandLine.Campaigns;

/// <summary><c>campaign recipients CAMPAIGN</c>: who got it and who not, as a table or as a file.</summary>
internal static class RecipientsVerb
{
    public static Command Create(Terminal terminal)
    {
        var name = CampaignVerb.Name();
        var state = new Option<string?>("--state") { HelpName = "STATE", Description = "Only those in this state: failed, read, pending, …" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<MessageState>().Where(one => one != MessageState.Received).Select(Words<MessageState>.Of)]);
        var reason = new Option<string?>("--reason") { HelpName = "SLUG", Description = "Only those with this reason" };
        var search = new Option<string?>("--search") { HelpName = "TEXT", Description = "The beginnings of words of a name, or of a number" };
        var noReceipt = new Option<bool>("--no-receipt") { Description = "Only those whose message was accepted some time ago and got no receipt since" };
        var limit = new Option<int>("--limit") { HelpName = "N", DefaultValueFactory = _ => 50, Description = "How many (50)" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--limit is at least one.");
        });
        var csv = new Option<string?>("--csv") { HelpName = "FILE", Description = "Write all of them to a file; - is the standard output" };
        var json = Options.Json();
        var command = new Command("recipients", "Who got it, who not, and why") { name, state, reason, search, noReceipt, limit, csv, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var campaign = await NamedCampaign.Find(client, parsed.GetValue(name)!, cancellationToken);
            var query = string.Concat(new[] { ("state", parsed.GetValue(state)), ("reason", parsed.GetValue(reason)), ("search", parsed.GetValue(search)), ("noReceipt", parsed.GetValue(noReceipt) ? "true" : null) }
                .Where(one => one.Item2 is not null).Select(one => $"&{one.Item1}={Uri.EscapeDataString(one.Item2!)}"));
            if (parsed.GetValue(csv) is { } file) return await Save(terminal, client, campaign.Id, query, file, cancellationToken);
            var found = await Read(client, campaign.Id, query, parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json)) terminal.Json(found);
            else Print(terminal, found);
            return ExitStatus.Done;
        });
        return command;
    }

    // A page may be shorter than asked for and still have another behind it.
    private static async Task<List<RecipientView>> Read(ParleyClient client, CampaignId id, string query, int limit, CancellationToken cancellationToken)
    {
        var (found, cursor) = (new List<RecipientView>(), (string?)null);
        do
        {
            var page = await client.Get<Page<RecipientView>>($"api/campaigns/{id}/recipients?limit={Math.Min(limit - found.Count, PageRequest.MaxSize)}{query}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", cancellationToken);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        } while (cursor is not null && found.Count < limit);
        return found;
    }

    private static async Task<int> Save(Terminal terminal, ParleyClient client, CampaignId id, string query, string file, CancellationToken cancellationToken)
    {
        var path = $"api/campaigns/{id}/recipients.csv?{query.TrimStart('&')}";
        if (file == "-")
        {
            using var whole = new MemoryStream();
            await client.Download(path, whole, cancellationToken);
            await terminal.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length).TrimStart('\uFEFF'));
            return ExitStatus.Done;
        }
        try
        {
            await using var output = File.Create(file);
            await client.Download(path, output, cancellationToken);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new VerbEnded(ExitStatus.Failed, $"The file {file} cannot be written: {unwritable.Message}");
        }
        return ExitStatus.Done;
    }

    private static void Print(Terminal terminal, List<RecipientView> recipients)
    {
        if (recipients.Count == 0)
        {
            terminal.Line("There is nobody like that.");
            return;
        }
        var table = terminal.Table("Number", "Name", "State", "Sender", "Tries", "");
        foreach (var one in recipients)
            table.AddRow(one.To, Terminal.Safe(one.Name), Words<MessageState>.Of(one.State), Terminal.Safe(one.SenderName), $"{one.Attempt}", Terminal.Safe(one.Reason?.Sentence ?? (one.NoReceipt ? "No receipt came." : null)));
        terminal.Screen.Write(table);
    }
}
