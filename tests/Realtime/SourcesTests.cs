using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Realtime;

/// <summary>What the engine and the features do is told without their publishing anything.</summary>
[Trait("Requirement", "RTM-01")]
public sealed class SourcesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task A_senders_status_and_its_qr_are_told_while_it_pairs_and_once_when_it_is_through()
    {
        var tenant = await server.Database.NewTenant();
        var sender = await NewSender(tenant);
        await using var reader = await EventReader.Hub(await server.Member(tenant, Parley.Identity.Role.Admin));
        await reader.Next("INIT");

        await Ring(sender, SessionState.WaitQr);
        var waiting = await reader.Next("sender.status");
        waiting.GetProperty("senderId").GetGuid().ShouldBe(sender.Value);
        var qr = await reader.Next("sender.qr");
        qr.GetProperty("state").GetString().ShouldBe("wait_qr");
        qr.ToString().ShouldNotContain("the-login-secret");

        await Ring(sender, SessionState.Connected);
        (await reader.Next("sender.qr")).GetProperty("state").GetString().ShouldBe("connected");
        await Ring(sender, SessionState.Disconnected);
        (await reader.Next()).Name.ShouldBe("sender.status");
        // Nothing pairs any more, so the next event is of the next ring.
        await Ring(sender, SessionState.Connected);
        (await reader.Next()).Name.ShouldBe("sender.status");
    }

    [Fact]
    [Trait("Requirement", "CON-02")]
    public async Task The_progress_of_imports_is_told_and_that_of_other_jobs_is_not()
    {
        var tenant = await server.Database.NewTenant();
        await using var reader = await EventReader.Stream(await server.Member(tenant, Parley.Identity.Role.Admin));
        await reader.Next("INIT");
        var bell = server.Services.GetRequiredService<Notifications>();
        var job = Guid.NewGuid();
        foreach (var (kind, id) in new[] { ("export", Guid.NewGuid()), ("contacts_import", job) })
            await bell.Ring("job", JsonSerializer.Serialize(new { id, tenant_id = tenant.Value, kind, state = "running" }), default);
        var (name, progress) = await reader.Next();
        name.ShouldBe("import.progress");
        progress.GetProperty("jobId").GetGuid().ShouldBe(job);
        progress.GetProperty("state").GetString().ShouldBe("running");
    }

    [Fact]
    public async Task What_people_write_and_what_the_network_tells_of_messages_is_told()
    {
        var tenant = await server.Database.NewTenant();
        var sender = await NewSender(tenant);
        await server.Execute("INSERT INTO sender_owners (sender_id, tenant_id, epoch, fence, since) VALUES ($1, $2, $3, 1, now())", sender.Value, tenant.Value, server.Services.GetRequiredService<Node>().Epoch);
        var message = Id.New<MessageId>();
        await server.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, recipient, sender_id, method, state, attempt, created_at, sent_at)
            VALUES ($1, $2, 'out', 'api', '+5511987659999', $3, 'baileys', 'sent', 1, now(), now())
            """, message.Value, tenant.Value, sender.Value);
        await using var reader = await EventReader.Hub(await server.Member(tenant, Parley.Identity.Role.Admin));
        await reader.Next("INIT");

        var door = server.Services.GetRequiredService<IChannelDoor>();
        var providerId = server.Services.GetRequiredService<ProviderIds>().Of(message);
        var now = TimeProvider.System.GetUtcNow();
        await door.Put(new ReceiptReceived(sender, DriverName.Baileys, "r1", [providerId], ReceiptKind.Delivered, now), null, default);
        var status = await reader.Next("message.status");
        status.GetProperty("ids")[0].GetGuid().ShouldBe(message.Value);
        status.GetProperty("states").GetProperty("delivered").GetInt32().ShouldBe(1);

        await door.Put(new MessageReceived(sender, DriverName.Baileys, "m1", "IN-1", "+5511987650000", null, "Ana", MessageContent.OfText("words that stay here"), now), null, default);
        var received = await reader.Next("message.received");
        received.GetProperty("senderId").GetGuid().ShouldBe(sender.Value);
        received.ToString().ShouldNotContain("words");
        (await server.Scalar("SELECT direction FROM messages WHERE id = $1", received.GetProperty("messageId").GetGuid())).ShouldBe("in");
    }

    private async Task<SenderId> NewSender(TenantId tenant)
    {
        var id = Id.New<SenderId>();
        await server.Execute("""
            INSERT INTO senders (id, tenant_id, name, phone, driver, status, pacing, created_at, updated_at)
            VALUES ($1, $2, 'shop', '+5511987654321', 'baileys', 'waiting_for_login', '{}', now(), now())
            """, id.Value, tenant.Value);
        await server.Execute("INSERT INTO sessions (sender_id, driver, tenant_id, state, qr, updated_at) VALUES ($1, 'baileys', $2, 'booting', 'the-login-secret', now())", id.Value, tenant.Value);
        return id;
    }

    // As the senders' feature does it: the row and the bell in one transaction.
    private async Task Ring(SenderId sender, SessionState state)
    {
        await using var connection = await server.Db.OpenEngine(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE sessions SET state = $2 WHERE sender_id = $1") { Parameters = { new() { Value = sender.Value }, new() { Value = Words<SessionState>.Of(state) } } },
                new("SELECT pg_notify('parley_senders', $1::uuid::text)") { Parameters = { new() { Value = sender.Value } } },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
