using System.CommandLine;
using Parley.Conversations;
using Parley.Media;
using Parley.Platform.Data;

namespace Parley.CommandLine;

/// <summary><c>send</c>: one message to one person.</summary>
internal static class SendVerb
{
    private static readonly MessageState[] Final = [MessageState.Failed, MessageState.Suppressed, MessageState.Expired, MessageState.Cancelled, MessageState.Unknown];

    private sealed record Wishes(string To, string? Text, string? Sender, string? Media, string? At, string? Key, string[] Variables, MessageState? Wait, TimeSpan Patience, bool Json);

    public static Command Create(Terminal terminal)
    {
        var to = new Option<string>("--to") { Required = true, HelpName = "NUMBER", Description = "Whom: +5511987654321; without a country code it is read in the tenant's country" };
        var text = new Option<string?>("--text") { HelpName = "TEXT", Description = "What it says, or the file's caption: \"Hi {{name|there}}\"; - reads it from the standard input" };
        var sender = new Option<string?>("--sender") { HelpName = "NAME", Description = "The sender's name or id; left out, the one that the person talks with, or any" };
        var media = new Option<string?>("--media") { HelpName = "FILE", Description = "A picture, video, voice note or document to send" };
        var at = new Option<string?>("--at") { HelpName = "TIME", Description = "Not before: " + WrittenTime.Forms };
        var key = new Option<string?>("--key") { HelpName = "KEY", Description = "Idempotency key: repeating the command with it sends nothing twice" };
        var variables = Options.Variables("Fills in {{NAME}} in the text; may be given more than once. Name and phone are the person's own");
        var wait = new Option<string?>("--wait") { HelpName = "delivered|read", Arity = ArgumentArity.ZeroOrOne, Description = "Follow it until it was delivered (or read), or failed" };
        wait.AcceptOnlyFromAmong("delivered", "read");
        var patience = new Option<int>("--timeout") { HelpName = "SECONDS", DefaultValueFactory = _ => 300, Description = "How long --wait waits" };
        patience.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--timeout is at least one second.");
        });
        var json = Options.Json();
        var command = new Command("send", "Send one message") { to, text, sender, media, at, key, variables, wait, patience, json };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(result.GetValue(text)) && result.GetValue(media) is null) result.AddError("Say what to send: --text, --media, or both.");
            if (result.GetValue(at) is { } written && WrittenTime.Read(written, terminal.Time) is null) result.AddError($"--at \"{written}\" is no time. Use {WrittenTime.Forms}.");
        });
        command.SetAction((parsed, cancellationToken) => Run(terminal, new Wishes(parsed.GetValue(to)!, parsed.GetValue(text), parsed.GetValue(sender), parsed.GetValue(media), parsed.GetValue(at),
            parsed.GetValue(key), parsed.GetValue(variables)!, parsed.GetResult(wait) is null ? null : parsed.GetValue(wait) == "read" ? MessageState.Read : MessageState.Delivered,
            TimeSpan.FromSeconds(parsed.GetValue(patience)), parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, Wishes wishes, CancellationToken cancellationToken)
    {
        using var client = new ParleyClient(terminal);
        var request = new SendMessage.Request
        {
            To = wishes.To,
            Text = wishes.Text == "-" ? await terminal.Input.ReadToEndAsync(cancellationToken) : wishes.Text,
            SenderId = wishes.Sender,
            MediaId = wishes.Media is { } file ? (await client.Upload<MediaView>("api/media", file, null, cancellationToken)).Id : null,
            // Always, so that a placeholder is filled in or refused, and never sent as it is typed.
            Variables = Options.Values(wishes.Variables),
            DueAt = wishes.At is { } at ? WrittenTime.Read(at, terminal.Time) : null,
        };
        var accepted = await client.Post<SendMessage.Response>("api/messages", request, cancellationToken, wishes.Key ?? Guid.NewGuid().ToString());
        if (wishes.Wait is not { } goal)
        {
            if (wishes.Json) terminal.Json(accepted);
            else terminal.Line($"{accepted.Id}  {Words<MessageState>.Of(accepted.Status)}");
            return ExitStatus.Done;
        }
        return await Follow(terminal, client, accepted.Id, goal, wishes, cancellationToken);
    }

    private static async Task<int> Follow(Terminal terminal, ParleyClient client, MessageId id, MessageState goal, Wishes wishes, CancellationToken cancellationToken)
    {
        var (began, told, pause) = (terminal.Time.GetTimestamp(), "", TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var message = await client.Get<MessageView>($"api/messages/{id}", cancellationToken);
            var line = LineOf(message);
            if (line != told && !wishes.Json) terminal.Line(told = line);

            var reached = message.State == MessageState.Read || message.State == goal;
            var late = terminal.Time.GetElapsedTime(began) > wishes.Patience;
            if (reached || late || Final.Contains(message.State))
            {
                if (wishes.Json) terminal.Json(message);
                if (late && !reached && !Final.Contains(message.State)) terminal.Complain($"It is {Words<MessageState>.Of(message.State)} after {wishes.Patience.TotalSeconds:0} seconds, and goes on without this command.");
                return reached ? ExitStatus.Done : ExitStatus.Failed;
            }
            await terminal.Wait(pause, cancellationToken);
            if (pause < TimeSpan.FromSeconds(1)) pause *= 1.3;
        }
    }

    // The id, the state, and, while it waits or after it failed, why.
    private static string LineOf(MessageView message)
    {
        var line = $"{message.Id}  {Words<MessageState>.Of(message.State)}";
        if (Final.Contains(message.State) && message.Reason is { } reason) return $"{line}  {reason.Sentence}";
        return message.Why is { } why ? $"{line}  {why.Sentence}" : line;
    }
}
