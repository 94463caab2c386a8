using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.ApiKeys;
using Parley.Identity.SignIn;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Tests.Support;

/// <summary>The real server on a loopback port and a database of its own: what Program.cs starts, started in this process.
/// As a class fixture: <c>IClassFixture&lt;TestServer&gt;</c>. With settings, or as a second node over the same database: <see cref="Start"/>.
/// The tenant of <see cref="Owner"/>, <see cref="Admin"/>, <see cref="Vendor"/> and <see cref="ApiKey"/> is <see cref="Tenant"/>.</summary>
public sealed class TestServer : IAsyncLifetime
{
    public const string OwnerEmail = "owner@example.com";
    public const string Password = "correct horse battery";

    private static readonly ConcurrentDictionary<string, Lazy<Task<ApiContract>>> Contracts = new(StringComparer.Ordinal);

    private readonly List<HttpClient> _clients = [];
    private readonly TestDatabase? _own;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _replace;
    private WebApplication _app = null!;

    public TestServer() : this(null, null, null) { }

    private TestServer(TestDatabase? database, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? replace)
    {
        Database = database ?? (_own = new TestDatabase());
        (_settings, _replace) = (settings ?? new Dictionary<string, string?>(StringComparer.Ordinal), replace);
    }

    /// <summary>A server with settings (environment variables by name), over an own database unless one is given; dispose it.</summary>
    /// <param name="replace">Registers over what the features registered, for example a TimeProvider.</param>
    public static async Task<TestServer> Start(IReadOnlyDictionary<string, string?>? settings = null, TestDatabase? database = null, Action<IServiceCollection>? replace = null)
    {
        var server = new TestServer(database, settings, replace);
        try
        {
            await server.InitializeAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public TestDatabase Database { get; }

    public Db Db => Services.GetRequiredService<Db>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Secrets and attachments of this server alone.</summary>
    public string DataDir { get; } = Path.Combine(Path.GetTempPath(), "parley-test-" + Guid.NewGuid().ToString("N"));

    /// <summary>For example http://127.0.0.1:41234/.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The tenant that the first boot made.</summary>
    public TenantId Tenant { get; private set; }

    /// <summary>What the first boot printed.</summary>
    public StringWriter Console { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (_own is not null) await _own.InitializeAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PORT"] = "0",
            ["DATABASE_URL"] = Database.Url,
            ["DATA_DIR"] = DataDir,
            ["OWNER_EMAIL"] = OwnerEmail,
            ["OWNER_PASSWORD"] = Password,
            // Whether this machine has Node must not decide what a test sees.
            ["BAILEYS"] = "off", ["WEBJS"] = "off",
            // Tests have drivers of their own under this name. Nothing of a test leaves the machine: nobody listens there.
            ["WHATSAPP_CLOUD"] = "off", ["WHATSAPP_CLOUD_URL"] = "http://127.0.0.1:9",
            ["SIGN_IN_LIMIT_IP"] = "100000",
            ["SIGN_IN_LIMIT_EMAIL"] = "100000",
        };
        foreach (var (name, value) in _settings) settings[name] = value;

        _app = ParleyServer.Build([], settings, services =>
        {
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // the strength is not what tests wait for
            services.AddSingleton(new FirstBootConsole(Console));
            services.AddLogging(logging => logging.ClearProviders());
            _replace?.Invoke(services);
        });
        await _app.PreparePlatform();
        await _app.PrepareIdentity();
        await _app.StartAsync();

        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Tenant = new TenantId((Guid)(await Scalar("SELECT id FROM tenants WHERE slug = 'default'"))!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_own is not null) await _own.DisposeAsync();
        if (Directory.Exists(DataDir)) Directory.Delete(DataDir, recursive: true);
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous()
    {
        // No cookies and no redirects: a test sees exactly what was answered, and what was answered is held to the API's document.
        var client = new HttpClient(new Conformance(Contract)) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    /// <summary>The API's document. It is the same for all servers but for the simulator's calls, and costs a second, so they share it.</summary>
    internal Task<ApiContract> Contract() => Contracts.GetOrAdd(_settings.GetValueOrDefault("SIMULATOR") ?? "on", _ => new(async () =>
    {
        using var client = new HttpClient { BaseAddress = Address };
        return new ApiContract(await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json"));
    })).Value;

    public Task<HttpClient> Owner() => Member(Tenant, Role.Owner);
    public Task<HttpClient> Admin() => Member(Tenant, Role.Admin);
    public Task<HttpClient> Vendor() => Member(Tenant, Role.Vendor);

    /// <summary>An admin of a tenant that has nothing to do with <see cref="Tenant"/>.</summary>
    public async Task<HttpClient> AdminOfOtherTenant() => await Member(await Database.NewTenant("Other"), Role.Admin);

    /// <summary>A fresh person with that role, signed in with an access token.</summary>
    public async Task<HttpClient> Member(TenantId tenant, Role role)
    {
        var user = await NewUser(tenant, role);
        return await SignedIn(user);
    }

    /// <summary>A fresh person in the tenant; the password is <see cref="Password"/>.</summary>
    public async Task<UserId> NewUser(TenantId tenant, Role role, string? email = null)
    {
        await using var scope = Services.CreateAsyncScope();
        email ??= $"{role}-{Guid.NewGuid():N}@example.com".ToLowerInvariant();
        var user = new User { Id = Guid.CreateVersion7(), Email = email, UserName = email, CreatedAt = TimeProvider.System.GetUtcNow() };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user, Password);
        if (!made.Succeeded) throw new InvalidOperationException(string.Join(" ", made.Errors.Select(e => e.Description)));
        await Join(new UserId(user.Id), tenant, role);
        return new UserId(user.Id);
    }

    /// <summary>Makes a person belong to one more tenant.</summary>
    public Task Join(UserId user, TenantId tenant, Role role) =>
        Execute("INSERT INTO memberships (tenant_id, user_id, role, created_at) VALUES ($1, $2, $3, clock_timestamp())", tenant.Value, user.Value, Words<Role>.Of(role));

    /// <summary>A client with an access token of that person.</summary>
    public async Task<HttpClient> SignedIn(UserId user)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByIdAsync(user.ToString());
        var signIns = Services.GetRequiredService<SignIns>();
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            signIns.AccessToken(await signIns.Open(account!, SignInKind.Token, new DefaultHttpContext(), default)));
        return client;
    }

    /// <summary>A client with a key of <see cref="Tenant"/>.</summary>
    public Task<HttpClient> ApiKey(params string[] scopes) => ApiKeyOf(Tenant, scopes);

    public async Task<HttpClient> ApiKeyOf(TenantId tenant, params string[] scopes)
    {
        var key = ApiKeyText.New();
        await Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'test', $2, $3, $4, 'test', now())",
            tenant.Value, ApiKeyText.Prefix(key), ApiKeyText.Digest(key), scopes);
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    /// <summary>Runs a statement past all walls, with $1, $2, ….</summary>
    public async Task Execute(string statement, params object[] values)
    {
        await using var connection = await Database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc cref="Execute"/>
    public async Task<object?> Scalar(string statement, params object[] values)
    {
        await using var connection = await Database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync();
    }
}
