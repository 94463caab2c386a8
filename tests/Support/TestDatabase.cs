using Npgsql;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Platform.Data;

namespace Parley.Tests.Support;

/// <summary>A database of its own for each test class, cloned from a template that was migrated once per run (about 50 ms).
/// Use it as a class fixture: <c>IClassFixture&lt;TestDatabase&gt;</c>. Nothing is seeded.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private static readonly SemaphoreSlim Template = new(1);
    private static string? _template;

    /// <summary>Address of the test cluster; <c>./parley test</c> sets it.</summary>
    private static string ClusterUrl => Environment.GetEnvironmentVariable("PARLEY_TEST_DATABASE_URL")
        ?? throw new InvalidOperationException("PARLEY_TEST_DATABASE_URL is not set; run the tests with ./parley test.");

    public Db Db { get; private set; } = null!;

    /// <summary>Connection string for a server that is started on this database.</summary>
    public string Url { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var template = await TemplateName();
        var name = "t_" + Guid.NewGuid().ToString("N");
        await OnCluster($"CREATE DATABASE {name} TEMPLATE {template}");
        Url = UrlOf(name);
        Db = new Db(new DbOptions { Url = Url, TenantPool = 10, EnginePool = 10 });
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        // Not WITH (FORCE): it would want to end an autovacuum worker itself, which only a superuser may. A plain DROP sends that worker away and waits for it.
        await OnCluster($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Db.Login.Database}' AND usename = current_user");
        await OnCluster($"DROP DATABASE {Db.Login.Database}");
    }

    /// <summary>A fresh tenant; returns its id.</summary>
    public async Task<TenantId> NewTenant(string? name = null)
    {
        var id = Parley.Platform.Id.New<TenantId>();
        await using var connection = await Db.OpenEngine(default);
        await using var command = new NpgsqlCommand("INSERT INTO tenants (id, name, slug, created_at) VALUES ($1, $2, $3, now())", connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = name ?? "Tenant" });
        command.Parameters.Add(new() { Value = "t-" + id.Value.ToString("N") });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>As the schema's owner; the engine's login may not make tables or triggers.</summary>
    public Task AsOwner(string statement) => Run(Db.Login, statement);

    private static async Task<string> TemplateName()
    {
        await Template.WaitAsync();
        try
        {
            if (_template is not null) return _template;
            var name = "template_" + Guid.NewGuid().ToString("N");
            await OnCluster($"CREATE DATABASE {name}");
            await Migrator.Run(DatabaseUrl.Parse(UrlOf(name)), NullLogger.Instance, default);
            return _template = name;
        }
        finally
        {
            Template.Release();
        }
    }

    private static string UrlOf(string database)
    {
        var login = DatabaseUrl.Parse(ClusterUrl);
        login.Database = database;
        return login.ConnectionString;
    }

    private static Task OnCluster(string statement) => Run(DatabaseUrl.Parse(ClusterUrl), statement);

    private static async Task Run(NpgsqlConnectionStringBuilder login, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
