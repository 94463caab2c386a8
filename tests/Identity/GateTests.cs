using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Parley.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Identity;

public sealed class GateTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "IDN-04")]
    public void An_endpoint_that_the_table_forgot_stops_the_start_by_its_name()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/api/tenant", () => "known");
        app.MapDelete("/api/everything", () => "forgotten");
        app.Map("/anything", () => "forgotten");
        Should.Throw<InvalidOperationException>(() => AccessTable.CheckEveryEndpoint(app)).Message.ShouldBe("AccessTable has no line for: ANY /anything, DELETE /api/everything.");
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Without_a_caller_there_is_no_tenants_database()
    {
        await using var scope = server.Services.CreateAsyncScope();
        Should.Throw<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<ParleyDb>()).Message.ShouldContain("no caller");
    }

    [Fact]
    [Trait("Requirement", "IDN-02")]
    public async Task A_strangers_password_costs_as_much_work_as_a_known_persons()
    {
        var counting = new CountingHasher();
        await using var counted = await TestServer.Start(replace: services => services.AddSingleton<IPasswordHasher<User>>(counting));
        await counted.Anonymous().Login(TestServer.OwnerEmail, "wrong");
        var known = counting.Verified;
        await counted.Anonymous().Login("nobody@example.com", "wrong");
        known.ShouldBe(1);
        counting.Verified.ShouldBe(2);
    }

    [Fact]
    [Trait("Requirement", "IDN-07")]
    public async Task The_keys_that_sign_cookies_stand_sealed_in_the_database()
    {
        var xml = (string)(await server.Scalar("SELECT string_agg(xml, ' ') FROM data_protection_keys"))!;
        xml.ShouldContain("<sealed");
        xml.ShouldNotContain("masterKey");
    }

    [Fact]
    [Trait("Requirement", "IDN-02")]
    public async Task Old_records_are_swept_and_young_ones_stay()
    {
        var clock = new ShiftedClock();
        await using var shifted = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["AUDIT_DAYS"] = "30" }, replace: services => Clock.Use(services, clock));
        var client = shifted.Anonymous();
        await client.Send(HttpMethod.Post, "/api/auth/token", new { email = TestServer.OwnerEmail, password = TestServer.Password });
        await client.Login(TestServer.OwnerEmail, "wrong");
        clock.Move(TimeSpan.FromDays(32));
        await client.Send(HttpMethod.Post, "/api/auth/token", new { email = TestServer.OwnerEmail, password = TestServer.Password });
        await client.Login("nobody@example.com", "wrong");

        await ActivatorUtilities.CreateInstance<IdentitySweepWorker>(shifted.Services).Sweep(default);
        (await shifted.Scalar("SELECT count(*) FROM sign_ins")).ShouldBe(1L);
        (await shifted.Scalar("SELECT count(*) FROM refresh_tokens")).ShouldBe(1L);
        (await shifted.Scalar("SELECT count(*) FROM audit_log WHERE action = 'sign-in'")).ShouldBe(1L);
        (await shifted.Scalar("SELECT count(*) FROM sign_in_failures WHERE failed > 0")).ShouldBe(1L);
    }

    [Theory]
    [Trait("Requirement", "IDN-09")]
    [InlineData("POST", "/api/campaigns", "Create campaign")]
    [InlineData("POST", "/api/campaigns/{id}/start", "Start campaign")]
    [InlineData("POST", "/api/queue/dead-letters/{id}/retry", "Retry dead letter")]
    [InlineData("DELETE", "/api/users/{id}", "Delete user")]
    [InlineData("PATCH", "/api/tenant", "Change tenant")]
    [InlineData("PUT", "/api/simulator/world", "Change world")]
    [InlineData("DELETE", "/session/{id}", "Delete session")]
    public void What_a_call_does_is_told_from_its_route_where_nobody_wrote_it_down(string method, string pattern, string words) =>
        AuditWords.Of(method, new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, EndpointMetadataCollection.Empty, null)).ShouldBe(words);

    [Fact]
    [Trait("Requirement", "IDN-08")]
    public async Task The_store_has_room_for_authenticators_recovery_codes_and_passkeys()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByEmailAsync(TestServer.OwnerEmail))!;
        await users.ResetAuthenticatorKeyAsync(user);
        (await users.GetAuthenticatorKeyAsync(user)).ShouldNotBeNullOrEmpty();
        (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 5))!.Count().ShouldBe(5);
        await users.AddOrUpdatePasskeyAsync(user, new UserPasskeyInfo([1, 2, 3], [4], TimeProvider.System.GetUtcNow(), 0, ["internal"], true, true, false, [5], [6]) { Name = "A phone" });
        scope.ServiceProvider.GetRequiredService<AccountsDb>().ChangeTracker.Clear();
        (await users.GetPasskeysAsync(user)).Single().Name.ShouldBe("A phone");
        (await users.FindByPasskeyIdAsync([1, 2, 3]))!.Id.ShouldBe(user.Id);
        (await scope.ServiceProvider.GetRequiredService<AccountsDb>().UserTokens.CountAsync()).ShouldBe(2);
    }

    private sealed class CountingHasher : IPasswordHasher<User>
    {
        private readonly PasswordHasher<User> _real = new();

        public int Verified { get; private set; }

        public string HashPassword(User user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
