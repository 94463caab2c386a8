using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Channels;
using Parley.Channels.Cloud;
using Parley.Channels.Simulator.Graph;
using Parley.Channels.Simulator.Phones;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Senders;
using Parley.Tests.Channels.Simulator;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Cloud;

/// <summary>The contract's other side for the official API: the stand-in's Graph over a world of phones, real HTTP both ways, and the real webhook address.</summary>
internal sealed class CloudWorld : SimulatorWorld
{
    public const string Token = "EAAJ-contract-token";
    public const string Secret = "contract-app-secret";
    private static long _ids = 100_000_000_000;
    private readonly CloudStage _stage;
    private readonly ContractTimes _times;
    private readonly GraphBusinesses _businesses;
    private readonly WebApplication _graph;
    private readonly ConcurrentDictionary<DriverNode, IHost> _nodes = new();
    private readonly string _businessId = NewId();

    private CloudWorld(CloudStage stage, ContractTimes times) : base(new Worlds(new Clock(TimeProvider.System), OptionsOf(times)))
    {
        (_stage, _times) = (stage, times);
        var files = new GraphFiles();
        _businesses = new GraphBusinesses(Worlds, files, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _graph = builder.Build();
        _graph.Run(new GraphApi(_businesses, files, TimeProvider.System).Handle);
    }

    public CloudAccountId Account { get; } = Parley.Platform.Id.New<CloudAccountId>();

    public string BusinessId => _businessId;

    public GraphBusiness Business => _businesses.Of(Tenant)!;

    public Uri GraphUrl => new(_graph.Urls.First());

    public static async Task<CloudWorld> Start(CloudStage stage, ContractTimes times)
    {
        var world = new CloudWorld(stage, times);
        await world._graph.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        await stage.Execute("INSERT INTO tenants (id, name, slug, created_at) VALUES ($1, 'Contract', 't-' || $1::text, $2)", world.Tenant.Value, now);
        await stage.AddAccount(world.Account, world.Tenant, world._businessId, Token, Secret);
        world._businesses.Put(world.Tenant, new GraphSettings
        {
            BusinessId = world._businessId,
            AccessToken = Token,
            AppSecret = Secret,
            KeepsWindow = false,
            CallsPerSecond = 100_000,
            Templates = [new GraphTemplate("order_ready", "pt_BR", "UTILITY", "APPROVED", "POSITIONAL", JsonSerializer.SerializeToElement(new[] { new { type = "BODY", text = "Olá {{1}}, seu pedido {{2}} está pronto." } }))],
        });
        return world;
    }

    public static string NewId() => Interlocked.Increment(ref _ids).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public void Change(Func<GraphSettings, GraphSettings> change) => _businesses.Put(Tenant, change(Business.Settings));

    public override async Task<DriverNode> NewNode()
    {
        var door = new TestDoor();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_stage.Database.Db);
        builder.Services.AddSingleton(_stage.Box);
        builder.Services.AddSingleton<Notifications>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Notifications>());
        builder.Services.AddSingleton<IChannelDoor>(door);
        builder.Services.AddSingleton<IAttachments>(this);
        CloudFeature.AddParts(builder.Services, new CloudOptions { Url = GraphUrl, SendTimeout = _times.SendTimeout, CommitPatience = TimeSpan.FromSeconds(1) });
        builder.Services.AddSingleton<ReceiveHook>();
        builder.Services.AddSingleton<CloudDriver>();
        builder.Services.AddHostedService<CloudWatch>();
        var app = builder.Build();
        CloudFeature.MapHooks(app);
        var listening = new TaskCompletionSource();
        app.Services.GetRequiredService<Notifications>().Listen(CloudBook.Bell, _ => listening.TrySetResult());
        await app.StartAsync();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var node = new DriverNode(app.Services.GetRequiredService<CloudDriver>(), door);
        _nodes[node] = app;
        Hook = new Uri(app.Urls.First() + CloudFeature.HookPath);
        Change(settings => settings with { Webhook = Hook });
        return node;
    }

    /// <summary>Where the newest node takes webhooks.</summary>
    public Uri Hook { get; private set; } = null!;

    public IServiceProvider ServicesOf(DriverNode node) => _nodes[node].Services;

    public override async Task Kill(DriverNode node)
    {
        // A door that acknowledged counts as one whose word arrived; that a crash in between only has events told twice is the inbox's.
        if (node.Door.Acknowledges) await Wait.Until(() => Business.Waiting == 0);
        await End(node);
    }

    private async Task End(DriverNode node)
    {
        if (!_nodes.TryRemove(node, out var app)) return;
        // With no time to be polite.
        await app.StopAsync(new CancellationToken(canceled: true));
        await ((IAsyncDisposable)app).DisposeAsync();
    }

    public override Session NewSession()
    {
        var session = base.NewSession();
        var id = NewId();
        Task.Run(async () =>
        {
            await _stage.AddSender(session.Sender, Tenant, session.Phone);
            await _stage.Execute("INSERT INTO cloud_senders (sender_id, tenant_id, account_id, number_id) VALUES ($1, $2, $3, $4)", session.Sender.Value, Tenant.Value, Account.Value, id);
        }).GetAwaiter().GetResult();
        Change(settings => settings with { Numbers = [.. settings.Numbers, new GraphNumberSettings(id, long.Parse(session.Phone[1..], System.Globalization.CultureInfo.InvariantCulture), "Contract")] });
        return session;
    }

    public GraphNumber NumberOf(Session session) => Business.Numbers.Single(number => "+" + number.Settings.Phone == session.Phone);

    protected override SenderId DeviceOf(Session session) => NumberOf(session).Device;

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Keys.ToArray()) await End(node);
        _businesses.Dispose();
        await _graph.StopAsync(new CancellationToken(canceled: true));
        await _graph.DisposeAsync();
        await base.DisposeAsync();
    }
}
