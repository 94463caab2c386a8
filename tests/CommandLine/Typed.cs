using System.Text.Json;
using Parley.CommandLine;
using Parley.Tests.Support;

namespace Parley.Tests.CommandLine;

/// <summary>What a verb printed and answered.</summary>
internal sealed record Typed(int Status, string Output, string Errors)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Types verbs of the command line as a script would: nobody at the terminal, output captured.</summary>
internal static class CommandLineOf
{
    /// <summary>Beside the server, with nothing but its data folder.</summary>
    public static Task<Typed> Type(this TestServer server, params string[] args) => Type(new Dictionary<string, string?>(StringComparer.Ordinal) { ["DATA_DIR"] = server.DataDir }, args);

    /// <summary>With these variables and no others.</summary>
    public static async Task<Typed> Type(IReadOnlyDictionary<string, string?> variables, string[] args, string input = "", Interrupts? interrupts = null, TextWriter? output = null, TextWriter? errors = null, TimeProvider? time = null)
    {
        var (shown, told) = (output ?? new StringWriter(), errors ?? new StringWriter());
        var terminal = new Terminal(shown, told, variables.GetValueOrDefault, time ?? TimeProvider.System, input: new StringReader(input), interrupts: interrupts);
        var status = await Verbs.Run(args, terminal);
        return new Typed(status, shown.ToString()!.Trim(), told.ToString()!.Trim());
    }
}
