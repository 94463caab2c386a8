using Npgsql;
using Parley.Channels.Cloud;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Secrets;
using Parley.Senders;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Cloud;

/// <summary>What all tests of the class share: the database with its accounts and senders, and the key that seals their secrets.</summary>
public sealed class CloudStage : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-cloud-").FullName;

    internal TestDatabase Database { get; } = new();

    internal SecretBox Box { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        var key = new MasterKey(new ParleySettings { DatabaseUrl = Database.Url, DataDir = _folder, PublicUrl = new Uri("http://localhost") });
        await key.Load(Database.Db, default);
        Box = new SecretBox(key);
    }

    internal async Task AddAccount(CloudAccountId id, TenantId tenant, string businessId, string token, string secret, string verifyToken = "")
    {
        if (verifyToken.Length == 0) verifyToken = "verify-" + id;
        await Execute("""
            INSERT INTO cloud_accounts (id, tenant_id, name, business_id, access_token, app_secret, verify_token, verify_digest, api_version, created_at, updated_at)
            VALUES ($1, $2, 'Account ' || $1::text, $3, $4, $5, $6, $7, 'v23.0', now(), now())
            """, id.Value, tenant.Value, businessId, Box.SealText(token, CloudAccount.Place(id, "access_token")), Box.SealText(secret, CloudAccount.Place(id, "app_secret")),
            Box.SealText(verifyToken, CloudAccount.Place(id, "verify_token")), CloudAccount.DigestOf(verifyToken));
    }

    internal async Task AddSender(SenderId id, TenantId tenant, string phone)
    {
        await Execute("INSERT INTO senders (id, tenant_id, name, phone, driver, status, pacing, created_at, updated_at) VALUES ($1, $2, 'Sender ' || $3, $3, 'cloud', 'disconnected', '{}', now(), now())", id.Value, tenant.Value, phone);
        await Execute("INSERT INTO sender_dispatch (sender_id, tenant_id, health_at) VALUES ($1, $2, now())", id.Value, tenant.Value);
        await Execute("INSERT INTO sessions (sender_id, driver, tenant_id, state, updated_at) VALUES ($1, 'cloud', $2, 'disconnected', now())", id.Value, tenant.Value);
    }

    internal async Task Execute(string statement, params object[] values)
    {
        await using var connection = await Database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync() is { } found and not DBNull ? found : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
