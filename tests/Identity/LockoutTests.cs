using System.Net;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

[Trait("Requirement", "IDN-02")]
public sealed class LockoutTests : IClassFixture<LockoutTests.ShiftedServer>
{
    private readonly ShiftedServer _fixture;
    private readonly HttpClient _client;

    public LockoutTests(ShiftedServer fixture) => (_fixture, _client) = (fixture, fixture.Server.Anonymous());

    [Fact]
    public async Task Five_wrong_passwords_close_the_door_for_five_minutes_even_to_the_right_one()
    {
        var email = await NewPerson();
        for (var i = 0; i < 4; i++) await (await _client.Login(email, "wrong")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        var fifth = await _client.Login(email, "wrong");
        await fifth.ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
        fifth.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(290), TimeSpan.FromMinutes(5));
        await (await _client.Login(email, TestServer.Password)).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");

        _fixture.Time.Move(TimeSpan.FromMinutes(5.1));
        (await _client.Login(email, TestServer.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_right_password_starts_the_count_anew()
    {
        var email = await NewPerson();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) await _client.Login(email, "wrong");
            (await _client.Login(email, TestServer.Password)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task An_email_that_nobody_has_is_closed_in_the_same_way()
    {
        var email = $"nobody-{Guid.NewGuid():N}@example.com";
        for (var i = 0; i < 4; i++) await (await _client.Login(email, "wrong")).ShouldBeProblem(HttpStatusCode.Unauthorized, "wrong-credentials");
        await (await _client.Login(email, "wrong")).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
        await (await _client.Login(email, "wrong")).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
    }

    [Fact]
    public async Task Fifty_guesses_at_once_learn_no_more_than_five_after_each_other()
    {
        var email = await NewPerson();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _client.Login(email, "wrong")));
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(4);
        answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(46);
        await (await _client.Login(email, TestServer.Password)).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
    }

    [Fact]
    public async Task Tokens_and_cookies_share_one_count()
    {
        var email = await NewPerson();
        for (var i = 0; i < 2; i++) await _client.Login(email, "wrong");
        for (var i = 0; i < 2; i++) await _client.Send(HttpMethod.Post, "/api/auth/token", new { email, password = "wrong" });
        await (await _client.Send(HttpMethod.Post, "/api/auth/token", new { email, password = "wrong" })).ShouldBeProblem(HttpStatusCode.TooManyRequests, "locked-out");
    }

    private async Task<string> NewPerson()
    {
        var email = $"person-{Guid.NewGuid():N}@example.com";
        await _fixture.Server.NewUser(_fixture.Server.Tenant, Role.Vendor, email);
        return email;
    }

    public sealed class ShiftedServer : IAsyncLifetime
    {
        public ShiftedClock Time { get; } = new();

        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.Start(replace: services => Clock.Use(services, Time));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
