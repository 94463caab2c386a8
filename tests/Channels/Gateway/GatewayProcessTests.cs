using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Channels.Baileys;
using Parley.Channels.Gateway;
using Parley.Channels.WebJs;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>The process that the server keeps for its gateway. The program is a shell script here, which does what a gateway does for its parent.</summary>
public sealed class GatewayProcessTests : IAsyncDisposable
{
    // Says where it listens, writes its environment down, and lives until its input closes.
    private const string Good = """
        env >"$GATEWAY_DIR/environment"
        echo '{"ready":true,"engine":"baileys","instance":"x","listen":"127.0.0.1:41234"}'
        echo '{"at":"2026-11-27T10:15:31.000Z","level":"warn","message":"A word","why":"about +55 11 98765-4321"}' >&2
        cat >/dev/null
        echo ended >>"$GATEWAY_DIR/ended"
        """;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "parley-gateway-" + Guid.NewGuid().ToString("N"));
    private readonly LogCapture _log = new();
    private readonly List<GatewayProcess> _started = [];

    [Fact]
    public async Task It_starts_when_it_is_first_needed_and_not_before()
    {
        var process = await Start(Good);
        process.Now.ShouldBeNull();
        process.Starts.ShouldBe(0);
        (await process.Find(default)).Base.ShouldBe(new Uri("http://127.0.0.1:41234/"));
        process.Starts.ShouldBe(1);
        process.Problem.ShouldBeNull();
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task Killed_it_starts_again_with_another_secret()
    {
        var process = await Start(Good);
        var before = await process.Find(default);
        Process.GetProcessById(process.ProcessId).Kill();
        await Wait.Until(() => process.Starts == 2 && process.Now is not null);
        (await process.Find(default)).Secret.ShouldNotBe(before.Secret);
        await Wait.Until(() => _log.Lines.Any(line => line.Contains("ended with status 137", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_that_ends_at_once_is_started_ever_more_seldom()
    {
        var process = await Start("""echo '{"level":"error","message":"The gateway cannot start","why":"BadSetting: no"}' >&2; exit 64""", new GatewayOptions { RestartFirst = TimeSpan.FromMilliseconds(20), RestartMost = TimeSpan.FromSeconds(30) });
        await Should.ThrowAsync<GatewayAwayException>(async () => await process.Find(default));
        // 20, 40, 80 … ms: in the five seconds of the call above it is tried about nine times, and not two hundred.
        process.Starts.ShouldBeInRange(3, 12);
        process.Problem.ShouldNotBeNull().ShouldContain("BadSetting: no");
    }

    [Fact]
    public void The_waits_between_two_starts_double_up_to_the_longest()
    {
        var options = new GatewayOptions { RestartFirst = TimeSpan.FromSeconds(1), RestartMost = TimeSpan.FromSeconds(10) };
        Enumerable.Range(1, 6).Select(failures => GatewayProcess.WaitBefore(failures, options).TotalSeconds).ShouldBe([1, 2, 4, 8, 10, 10]);
    }

    [Fact]
    public async Task It_ends_in_order_with_the_server()
    {
        var process = await Start(Good);
        await process.Find(default);
        var id = process.ProcessId;
        await process.StopAsync(default);
        File.Exists(Path.Combine(_folder, "ended")).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Process.GetProcessById(id));
        process.Now.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_does_not_end_is_killed()
    {
        var process = await Start("""
            echo '{"listen":"127.0.0.1:41234"}'
            trap '' TERM
            while true; do sleep 1; done
            """, new GatewayOptions { StopTimeout = TimeSpan.FromMilliseconds(200) });
        await process.Find(default);
        var id = process.ProcessId;
        await process.StopAsync(default);
        Should.Throw<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Without_Node_it_says_so_in_a_sentence_and_nothing_is_started()
    {
        var process = await Start(Good, node: null);
        process.Problem.ShouldNotBeNull().ShouldStartWith("Node is missing");
        (await Should.ThrowAsync<GatewayAwayException>(async () => await process.Find(default))).Message.ShouldStartWith("Node is missing");
        await Wait.Until(() => _log.Lines.Any(line => line.Contains("Node is missing", StringComparison.Ordinal)));
        process.Starts.ShouldBe(0);
    }

    [Fact]
    public async Task An_unbuilt_gateway_is_said_in_a_sentence()
    {
        var process = await Start(null);
        process.Problem.ShouldNotBeNull().ShouldContain("not built");
        process.Starts.ShouldBe(0);
    }

    [Fact]
    public async Task It_gets_what_it_needs_and_none_of_the_servers_secrets_and_the_log_gets_neither_secrets_nor_numbers()
    {
        Environment.SetEnvironmentVariable("PARLEY_TEST_SECRET_OF_THE_SERVER", "the server's own");
        var process = await Start(Good);
        var address = await process.Find(default);
        await Wait.Until(() => _log.Lines.Any(line => line.Contains("A word", StringComparison.Ordinal)));
        var environment = await File.ReadAllTextAsync(Path.Combine(_folder, "environment"));
        environment.ShouldContain("ENGINE=baileys");
        environment.ShouldContain("GATEWAY_PARENT=stdin");
        environment.ShouldContain("GATEWAY_KEY=" + Convert.ToBase64String(new byte[32]));
        environment.ShouldContain("BAILEYS_WS_URL=ws://127.0.0.1:1/");
        environment.ShouldNotContain("the server's own");
        _log.Lines.ShouldNotContain(line => line.Contains(address.Secret, StringComparison.Ordinal) || line.Contains("AAAAAAAA", StringComparison.Ordinal) || line.Contains("4321", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=/run/pg;Port=5433;Username=parley;Password=p w/d;Database=parley", "postgresql://parley:p%20w%2Fd@localhost:5433/parley?host=%2Frun%2Fpg")]
    [InlineData("Host=db.example.com;Username=parley;Database=parley;SSL Mode=Require", "postgresql://parley@db.example.com:5432/parley?sslmode=no-verify")]
    [InlineData("Host=::1;Username=parley;Database=parley;SSL Mode=VerifyFull;Root Certificate=/etc/ca.pem", "postgresql://parley@[::1]:5432/parley?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem")]
    public void The_database_is_named_as_Nodes_driver_takes_it(string login, string url) => GatewayFeature.NodeUrl(new NpgsqlConnectionStringBuilder(login)).ShouldBe(url);

    [Theory]
    [InlineData("ftp://gateway/", "a secret of sixteen or more", "BAILEYS_API_URL must be")]
    [InlineData("http://gateway:3001", "short", "BAILEYS_API_SECRET must be")]
    [InlineData("http://gateway:3001", null, "BAILEYS_API_SECRET must be")]
    public void A_gateway_elsewhere_needs_an_address_and_its_secret(string url, string? secret, string sentence) =>
        Should.Throw<FormatException>(() => GatewayFeature.Elsewhere("BAILEYS_API_URL", url, "BAILEYS_API_SECRET", secret, 3002)).Message.ShouldStartWith(sentence);

    [Theory]
    [InlineData("http://gateway", "http://gateway:3002/")]
    [InlineData("http://gateway/", "http://gateway:3002/")]
    [InlineData("http://gateway/parley/", "http://gateway:3002/parley/")]
    [InlineData("http://[fd00::7]", "http://[fd00::7]:3002/")]
    [InlineData("HTTP://10.0.0.7", "http://10.0.0.7:3002/")]
    [InlineData("http://gateway:80", "http://gateway/")]
    [InlineData("http://[fd00::7]:80/", "http://[fd00::7]/")]
    [InlineData("http://gateway:4000/parley", "http://gateway:4000/parley/")]
    [InlineData("https://gateway", "https://gateway/")]
    [InlineData("https://gateway:8443", "https://gateway:8443/")]
    public void A_gateway_elsewhere_is_at_its_usual_port_where_none_is_written(string url, string address) =>
        GatewayFeature.Elsewhere("BAILEYS_API_URL", url, "BAILEYS_API_SECRET", "a secret of sixteen or more", 3002).ShouldNotBeNull().Base.ShouldBe(new Uri(address));

    [Fact]
    public void Gateways_that_are_started_by_hand_listen_where_the_server_looks_for_them() =>
        Repository.Read("gateway/src/config.ts").ShouldContain($"{{ webjs: {WebJsFeature.UsualPort}, baileys: {BaileysFeature.UsualPort} }}");

    private async Task<GatewayProcess> Start(string? script, GatewayOptions? options = null, string? node = "/bin/sh")
    {
        Directory.CreateDirectory(_folder);
        var program = Path.Combine(_folder, "main.sh");
        if (script is not null) await File.WriteAllTextAsync(program, script);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["BAILEYS_WS_URL"] = "ws://127.0.0.1:1/" };
        var process = new GatewayProcess(new GatewayProgram("baileys", node, program, _folder, "postgresql://nobody@localhost:1/none", variables, _ => new(new byte[32])),
            options ?? new GatewayOptions { RestartFirst = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, new LoggerFactory([_log]).CreateLogger<GatewayProcess>());
        _started.Add(process);
        await process.StartAsync(default);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            await process.StopAsync(default);
            process.Dispose();
        }
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
