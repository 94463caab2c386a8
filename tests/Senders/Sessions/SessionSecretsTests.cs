using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Sessions;

[Trait("Requirement", "SND-07")]
public sealed class SessionSecretsTests(SendersServer server) : IClassFixture<SendersServer>
{
    [Fact]
    public async Task A_login_is_stored_sealed_and_opens_only_at_its_own_place()
    {
        var secrets = server.Server.Services.GetRequiredService<SessionSecrets>();
        var (one, two) = (await server.CreateConnected(), await server.CreateConnected());
        var login = Encoding.UTF8.GetBytes("noise key and identity");
        (await secrets.Write(await Session(one), DriverName.Baileys, login, default)).ShouldBeTrue();
        (await secrets.Read(one, DriverName.Baileys, default)).ShouldBe(login);
        (await secrets.Read(two, DriverName.Baileys, default)).ShouldBeNull();

        var stored = (byte[])(await server.Server.Scalar("SELECT secret FROM sessions WHERE sender_id = $1", one.Value))!;
        Encoding.UTF8.GetString(stored).ShouldNotContain("identity");
        await server.Server.Execute("UPDATE sessions SET secret = $2 WHERE sender_id = $1", two.Value, stored);
        await Should.ThrowAsync<CryptographicException>(() => secrets.Read(two, DriverName.Baileys, default));
    }

    [Fact]
    public async Task A_former_holder_writes_nothing_and_a_logout_forgets_the_login()
    {
        var secrets = server.Server.Services.GetRequiredService<SessionSecrets>();
        var id = await server.CreateConnected();
        var session = await Session(id);
        await secrets.Write(session, DriverName.Baileys, [1, 2, 3], default);
        (await secrets.Write(session with { Fence = session.Fence - 1 }, DriverName.Baileys, [9], default)).ShouldBeFalse();
        (await secrets.Read(id, DriverName.Baileys, default)).ShouldBe([1, 2, 3]);

        await server.Driver.Break(id, Reasons.SenderLoggedOut, SessionState.LoggedOut);
        (await secrets.Read(id, DriverName.Baileys, default)).ShouldBeNull();
    }

    private async Task<Session> Session(SenderId id) =>
        new(id, server.Server.Tenant, "+5511987654321", (long)(await server.Server.Scalar("SELECT fence FROM sender_owners WHERE sender_id = $1", id.Value))!);
}
