using Npgsql;
using Parley.Channels;
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

    /// <summary>A library in a process of its own takes minutes for the whole contract, so these of it are run always, and all by ./parley gateway.</summary>
    private static readonly string[] Always =
    [
        nameof(DriverContract.A_session_without_a_login_boots_shows_a_QR_and_connects_when_it_is_scanned), nameof(DriverContract.A_restart_connects_again_without_a_QR),
        nameof(DriverContract.What_is_sent_arrives_as_it_was), nameof(DriverContract.A_number_without_an_account_is_refused_as_the_recipients_fault),
        nameof(DriverContract.Receipts_say_that_a_message_was_delivered_and_then_read), nameof(DriverContract.What_one_person_writes_comes_in_its_order),
        nameof(DriverContract.A_file_that_a_person_sent_can_be_fetched), nameof(DriverContract.A_logout_by_the_phone_ends_the_session_and_its_login), nameof(LibraryDriverContract.What_a_killed_gateway_had_heard_comes_once_it_is_back),
        nameof(Baileys.BaileysDriverContract.A_gateway_that_is_killed_comes_back_and_its_sessions_connect_again_without_a_QR),
    ];

    /// <summary>The heart of it, where the library needs a browser as well.</summary>
    private static readonly string[] AlwaysInBrowser =
    [
        nameof(DriverContract.A_session_without_a_login_boots_shows_a_QR_and_connects_when_it_is_scanned), nameof(DriverContract.A_restart_connects_again_without_a_QR),
        nameof(DriverContract.Receipts_say_that_a_message_was_delivered_and_then_read), nameof(DriverContract.What_one_person_writes_comes_in_its_order),
        nameof(DriverContract.A_logout_by_the_phone_ends_the_session_and_its_login),
    ];

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("PARLEY_WHOLE") == "yes";

    /// <summary>What needs a browser as well takes minutes.</summary>
    internal static void SkipUnlessWhole() => Assert.SkipUnless(IsWhole, "It takes minutes with a browser beside the library's own process: ./parley gateway runs it.");

    internal static void SkipUnlessChosen(string test, bool inBrowser = false) =>
        Assert.SkipUnless(IsWhole || (inBrowser ? AlwaysInBrowser : Always).Contains(test, StringComparer.Ordinal), "It takes minutes with all the others that need a library's own process: ./parley gateway runs it.");

    /// <summary>Null: all is there.</summary>
    protected static string? Unbuilt =>
        !File.Exists(Gateway) ? "The gateway is not built: ./parley gateway builds it."
        : StandinWhatsApp.IsBuilt ? null : "The WhatsApp stand-in is not built: ./parley gateway builds it.";

    /// <summary>A gateway has noted of all messages of these sessions that it told that it told them.</summary>
    internal async Task<bool> IsNoted(IEnumerable<Session> sessions)
    {
        await using var connection = new NpgsqlConnection(_database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT to_regclass('gateway.messages') IS NOT NULL", connection);
        if (await command.ExecuteScalarAsync() is not true) return true;
        command.CommandText = "SELECT count(*) FROM gateway.messages WHERE NOT settled AND origin IN ('heard', 'echo') AND session = ANY($1)";
        command.Parameters.Add(new() { Value = sessions.Select(session => session.Sender.ToString()).ToArray() });
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
