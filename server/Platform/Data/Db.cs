using Npgsql;

namespace Parley.Platform.Data;

/// <summary>The two doors to PostgreSQL. Both roles obey row-level security, so a query that forgets its tenant finds nothing:
/// <list type="bullet">
/// <item><c>parley_tenant</c> sees the rows of one tenant, named when the connection is opened;</item>
/// <item><c>parley_engine</c> sees all tenants' rows, through a policy that says so; only workers and sign-in use it.</item>
/// </list>
/// There is no way to open a tenant connection without naming the tenant.</summary>
public sealed class Db : IAsyncDisposable
{
    private readonly NpgsqlDataSource _tenant;
    private readonly NpgsqlDataSource _engine;

    public Db(DbOptions options, ILoggerFactory? loggers = null)
    {
        Login = DatabaseUrl.Parse(options.Url);
        _tenant = Source(Login, "parley_tenant", options.TenantPool, loggers);
        _engine = Source(Login, "parley_engine", options.EnginePool, loggers);
    }

    /// <summary>The login that migrations and LISTEN use; requests never do.</summary>
    public NpgsqlConnectionStringBuilder Login { get; }

    /// <summary>For EF Core only, whose interceptor names the tenant at each opening.</summary>
    internal NpgsqlDataSource TenantSource => _tenant;
    internal NpgsqlDataSource EngineSource => _engine;

    /// <summary>A connection that sees the rows of <paramref name="tenant"/> and no others.</summary>
    public async ValueTask<NpgsqlConnection> OpenTenant(TenantId tenant, CancellationToken cancellationToken)
    {
        var connection = await _tenant.OpenConnectionAsync(cancellationToken);
        try
        {
            await NameTenant(connection, tenant, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection that sees the rows of all tenants: for workers, which serve them all, and for sign-in, which does not know one yet.</summary>
    public ValueTask<NpgsqlConnection> OpenEngine(CancellationToken cancellationToken) => _engine.OpenConnectionAsync(cancellationToken);

    internal static async Task NameTenant(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT set_config('parley.tenant', $1, false)", connection);
        command.Parameters.Add(new() { Value = tenant.Value.ToString() });
        await command.ExecutePrepared(cancellationToken);
    }

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder login, string role, int pool, ILoggerFactory? loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(login.ConnectionString)
        {
            MaxPoolSize = pool,
            // The role is taken on once per physical connection; a reset (DISCARD ALL) would give it up again.
            NoResetOnClose = true,
            // See PreparedStatements.
            MaxAutoPrepare = 0,
            ApplicationName = role,
            CommandTimeout = 60,
            IncludeErrorDetail = false,
        };
        // The name stands in metrics, where the connection string would be otherwise.
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = role };
        builder.UseLoggerFactory(loggers);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand($"SET ROLE {role}", connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand($"SET ROLE {role}", connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _tenant.DisposeAsync();
        await _engine.DisposeAsync();
    }
}

/// <summary>Where the database is and how many connections each door may hold.</summary>
public sealed class DbOptions
{
    /// <summary><c>postgresql://…</c> (variable DATABASE_URL).</summary>
    public required string Url { get; init; }

    /// <summary>Connections for requests. More does not make PostgreSQL faster, only its memory larger.</summary>
    public int TenantPool { get; init; } = 40;

    /// <summary>Connections for workers and sign-in.</summary>
    public int EnginePool { get; init; } = 20;
}
