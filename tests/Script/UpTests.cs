using System.Net;
using System.Net.Sockets;
using Shouldly;

namespace Parley.Tests.Script;

[Trait("Requirement", "OPS-01")]
public sealed class UpTests
{
    [Fact]
    public async Task Up_serves_with_a_database_of_its_own_refuses_a_second_one_and_ends_both_when_asked()
    {
        await using var script = new ParleyScript();
        using var up = new Up(script);
        (await up.Answers("/health/live")).ShouldBeTrue(await up.WordsIfEnded());
        // PostgreSQL removes this file at its own graceful end.
        var pidFile = Path.Combine(script.DataDir, "postgres/data/postmaster.pid");
        File.Exists(pidFile).ShouldBeTrue();

        foreach (var roles in new[] { "web,worker", "web", "worker" })
        {
            var second = await script.Run(up.Environment, "up", "--roles", roles);
            second.Status.ShouldBe(1);
            second.Errors.ShouldContain("already runs");
        }
        (await script.Run("db", "stop")).Errors.ShouldContain("in use");

        await up.Stop();
        File.Exists(pidFile).ShouldBeFalse("the private PostgreSQL ends with the server");
    }

    [Fact]
    [Trait("Requirement", "OPS-02")]
    public async Task The_two_roles_run_beside_each_other_on_one_private_database_which_ends_with_the_last_of_them()
    {
        await using var script = new ParleyScript();
        using var web = new Up(script, "--roles", "web");
        (await web.Answers("/health/ready")).ShouldBeTrue(await web.WordsIfEnded());
        using var worker = new Up(script, "--roles", "worker");
        (await worker.Answers("/health/ready")).ShouldBeTrue(await worker.WordsIfEnded());
        (await script.Run(worker.Environment, "up", "--roles", "worker")).Errors.ShouldContain("worker role already runs");

        await web.Stop();
        (await script.Ask<int>("SELECT 1")).ShouldBe(1);
        (await worker.Answers("/health/ready")).ShouldBeTrue("its database is still there");
        (await script.Ask<string>("SET ROLE parley_engine; SELECT string_agg(roles, ' ' ORDER BY epoch) FROM nodes")).ShouldBe("web worker");

        await worker.Stop();
        File.Exists(Path.Combine(script.DataDir, "postgres/data/postmaster.pid")).ShouldBeFalse();
    }

    [Theory]
    [Trait("Requirement", "OPS-02")]
    [InlineData("up knows no '--role'", "--role", "web")]
    [InlineData("up knows no 'web'", "web")]
    [InlineData("--roles lacks its value", "--roles")]
    [InlineData("--port lacks its value", "--port=")]
    [InlineData("no role 'wrker'", "--roles", "web,wrker")]
    public async Task An_argument_that_is_mistyped_is_told_before_anything_is_made(string sentence, params string[] arguments)
    {
        await using var script = new ParleyScript();
        var refused = await script.Run(["up", .. arguments]);
        refused.Status.ShouldBe(1);
        refused.Errors.ShouldContain(sentence);
        Directory.Exists(script.DataDir).ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_told_in_a_sentence_before_anything_is_made()
    {
        await using var script = new ParleyScript();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var up = await script.Run(new Dictionary<string, string> { ["PORT"] = taken.ToString(), ["LISTEN"] = "127.0.0.1" }, "up");

        up.Status.ShouldBe(1);
        up.Errors.ShouldContain($"Port {taken} is taken by another program");
        up.Errors.ShouldNotContain("   at ");
        up.Output.ShouldNotContain("owner");
    }
}
