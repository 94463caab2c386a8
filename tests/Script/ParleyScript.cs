using System.Diagnostics;
using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Support;

namespace Parley.Tests.Script;

/// <summary>Runs <c>./parley</c> on a data folder of its own, as a person would. The folder's name holds what breaks careless scripts.</summary>
public sealed class ParleyScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Not Directory.CreateTempSubdirectory, which only its creator may enter: run by root, PostgreSQL is another user.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "parley script's " + Guid.NewGuid().ToString("N")[..12])).FullName;

    public ParleyScript() => DataDir = Path.Combine(_folder, "data");

    public string DataDir { get; init; }

    /// <summary>A place for a test's own files.</summary>
    public string In(string name) => Path.Combine(_folder, name);

    public async Task<Ended> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new Ended(process.ExitCode, (await output).Trim(), (await errors).Trim());
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"./parley {string.Join(' ', arguments)} did not end.", late);
        }
    }

    public Task<Ended> Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it and insists on its success; returns what it printed.</summary>
    public async Task<string> Do(params string[] arguments)
    {
        var ended = await Run(arguments);
        return ended.Status == 0 ? ended.Output : throw new InvalidOperationException($"./parley {string.Join(' ', arguments)} ended with {ended.Status}: {ended.Errors}");
    }

    public Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "parley"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Remove("DATABASE_URL");
        start.Environment["DATA_DIR"] = DataDir;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A connection to the private database, which has to run.</summary>
    public async Task<NpgsqlConnection> Connect()
    {
        var login = DatabaseUrl.Parse(await Do("db", "url"));
        login.Pooling = false;
        var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> Ask<T>(string query)
    {
        await using var connection = await Connect();
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Path.Combine(DataDir, "postgres"))) await Run("db", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    public sealed record Ended(int Status, string Output, string Errors);
}
