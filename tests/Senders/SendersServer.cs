using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Platform;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Senders;

/// <summary>The whole server with a staged driver under the names of two real ones: <c>baileys</c> (<see cref="Driver"/>) and <c>webjs</c>.</summary>
public sealed class SendersServer : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private int _numbers;

    public TestServer Server { get; private set; } = null!;
    public HttpClient Admin { get; private set; } = null!;
    internal StagedDriver Driver { get; private set; } = null!;
    internal StagedDriver Fallback { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        var options = new SendersOptions { ReconnectFirst = TimeSpan.FromMilliseconds(50) };
        (Driver, Fallback) = (new StagedDriver(_database.Db, options, DriverName.Baileys), new StagedDriver(_database.Db, options, DriverName.WebJs));
        Server = await TestServer.Start(database: _database, replace: services =>
        {
            services.AddSingleton(options);
            services.AddSingleton<IChannelDriver>(Driver);
            services.AddSingleton<IChannelDriver>(Fallback);
        });
        Admin = await Server.Admin();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _database.DisposeAsync();
    }

    public string NewNumber() => "+5511987" + (100000 + Interlocked.Increment(ref _numbers));

    public async Task<SenderId> Create(string? name = null, string? number = null, object? more = null, HttpClient? client = null)
    {
        var body = JsonSerializer.SerializeToNode(new { name = name ?? "Sender " + Guid.NewGuid().ToString("N"), phoneNumber = number ?? NewNumber(), driver = "baileys" })!.AsObject();
        foreach (var (field, value) in more is null ? [] : JsonSerializer.SerializeToNode(more, more.GetType())!.AsObject()) body[field] = value?.DeepClone();
        using var answer = await (client ?? Admin).PostAsJsonAsync("/api/senders", body);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        return SenderId.Of((await Read(answer)).GetProperty("id").GetGuid());
    }

    /// <summary>A sender that is connected with a login.</summary>
    public async Task<SenderId> CreateConnected(object? more = null)
    {
        var id = await Create(more: more);
        Driver.HasLogin(id);
        await Ok(Admin.PostAsync($"/api/senders/{id}/connect", null));
        await UntilStatus(id, "connected");
        return id;
    }

    public Task UntilStatus(SenderId id, string status) => Wait.Until(async () => (await Get($"/api/senders/{id}")).GetProperty("status").GetString() == status);

    public async Task<JsonElement> Get(string path) => await Ok(Admin.GetAsync(new Uri(path, UriKind.Relative)));

    public static async Task<JsonElement> Ok(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return await Read(answer);
    }

    /// <summary>Expects a problem, and returns its sentence.</summary>
    public static async Task<string> Refused(Task<HttpResponseMessage> call, int status, string slug)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString().ShouldBe(slug);
        return problem.GetProperty("detail").GetString()!;
    }

    public static async Task<JsonElement> Read(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Json.Options);
}
