using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Parley.CommandLine;

/// <summary>Where a verb runs: what it writes to, whether it may redraw and ask, which variables it sees.</summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>Lines of people's terminals are cut there; a program's never are.</summary>
    private const int PlainWidth = 10_000;

    /// <param name="live">It is a person's terminal: figures are redrawn in place. Otherwise each change is a line of its own.</param>
    /// <param name="canAsk">Somebody sits at the input and can answer.</param>
    public Terminal(TextWriter output, TextWriter errors, Func<string, string?> variable, TimeProvider time, bool live = false, bool canAsk = false, TextReader? input = null, Interrupts? interrupts = null)
    {
        (Out, Errors, Variable, Time, IsLive, CanAsk, Input) = (output, errors, variable, time, live, canAsk, input ?? TextReader.Null);
        Interrupts = interrupts ?? new Interrupts();
        Screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (!live) Screen.Profile.Width = PlainWidth;
    }

    public TextWriter Out { get; }
    public TextWriter Errors { get; }
    public TextReader Input { get; }
    public IAnsiConsole Screen { get; }
    public bool IsLive { get; }
    public bool CanAsk { get; }
    public Func<string, string?> Variable { get; }
    public TimeProvider Time { get; }
    public Interrupts Interrupts { get; }

    public static Terminal OfThisProcess()
    {
        var live = !Console.IsOutputRedirected && Set("CI") is null && Set("TERM") is not (null or "dumb");
        return new Terminal(Console.Out, Console.Error, Set, TimeProvider.System, live, live && !Console.IsInputRedirected, Console.In, Interrupts.OfThisProcess());
    }

    private static string? Set(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A line as it is, without markup.</summary>
    public void Line(string text = "") => Out.WriteLine(Plain(text));

    /// <summary>An answer for programs, on one line.</summary>
    public void Json<T>(T answer) => Line(JsonSerializer.Serialize(answer, Platform.Json.Options));

    /// <summary>A line in Spectre's markup; what came from elsewhere in it has to go through <see cref="Safe"/>.</summary>
    public void Markup(string markup) => Screen.MarkupLine(markup);

    /// <summary>What went wrong, to the error output.</summary>
    public void Complain(string sentence) => Errors.WriteLine(Plain(sentence));

    /// <summary>Rows under headings: with a frame for people, bare for programs.</summary>
    public Table Table(params string[] headings)
    {
        var table = new Table().Border(IsLive ? TableBorder.Rounded : TableBorder.None);
        foreach (var heading in headings) table.AddColumn(new TableColumn(heading).NoWrap());
        return table;
    }

    /// <summary>Text from elsewhere (names, reasons) for use within markup: it can neither style nor steer the terminal.</summary>
    public static string Safe(string? text) => Spectre.Console.Markup.Escape(Plain(text ?? ""));

    /// <summary>Without control characters: an escape sequence in somebody's name could rewrite what stands on the screen.</summary>
    private static string Plain(string text)
    {
        if (!text.Any(Steers)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text) clean.Append(Steers(letter) ? '\uFFFD' : letter);
        return clean.ToString();
    }

    // Besides C0 and C1 the marks that turn the direction of writing, which can make a line read as another one.
    private static bool Steers(char letter) => char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public Task Wait(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, Time, cancellationToken);

    public void Dispose() => Interrupts.Dispose();
}
