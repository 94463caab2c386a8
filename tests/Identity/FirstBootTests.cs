using System.Net;
using System.Text.RegularExpressions;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-07")]
public sealed partial class FirstBootTests
{
    [Fact]
    public async Task Without_a_chosen_owner_a_random_password_is_printed_once_and_stored_nowhere_in_clear()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        string password;
        await using (var server = await TestServer.Start(NoOwner, database))
        {
            var printed = server.Console.ToString();
            printed.ShouldContain("owner@localhost");
            printed.ShouldContain("http://parley.test");
            password = Password().Match(printed).Groups["password"].Value;
            password.Length.ShouldBe(20);

            var client = server.Anonymous();
            var cookie = ("Cookie", await client.CookieOf("owner@localhost", password));
            var me = await (await client.Send(HttpMethod.Get, "/api/auth/me", null, cookie)).Json();
            me.GetProperty("role").GetString().ShouldBe("owner");
            me.GetProperty("tenant").GetProperty("slug").GetString().ShouldBe("default");
            me.GetProperty("user").GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
            // Nobody else knows it, so nothing is closed until it is changed.
            (await client.Send(HttpMethod.Get, "/api/users", null, cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);

            foreach (var table in await Tables(server))
                ((await server.Scalar($"SELECT string_agg(t::text, ' ') FROM {table} t")) as string ?? "").ShouldNotContain(password, customMessage: table);
        }

        await using var again = await TestServer.Start(new Dictionary<string, string?>(NoOwner) { ["PARLEY_MASTER_KEY"] = NoOwner["PARLEY_MASTER_KEY"] }, database);
        again.Console.ToString().ShouldBeEmpty();
        (await again.Anonymous().Login("owner@localhost", password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Every_install_gets_another_password()
    {
        await using var one = await TestServer.Start(NoOwner);
        await using var other = await TestServer.Start(NoOwner);
        Password().Match(one.Console.ToString()).Groups["password"].Value.ShouldNotBe(Password().Match(other.Console.ToString()).Groups[1].Value);
    }

    [Fact]
    public async Task A_chosen_owner_signs_in_with_the_chosen_password_which_is_not_printed()
    {
        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["OWNER_EMAIL"] = "boss@example.com", ["OWNER_PASSWORD"] = "chosen by the boss" });
        server.Console.ToString().ShouldContain("boss@example.com");
        server.Console.ToString().ShouldNotContain("chosen by the boss");
        (await server.Anonymous().Login("boss@example.com", "chosen by the boss")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Whoever_runs_the_install_and_forgot_the_password_gets_another_from_the_command_line()
    {
        await using var server = await TestServer.Start(NoOwner);
        var client = server.Anonymous();
        var owner = await server.NewUser(server.Tenant, Parley.Identity.Role.Owner, "forgetful@example.com");
        var session = await server.SignedIn(owner);
        for (var i = 0; i < 5; i++) await client.Login("forgetful@example.com", "wrong");

        var console = new StringWriter();
        var settings = new Dictionary<string, string?>(NoOwner) { ["DATABASE_URL"] = server.Database.Url, ["PORT"] = "0" };
        (await Parley.Identity.OwnerPassword.Run(["forgetful@example.com"], console, settings)).ShouldBe(0);
        var password = Given().Match(console.ToString()).Groups["password"].Value;
        (await client.Login("forgetful@example.com", password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Wait.Until(async () => (await session.GetAsync("/api/auth/me")).StatusCode == HttpStatusCode.Unauthorized);
        (await server.Scalar("SELECT count(*) FROM audit_log WHERE action = 'password.given'")).ShouldBe(1L);

        await Should.ThrowAsync<FormatException>(() => Parley.Identity.OwnerPassword.Run(["nobody@example.com"], console, settings));
        await Should.ThrowAsync<FormatException>(() => Parley.Identity.OwnerPassword.Run([], console, settings));
    }

    [Theory]
    [InlineData("OWNER_PASSWORD", "short")]
    [InlineData("OWNER_EMAIL", "not an address")]
    public async Task An_owner_who_cannot_be_made_stops_the_start_with_a_sentence(string variable, string value)
    {
        var stopped = await Should.ThrowAsync<FormatException>(() => TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { [variable] = value }));
        stopped.Message.ShouldContain(variable);
        stopped.Message.ShouldNotContain("short.");
    }

    [Fact]
    [Trait("Requirement", "OPS-02")]
    public async Task Nodes_that_start_together_on_an_empty_database_make_one_owner_and_understand_each_others_cookies()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestServer.Start(NoOwner, database)));
        try
        {
            nodes.Count(node => node.Console.ToString().Length > 0).ShouldBe(1);
            (await nodes[0].Scalar("SELECT count(*) FROM users")).ShouldBe(1L);
            (await nodes[0].Scalar("SELECT count(*) FROM tenants")).ShouldBe(1L);
            (await nodes[0].Scalar("SELECT count(*) FROM data_protection_keys")).ShouldBe(1L);

            var password = Password().Match(nodes.Single(node => node.Console.ToString().Length > 0).Console.ToString()).Groups["password"].Value;
            foreach (var issuer in nodes)
            {
                var cookie = ("Cookie", await issuer.Anonymous().CookieOf("owner@localhost", password));
                foreach (var reader in nodes) (await reader.Anonymous().Send(HttpMethod.Get, "/api/auth/me", null, cookie)).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    private static readonly Dictionary<string, string?> NoOwner = new(StringComparer.Ordinal)
    {
        ["OWNER_EMAIL"] = null, ["OWNER_PASSWORD"] = null, ["PUBLIC_URL"] = "http://parley.test",
        ["PARLEY_MASTER_KEY"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()),
    };

    private static async Task<string[]> Tables(TestServer server) =>
        (string[])(await server.Scalar("SELECT array_agg(c.relname::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' WHERE c.relkind = 'r' AND has_table_privilege('parley_engine', c.oid, 'SELECT')"))!;

    [GeneratedRegex("is now (?<password>[A-Za-z0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Given();

    [GeneratedRegex("Password  (?<password>[A-Za-z0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Password();
}
