using Npgsql;
using Parley.Tests.Support;

namespace Parley.Tests.Channels.Gateway;

/// <summary>What all tests of a class with a real library share, because each costs a second: the stand-in network and the database that keeps the logins.</summary>
public abstract class LibraryStage(string? missing) : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private StandinWhatsApp? _network;

    internal StandinWhatsApp Network => _network!;

    /// <summary>A gateway that the test before left for the next one; null when it was killed.</summary>
    internal GatewayNode? Shared { get; set; }

    internal string DatabaseUrl => _database.Url;

    internal static string Gateway { get; } = Path.Combine(Repository.Root, "gateway", "dist", "main.js");

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("PARLEY_WHOLE") == "yes";

    /// <summary>What needs a browser as well takes minutes.</summary>
    internal static void SkipUnlessWhole() => Assert.SkipUnless(IsWhole, "It takes minutes with a browser beside the library's own process: ./parley gateway runs it.");

    /// <summary>Null: all is there.</summary>
    protected static string? Unbuilt =>
        !File.Exists(Gateway) ? "The gateway is not built: ./parley gateway builds it."
        : StandinWhatsApp.IsBuilt ? null : "The WhatsApp stand-in is not built: ./parley gateway builds it.";

    /// <summary>A gateway has noted of everything that it told that it told it.</summary>
    internal async Task<bool> IsNoted()
    {
        await using var connection = new NpgsqlConnection(_database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT to_regclass('gateway.messages') IS NOT NULL", connection);
        if (await command.ExecuteScalarAsync() is not true) return true;
        command.CommandText = "SELECT count(*) FROM gateway.messages WHERE NOT settled AND origin <> 'sent'";
        return await command.ExecuteScalarAsync() is 0L;
    }

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        if (missing is null) _network = await StandinWhatsApp.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (Shared is { } shared)
        {
            await shared.Kill();
            await GatewayNode.Delete(shared.Folder);
        }
        if (_network is not null) await _network.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
