using System.CommandLine;
using Parley.Platform.Data;
using Parley.Senders;
using Spectre.Console;

namespace Parley.CommandLine.Senders;

/// <summary><c>senders list|add|connect|export|import</c>: our own numbers.</summary>
internal static class SendersVerb
{
    public static Command Create(Terminal terminal) => new("senders", "See, add, connect and move your numbers")
    {
        CreateList(terminal), AddSenderVerb.Create(terminal), ConnectSenderVerb.Create(terminal), SessionFileVerbs.CreateExport(terminal), SessionFileVerbs.CreateImport(terminal),
    };

    private static Command CreateList(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("list", "Your numbers and how they are") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var senders = await NamedSender.All(client, cancellationToken);
            if (parsed.GetValue(json)) terminal.Json(senders);
            else if (senders.Count == 0) terminal.Line("There are no senders yet. Add one with ./parley senders add NAME --phone NUMBER.");
            else terminal.Screen.Write(Table(terminal, senders));
            return ExitStatus.Done;
        });
        return command;
    }

    public static Table Table(Terminal terminal, IEnumerable<SenderView> senders)
    {
        var table = terminal.Table("Name", "Number", "Driver", "Status", "Health", "");
        foreach (var sender in senders)
            table.AddRow(Terminal.Safe(sender.Name), sender.PhoneNumber, sender.FallbackDriver is null ? sender.Driver : $"{sender.Driver}, {sender.FallbackDriver}", StatusOf(sender), $"{sender.Health}", Terminal.Safe(NoteOf(sender)));
        return table;
    }

    private static string StatusOf(SenderView sender)
    {
        var word = Words<SenderStatus>.Of(sender.Status);
        return sender.Status switch
        {
            SenderStatus.Connected => $"[green]{word}[/]",
            SenderStatus.Banned => $"[red]{word}[/]",
            _ => $"[yellow]{word}[/]",
        };
    }

    private static string NoteOf(SenderView sender) => sender switch
    {
        { StatusReason: { } reason } => reason.Sentence,
        { RestUntil: { } until } => $"rests until {until:u}",
        { Status: SenderStatus.Disconnected, Wanted: false } => $"./parley senders connect \"{sender.Name}\"",
        _ => "",
    };
}
