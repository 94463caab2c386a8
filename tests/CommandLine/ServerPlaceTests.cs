using System.Net;
using Parley.CommandLine;
using Parley.Identity.ApiKeys;
using Parley.Tests.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.CommandLine;

/// <summary>How the command line finds its server and is let in.</summary>
[Trait("Requirement", "OPS-05")]
public sealed class ServerPlaceTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Hello = "Hello from a terminal";

    private string KeyFile => CommandLineKey.PathIn(server.DataDir);

    [Fact]
    public async Task Beside_the_server_nothing_has_to_be_configured()
    {
        var sent = await server.Type("send", "--to", "+5511987650001", "--text", Hello);
        sent.Status.ShouldBe(ExitStatus.Done, sent.Errors);
    }

    [Fact]
    [Trait("Requirement", "IDN-05")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")] // file modes
    public async Task The_key_of_the_command_line_is_stored_as_a_digest_and_its_file_is_its_owners_alone()
    {
        var key = (await File.ReadAllTextAsync(KeyFile)).Trim();
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await server.Scalar("SELECT digest FROM api_keys WHERE name LIKE 'Command line on %'")).ShouldBe(ApiKeyText.Digest(key));
        ((string)(await server.Scalar("SELECT string_agg(k::text || encode(k.digest, 'escape'), ' ') FROM api_keys k"))!).ShouldNotContain(key);
        // It may do what keys may do, and no key makes keys or people.
        var me = await (await server.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, ("X-Api-Key", key))).Json();
        me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["*"]);
        (await server.Anonymous().Send(HttpMethod.Post, "/api/api-keys", new { name = "more", scopes = new[] { "*" } }, ("X-Api-Key", key))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_later_start_keeps_the_key_that_there_is()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        using var folder = new Folder();
        await using (await TestServer.Start(folder.Settings, database)) { }
        var first = await File.ReadAllTextAsync(CommandLineKey.PathIn(folder.Path));

        await using var again = await TestServer.Start(folder.Settings, database);
        (await File.ReadAllTextAsync(CommandLineKey.PathIn(folder.Path))).ShouldBe(first);
        (await again.Scalar("SELECT count(*) FROM api_keys")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_key_that_somebody_revoked_stays_revoked_until_its_file_is_removed()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        using var folder = new Folder();
        await using (var first = await TestServer.Start(folder.Settings, database)) await first.Execute("UPDATE api_keys SET revoked_at = now()");
        await using (await TestServer.Start(folder.Settings, database))
        {
            var refused = await folder.Type("send", "--to", "+5511987650001", "--text", Hello);
            refused.Status.ShouldBe(ExitStatus.Failed);
            refused.Errors.ShouldContain("secrets/cli-key");
        }

        File.Delete(CommandLineKey.PathIn(folder.Path));
        await using (await TestServer.Start(folder.Settings, database)) (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.Done);
    }

    [Fact]
    public async Task A_database_that_does_not_know_the_key_gets_a_new_one()
    {
        using var folder = new Folder();
        await using (await TestServer.Start(folder.Settings)) { }
        await using var other = await TestServer.Start(folder.Settings);
        (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.Done);
    }

    [Fact]
    [Trait("Requirement", "IDN-05")]
    public async Task A_data_folder_that_is_lost_at_each_start_leaves_no_row_of_keys_that_nobody_ever_used()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        using var folder = new Folder();
        for (var start = 0; start < 2; start++)
        {
            await using (await TestServer.Start(folder.Settings, database)) { }
            File.Delete(CommandLineKey.PathIn(folder.Path));
        }
        await using var last = await TestServer.Start(folder.Settings, database);
        (await last.Scalar("SELECT count(*) FROM api_keys")).ShouldBe(1L);

        // One that was used may be somebody's by now, and one of another folder may be in use.
        (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.Done);
        using var other = new Folder();
        await using (await TestServer.Start(other.Settings, database)) { }
        File.Delete(CommandLineKey.PathIn(folder.Path));
        await using (await TestServer.Start(folder.Settings, database)) { }
        (await last.Scalar("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL")).ShouldBe(3L);
    }

    [Fact]
    [Trait("Requirement", "OPS-02")]
    public async Task A_process_that_serves_nothing_makes_no_key_and_leaves_the_address_of_the_one_that_does()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        using var folder = new Folder();
        using var workers = new Folder();
        await using var web = await TestServer.Start(new Dictionary<string, string?>(folder.Settings) { ["ROLES"] = "web" }, database);
        foreach (var place in new[] { folder, workers })
            await using (await TestServer.Start(new Dictionary<string, string?>(place.Settings) { ["ROLES"] = "worker" }, database)) { }

        File.Exists(CommandLineKey.PathIn(workers.Path)).ShouldBeFalse();
        (await web.Scalar("SELECT count(*) FROM api_keys")).ShouldBe(1L);
        (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.Done);
    }

    [Fact]
    public async Task A_server_that_ends_leaves_the_address_of_the_one_that_came_after_it()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        using var folder = new Folder();
        var first = await TestServer.Start(folder.Settings, database);
        await using var second = await TestServer.Start(folder.Settings, database);
        await first.DisposeAsync();
        (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.Done);
    }

    [Fact]
    public async Task Without_a_server_the_answer_is_3_and_says_how_to_start_one()
    {
        using var folder = new Folder();
        await using (await TestServer.Start(folder.Settings)) File.Exists(AddressFile.PathIn(folder.Path)).ShouldBeTrue();
        File.Exists(AddressFile.PathIn(folder.Path)).ShouldBeFalse("it goes when the server goes");

        var (stopped, never) = (await folder.Type("send", "--to", "+5511987650001", "--text", Hello), await CommandLineOf.Type(new Dictionary<string, string?> { ["DATA_DIR"] = "/nowhere" }, ["send", "--to", "+5511987650001", "--text", Hello]));
        (stopped.Status, never.Status).ShouldBe((ExitStatus.NotReachable, ExitStatus.NotReachable));
        stopped.Errors.ShouldContain("./parley up");
        never.Errors.ShouldContain("./parley up");
    }

    [Fact]
    public async Task Whoever_took_the_port_of_a_crashed_server_is_not_shown_the_key()
    {
        using var folder = new Folder();
        using var thief = new HttpListener();
        thief.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        thief.Start();
        var heard = thief.GetContextAsync();
        await using (await TestServer.Start(folder.Settings)) { }
        using var gone = System.Diagnostics.Process.Start("true");
        await gone.WaitForExitAsync();
        await File.WriteAllTextAsync(AddressFile.PathIn(folder.Path), $"{thief.Prefixes.Single().TrimEnd('/')}\n{gone.Id}\n");

        (await folder.Type("send", "--to", "+5511987650001", "--text", Hello)).Status.ShouldBe(ExitStatus.NotReachable);
        heard.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task From_elsewhere_the_address_and_a_key_are_variables()
    {
        var key = (await (await server.Admin()).Post("/api/api-keys", new { name = "laptop", scopes = new[] { "messages:send" } }))["key"];
        var variables = new Dictionary<string, string?> { ["DATA_DIR"] = "/nowhere", ["PARLEY_URL"] = server.Address.ToString(), ["PARLEY_API_KEY"] = key };
        (await CommandLineOf.Type(variables, ["send", "--to", "+5511987650001", "--text", Hello])).Status.ShouldBe(ExitStatus.Done);

        variables["PARLEY_API_KEY"] = "prl_wrong";
        var refused = await CommandLineOf.Type(variables, ["send", "--to", "+5511987650001", "--text", Hello]);
        refused.Status.ShouldBe(ExitStatus.Failed);
        refused.Errors.ShouldContain("PARLEY_API_KEY");
    }

    [Fact]
    public async Task The_local_key_is_not_sent_to_another_machine()
    {
        var asked = await CommandLineOf.Type(new Dictionary<string, string?> { ["DATA_DIR"] = server.DataDir, ["PARLEY_URL"] = "http://parley.example:3000" }, ["send", "--to", "+5511987650001", "--text", Hello]);
        asked.Status.ShouldBe(ExitStatus.Usage);
        asked.Errors.ShouldContain("PARLEY_API_KEY");
    }

    [Fact]
    public async Task Another_program_at_the_address_is_told_from_parley()
    {
        using var other = new HttpListener();
        other.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        other.Start();
        var answering = other.GetContextAsync().ContinueWith(heard =>
        {
            heard.Result.Response.StatusCode = 404;
            heard.Result.Response.OutputStream.Write("<h1>Not here</h1>"u8);
            heard.Result.Response.Close();
        }, TaskScheduler.Default);
        var asked = await CommandLineOf.Type(new Dictionary<string, string?> { ["PARLEY_URL"] = other.Prefixes.Single(), ["PARLEY_API_KEY"] = "prl_x" }, ["send", "--to", "+5511987650001", "--text", Hello]);
        await answering.WaitAsync(TimeSpan.FromSeconds(20));
        asked.Status.ShouldBe(ExitStatus.Failed);
        asked.Errors.ShouldContain("Is that where it runs?");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A data folder that outlives a server.</summary>
    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("parley-cli-").FullName;

        public Dictionary<string, string?> Settings => new(StringComparer.Ordinal) { ["DATA_DIR"] = Path, ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(new byte[32]) };

        public Task<Typed> Type(params string[] args) => CommandLineOf.Type(new Dictionary<string, string?> { ["DATA_DIR"] = Path }, args);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
