using Microsoft.Extensions.Configuration;
using Parley.Platform;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class ParleySettingsTests
{
    [Theory]
    [Trait("Requirement", "OPS-01")]
    [InlineData("127.0.0.1", "http://127.0.0.1:3000")]
    [InlineData("0.0.0.0", "http://0.0.0.0:3000")]
    [InlineData("localhost", "http://localhost:3000")]
    [InlineData("::1", "http://[::1]:3000")]
    [InlineData("::", "http://[::]:3000")]
    public void An_address_of_this_machine_is_listened_on(string listen, string url) => Read(("LISTEN", listen)).ListenUrl.ShouldBe(url);

    // Kestrel takes each of these for every address of the machine.
    [Theory]
    [Trait("Requirement", "OPS-01")]
    [InlineData("127.0.0.l")]
    [InlineData("loopback")]
    [InlineData("*")]
    [InlineData("0")]
    [InlineData("127.0.0.1:3000")]
    [InlineData("[::1]:3000")]
    [InlineData("http://127.0.0.1")]
    public void A_mistyped_address_stops_the_start_instead_of_opening_the_server_to_the_network(string listen) =>
        Should.Throw<FormatException>(() => Read(("LISTEN", listen))).Message.ShouldStartWith("LISTEN must be");

    [Fact]
    [Trait("Requirement", "OPS-02")]
    public void Both_roles_of_one_machine_have_ports_of_their_own_and_people_are_sent_to_the_web_role()
    {
        Typed("--roles", "web").Port.ShouldBe(3000);
        Typed().Port.ShouldBe(3000);
        var worker = Typed("--roles", "worker");
        worker.Port.ShouldBe(3001);
        worker.PublicUrl.ShouldBe(new Uri("http://localhost:3000"));
        Typed("--roles=worker", "--port=4000").ShouldSatisfyAllConditions(typed => typed.Port.ShouldBe(4000), typed => typed.Web.ShouldBeFalse());
    }

    [Theory]
    [Trait("Requirement", "OPS-02")]
    [InlineData("--role", "--role", "worker")]
    [InlineData("--role", "--role=worker")]
    [InlineData("worker", "worker")]
    [InlineData("--roles", "--roles")]
    [InlineData("--roles", "--roles=")]
    [InlineData("--roles", "--roles", "--port", "3000")]
    [InlineData("--roles", "--roles", "web,wrker")]
    [InlineData("PORT", "--port", "many")]
    public void An_argument_that_is_mistyped_stops_the_start_by_its_name(string named, params string[] args) =>
        Should.Throw<FormatException>(() => Typed(args)).Message.ShouldContain(named);

    private static ParleySettings Read(params (string Name, string Value)[] variables) => Settings(variables, []);

    private static ParleySettings Typed(params string[] args) => Settings([], args);

    private static ParleySettings Settings((string Name, string Value)[] variables, string[] args) => ParleySettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Select(variable => new KeyValuePair<string, string?>(variable.Name, variable.Value)).Append(new("DATABASE_URL", "postgresql://nobody@localhost/nothing"))).Build(), args);
}
