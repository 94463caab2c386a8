using System.CommandLine;
using Parley.Channels;
using Parley.Senders;
using Spectre.Console;

namespace Parley.CommandLine.Senders;

/// <summary><c>senders export NAME FILE</c> and <c>senders import NAME FILE</c>: a number moves to another install without a QR.</summary>
internal static class SessionFileVerbs
{
    /// <summary>Where the passphrase stands when nobody can be asked; never an argument, which every process of the machine may read.</summary>
    private const string Variable = "PARLEY_PASSPHRASE";

    public static Command CreateExport(Terminal terminal)
    {
        var (name, file, driver) = Shared("The file to write; it must not exist");
        var stop = new Option<bool>("--stop") { Description = "Disconnect the number here first, and leave it disconnected" };
        var command = new Command("export", "Write a number's session to a file that only a passphrase opens, to import it on another install") { name, file, driver, stop };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var sender = await NamedSender.Find(client, parsed.GetValue(name)!, cancellationToken);
            var passphrase = await Passphrase(terminal, twice: true, cancellationToken);
            var path = parsed.GetValue(file)!;
            string? notice;
            try
            {
                await using var output = Create(path);
                notice = await client.Fetch($"api/senders/{sender.Id}/session/export", new ExportSession.Request(passphrase, parsed.GetValue(driver), parsed.GetValue(stop)), output, "Parley-Notice", cancellationToken);
            }
            catch (Exception) when (new FileInfo(path) is { Exists: true, Length: 0 } empty)
            {
                empty.Delete();
                throw;
            }
            terminal.Line($"The session of {sender.Name} is in {path}.");
            if (notice is not null) terminal.Line(notice);
            return ExitStatus.Done;
        });
        return command;
    }

    public static Command CreateImport(Terminal terminal)
    {
        var (name, file, driver) = Shared("The file that senders export wrote");
        var command = new Command("import", "Put an exported session in; the number then connects without a QR") { name, file, driver };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var sender = await NamedSender.Find(client, parsed.GetValue(name)!, cancellationToken);
            var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["passphrase"] = await Passphrase(terminal, twice: false, cancellationToken) };
            if (parsed.GetValue(driver) is { } chosen) fields["driver"] = chosen;
            await client.Upload<SenderView>($"api/senders/{sender.Id}/session/import", parsed.GetValue(file)!, fields, cancellationToken);
            terminal.Line($"{sender.Name} has the session. Connect it with ./parley senders connect \"{sender.Name}\".");
            return ExitStatus.Done;
        });
        return command;
    }

    private static (Argument<string> Name, Argument<string> File, Option<string?> Driver) Shared(string file)
    {
        var driver = new Option<string?>("--driver") { HelpName = "DRIVER", Description = "Which of its two drivers; the primary when left out" };
        driver.AcceptOnlyFromAmong([.. DriverName.All]);
        return (new Argument<string>("NAME") { Description = "Its name, number or id" }, new Argument<string>("FILE") { Description = file }, driver);
    }

    private static FileStream Create(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new VerbEnded(ExitStatus.Usage, $"The file {path} cannot be written: {refused.Message}");
        }
    }

    private static async Task<string> Passphrase(Terminal terminal, bool twice, CancellationToken cancellationToken)
    {
        if (terminal.Variable(Variable) is { } set) return set;
        if (!terminal.CanAsk) throw new VerbEnded(ExitStatus.Usage, $"Put the passphrase into the variable {Variable}: nobody can be asked for it here.");
        var given = await Ask("Passphrase of the file");
        if (twice && await Ask("Once more") != given) throw new VerbEnded(ExitStatus.Usage, "The two are not the same.");
        return given;

        Task<string> Ask(string words) => new TextPrompt<string>(words).Secret().ShowAsync(terminal.Screen, cancellationToken);
    }
}
