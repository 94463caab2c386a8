using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Parley.CommandLine.Campaigns;
using Parley.CommandLine.Demo;
using Parley.CommandLine.Senders;

namespace Parley.CommandLine;

/// <summary>The command line for people: its contents page. Everything but <c>demo</c> talks to a running server over its HTTP API, like any other program.</summary>
internal static class Verbs
{
    private static Command Root(Terminal terminal) => new("./parley", "Parley's command line")
    {
        SendVerb.Create(terminal),
        SendersVerb.Create(terminal),
        CampaignVerb.Create(terminal),
        StatusVerb.Create(terminal),
        DemoVerb.Create(terminal),
        new HelpOption(),
    };

    /// <summary>Whether these arguments are for the command line; else they are the server's.</summary>
    public static bool Answer(string[] args)
    {
        using var nowhere = new Terminal(TextWriter.Null, TextWriter.Null, _ => null, TimeProvider.System);
        return args is [var verb, ..] && Root(nowhere).Subcommands.Any(command => command.Name == verb);
    }

    /// <returns>An <see cref="ExitStatus"/>.</returns>
    public static async Task<int> Run(string[] args, Terminal terminal)
    {
        using var _ = terminal;
        // A text that begins with @ is a text, and not the name of a file with arguments.
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) await terminal.Errors.WriteLineAsync(error.Message);
            await terminal.Errors.WriteLineAsync($"./parley {string.Join(' ', Path(parsed.CommandResult))} --help tells what it takes.");
            return ExitStatus.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, terminal.Interrupts.End);
        }
        catch (VerbEnded ended)
        {
            terminal.Complain(ended.Message);
            return ended.Status;
        }
        catch (OperationCanceledException) when (terminal.Interrupts.End.IsCancellationRequested)
        {
            return ExitStatus.Interrupted;
        }
    }

    private static List<string> Path(CommandResult? command)
    {
        var words = new List<string>();
        for (; command?.Parent is CommandResult above; command = above) words.Insert(0, command.Command.Name);
        return words;
    }
}
