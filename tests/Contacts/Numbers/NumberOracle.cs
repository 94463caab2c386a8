using System.Diagnostics;
using System.Text.Json;

namespace Parley.Tests.Contacts.Numbers;

/// <summary>
/// libphonenumber-js as a second opinion, asked in one process for a whole batch (scripts/numbers/oracle.mjs), and the
/// metadata it ships. Installs the package once, by its lock file, into a folder that git ignores.
/// </summary>
public sealed class NumberOracle : IAsyncLifetime
{
    private static readonly Lazy<Task> _installed = new(Install);
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private static string Folder { get; } = Path.Combine(RepositoryRoot(), "scripts", "numbers");

    private static string Package { get; } = Path.Combine(Folder, "node_modules", "libphonenumber-js");

    public JsonElement Metadata { get; private set; }

    /// <summary>One mobile number of each region.</summary>
    public IReadOnlyDictionary<string, string> Examples { get; private set; } = new Dictionary<string, string>();

    public async ValueTask InitializeAsync()
    {
        await _installed.Value;
        Metadata = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Package, "metadata.max.json"))).RootElement;
        Examples = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Path.Combine(Package, "examples.mobile.json")))!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What the oracle holds each question for, in the order of the questions; null for "no valid number".</summary>
    public static async Task<IReadOnlyList<Answer?>> Ask(IReadOnlyCollection<Question> questions)
    {
        var output = await Run("node", ["oracle.mjs"], string.Concat(questions.Select(q => $"{q.Region}\t{q.Text}\n")));
        var lines = output.Split('\n')[..^1];
        return lines.Length == questions.Count
            ? [.. lines.Select(line => line.Length == 0 ? null : Answer.Of(line.Split('\t')))]
            : throw new InvalidOperationException($"The oracle answered {lines.Length} of {questions.Count} questions.");
    }

    /// <summary>Writes the numbering plans anew from the installed package.</summary>
    public static async Task<string> Generate()
    {
        var file = Path.GetTempFileName();
        try
        {
            await Run("node", ["generate.mjs", file]);
            return await File.ReadAllTextAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Once per run, though several test classes ask at the same time: npm does not share a folder.</summary>
    private static async Task Install()
    {
        if (!File.Exists(Path.Combine(Package, "package.json")))
            await Run("npm", ["ci", "--no-audit", "--no-fund"]);
    }

    private static async Task<string> Run(string program, string[] arguments, string input = "")
    {
        using var patience = new CancellationTokenSource(_patience);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }

    public sealed record Question(string Region, string Text);

    public sealed record Answer(string E164, string Region, string International)
    {
        public static Answer Of(string[] fields) => new(fields[0], fields[1], fields[2]);
    }
}
