using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parley.Channels.Gateway;

/// <summary>What a gateway of this server's own is started with.</summary>
/// <param name="Engine">For example <c>baileys</c>.</param>
/// <param name="Node">Node's program; null when there is none.</param>
/// <param name="Program">The built <c>main.js</c>.</param>
/// <param name="Folder">Its own, for the spool and files.</param>
/// <param name="DatabaseUrl">As Node's driver takes it.</param>
/// <param name="Variables">Of the operator, handed on.</param>
/// <param name="Key">32 bytes that seal the logins, the same on every node.</param>
/// <param name="Number">Which of several it is; 0: the only one.</param>
internal sealed record GatewayProgram(string Engine, string? Node, string Program, string Folder, string DatabaseUrl, IReadOnlyDictionary<string, string> Variables,
    Func<CancellationToken, ValueTask<byte[]>> Key, int Number = 0)
{
    /// <summary>How it is called in sentences.</summary>
    public string Called => Number == 0 ? Engine : $"{Engine} {Number}";
}

/// <summary>A gateway in a process of this server's own: started when it is first needed, started again when it ends, and ended with the server. Should the server end without
/// a word, the gateway's standard input closes and it ends by itself.</summary>
internal sealed partial class GatewayProcess(GatewayProgram program, GatewayOptions options, TimeProvider time, ILogger<GatewayProcess> logger) : BackgroundService, IGatewayPlace
{
    /// <summary>How long somebody waits for a gateway that is being started.</summary>
    internal static readonly TimeSpan Moment = TimeSpan.FromSeconds(15);

    /// <summary>One that is started again only after this is not waited for: the places in which drivers are called are few.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _needed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private TaskCompletionSource<GatewayAddress> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GatewayAddress? _now;
    private string? _lastWords;
    private bool _listened;
    private bool _rests = Lacking(program) is not null;

    public Task Needed => _needed.Task;

    /// <summary>Somebody needed it, so it is started, or will be again.</summary>
    public bool IsNeeded => _needed.Task.IsCompleted;

    /// <summary>It is to be started, and nobody waits for it.</summary>
    public void Need() => _needed.TrySetResult();

    public bool IsOurs => true;

    public string? Problem { get; private set; } = Lacking(program);

    /// <summary>Its last start came to nothing, or the next one is not soon.</summary>
    public bool Fails { get; private set; } = Lacking(program) is not null;

    /// <summary>Of the process that runs now; 0 when none does.</summary>
    public int ProcessId { get; private set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    public GatewayAddress? Now
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    public async ValueTask<GatewayAddress> Find(CancellationToken cancellationToken)
    {
        _needed.TrySetResult();
        Task<GatewayAddress> ready;
        lock (_gate)
        {
            if (_now is { } now) return now;
            if (_rests) throw new GatewayAwayException(Problem ?? "The gateway does not run.");
            ready = _ready.Task;
        }
        try
        {
            return await ready.WaitAsync(Moment, time, cancellationToken);
        }
        catch (TimeoutException late)
        {
            throw new GatewayAwayException(Problem ?? "The gateway is being started.", late);
        }
    }

    /// <summary>What is missing for it to be started at all, in a sentence; null when nothing is.</summary>
    public static string? Lacking(GatewayProgram program)
    {
        if (program.Node is null) return $"Node is missing, which runs the {program.Engine} gateway: install Node 20 or later (https://nodejs.org), or name it in GATEWAY_NODE.";
        return File.Exists(program.Program) ? null : $"The gateway is not built, so {program.Engine} senders cannot be connected: ./parley up builds it where Node and npm are installed.";
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Needed.WaitAsync(stoppingToken);
            for (var failures = 0; ;)
            {
                var began = time.GetTimestamp();
                _listened = false;
                var why = Lacking(program) ?? await Run(stoppingToken);
                failures = time.GetElapsedTime(began) >= options.StableAfter ? 1 : failures + 1;
                var wait = WaitBefore(failures, options);
                // The first of a row is told, and then each that waits longer than the one before.
                if (failures == 1 || wait < options.RestartMost || Problem != why) Ended(logger, program.Called, why, wait.TotalSeconds);
                Problem = why;
                Fails = !_listened || wait > Soon;
                Rest(wait > Soon || Lacking(program) is not null);
                await Task.Delay(wait, time, stoppingToken);
                Rest(Lacking(program) is not null);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Run ended it before it let this through.
        }
    }

    /// <summary>Whoever waits for it need not, for a while.</summary>
    private void Rest(bool rests)
    {
        lock (_gate)
        {
            _rests = rests;
            if (!rests) return;
            _ready.TrySetException(new GatewayAwayException(Problem ?? "The gateway does not run."));
            _ = _ready.Task.Exception; // seen, where nobody waits
            _ready = new TaskCompletionSource<GatewayAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Doubles from the first wait to the longest; <paramref name="failures"/> counts from 1.</summary>
    internal static TimeSpan WaitBefore(int failures, GatewayOptions options)
    {
        var doubled = options.RestartFirst.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return doubled < options.RestartMost.TotalSeconds ? TimeSpan.FromSeconds(doubled) : options.RestartMost;
    }

    /// <summary>One life of the process.</summary>
    /// <returns>Why it ended, in a sentence.</returns>
    private async Task<string> Run(CancellationToken stoppingToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Process process;
        try
        {
            process = Process.Start(await Command(secret, stoppingToken)) ?? throw new Win32Exception("no process");
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // Its program, its folder, or the database that keeps its key: whatever it is, it is tried again.
            return $"The {program.Called} gateway could not be started: {failure.Message}";
        }
        using (process)
        {
            (Starts, ProcessId, _lastWords) = (Starts + 1, process.Id, null);
            var reading = ReadErrors(process);
            try
            {
                await Ready(process, secret, stoppingToken);
                await process.WaitForExitAsync(stoppingToken);
            }
            catch (TimeoutException)
            {
                _lastWords = "it did not say in time where it listens";
            }
            catch (IOException broken)
            {
                _lastWords = broken.Message;
            }
            finally
            {
                Gone();
                await End(process);
                await reading.WaitAsync(options.StopTimeout, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ProcessId = 0;
            }
            return _lastWords is { } words ? $"The {program.Called} gateway ended with status {process.ExitCode}: {words}" : $"The {program.Called} gateway ended with status {process.ExitCode}.";
        }
    }

    private async Task<ProcessStartInfo> Command(string secret, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(program.Folder);
        var start = new ProcessStartInfo(program.Node!, [program.Program]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = program.Folder };
        // What it needs and no more: the server's own environment holds secrets that are none of its business.
        start.Environment.Clear();
        foreach (var (name, value) in program.Variables) start.Environment[name] = value;
        start.Environment["ENGINE"] = program.Engine;
        start.Environment["GATEWAY_LISTEN"] = "127.0.0.1:0";
        start.Environment["GATEWAY_SECRET"] = secret;
        start.Environment["GATEWAY_DIR"] = program.Folder;
        start.Environment["GATEWAY_DATABASE_URL"] = program.DatabaseUrl;
        start.Environment["GATEWAY_KEY"] = Convert.ToBase64String(await program.Key(cancellationToken));
        start.Environment["GATEWAY_PARENT"] = "stdin";
        start.Environment.TryAdd("NODE_ENV", "production");
        return start;
    }

    /// <summary>Its first line says where it listens.</summary>
    private async Task Ready(Process process, string secret, CancellationToken stoppingToken)
    {
        var line = await process.StandardOutput.ReadLineAsync(stoppingToken).AsTask().WaitAsync(options.ReadyTimeout, time, stoppingToken);
        if (line is null) return; // it ended, and its last words stand on the other output
        try
        {
            var said = JsonSerializer.Deserialize<ReadyLine>(line, GatewayWire.Options);
            if (said?.Listen is not { } listen) throw new JsonException("no address");
            var address = new GatewayAddress(new Uri($"http://{listen}/"), secret);
            (Problem, Fails, _listened) = (null, false, true);
            Started(logger, program.Called, process.Id);
            lock (_gate)
            {
                _now = address;
                _ready.TrySetResult(address);
            }
        }
        catch (Exception strange) when (strange is JsonException or UriFormatException)
        {
            _lastWords = "its first line does not say where it listens";
            process.Kill(entireProcessTree: true);
        }
        // Nothing more is to come; a full pipe would hold it up all the same.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None).ContinueWith(static copied => copied.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private sealed record ReadyLine(string? Listen);

    private void Gone()
    {
        lock (_gate)
        {
            _now = null;
            if (_ready.Task.IsCompleted) _ready = new TaskCompletionSource<GatewayAddress>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>In order when it still runs: its input closes, and it has a while.</summary>
    private async Task End(Process process)
    {
        if (process.HasExited) return;
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(options.StopTimeout, time, CancellationToken.None);
        }
        catch (Exception slow) when (slow is TimeoutException or IOException)
        {
            KilledIt(logger, program.Called);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The gateway's log is lines of JSON; what else comes is Node's own.</summary>
    private async Task ReadErrors(Process process)
    {
        try
        {
            while (await process.StandardError.ReadLineAsync(CancellationToken.None) is { } line) Pass(line);
        }
        catch (IOException)
        {
            // The pipe ends with the process, one way or another.
        }
    }

    private void Pass(string line)
    {
        if (line.Length == 0) return;
        try
        {
            using var entry = JsonDocument.Parse(line);
            var level = entry.RootElement.GetProperty("level").GetString() switch { "error" => LogLevel.Error, "warn" => LogLevel.Warning, _ => LogLevel.Debug };
            var message = entry.RootElement.GetProperty("message").GetString() ?? "";
            var rest = string.Join(", ", entry.RootElement.EnumerateObject().Where(field => field.Name is not ("at" or "level" or "message")).Select(field => $"{field.Name}: {field.Value}"));
            var words = Clean(rest.Length == 0 ? message : $"{message} ({rest})");
            if (level == LogLevel.Error) _lastWords = words;
            Said(logger, level, program.Called, words);
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            var words = Clean(line);
            if (words.Contains("Error", StringComparison.Ordinal)) _lastWords = words;
            Said(logger, LogLevel.Debug, program.Called, words);
        }
    }

    // Nothing that could be somebody's number, whatever a library put into its words; ids and times keep their digits.
    private static string Clean(string text) => Numbers().Replace(text, "…") is var clean && clean.Length > 400 ? clean[..400] : clean;

    [GeneratedRegex(@"\+\d[\d\s().-]{5,}\d|(?<![\w-])\d{7,}(?![\w-])", RegexOptions.None, 1000)]
    private static partial Regex Numbers();

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Engine} gateway runs as process {Process}")]
    private static partial void Started(ILogger logger, string engine, int process);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Why} The next start of {Engine} is in {Seconds} s")]
    private static partial void Ended(ILogger logger, string engine, string why, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Engine} gateway did not end in time and was killed")]
    private static partial void KilledIt(ILogger logger, string engine);

    [LoggerMessage(Message = "{Engine} gateway: {Words}")]
    private static partial void Said(ILogger logger, LogLevel level, string engine, string words);
}
