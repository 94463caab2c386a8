using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Health;

[Trait("Requirement", "OPS-03")]
public sealed class ReadinessTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_process_whose_parts_all_work_is_ready()
    {
        await using var node = await Started();
        var heartbeats = new Heartbeats(TimeProvider.System);
        using var loop = heartbeats.Expect("dispatcher", TimeSpan.FromMinutes(1));
        using var readiness = new Readiness(database.Db, node, heartbeats, TimeProvider.System);

        var parts = await readiness.Ask(default);
        parts.Select(part => part.Name).ShouldBe(["database", "node", "dispatcher"]);
        parts.ShouldAllBe(part => part.Trouble == null);
        await node.StopAsync(default);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_in_a_sentence_and_not_in_its_own_words()
    {
        await using var nowhere = new Db(new DbOptions { Url = "postgresql://parley:secret@127.0.0.1:1/nothing" });
        await using var node = NewNode();
        using var readiness = new Readiness(nowhere, node, new Heartbeats(TimeProvider.System), TimeProvider.System);

        Trouble(await readiness.Ask(default), "database").ShouldBe("It cannot be reached.");
    }

    [Fact]
    public async Task A_process_that_has_not_joined_the_cluster_is_not_ready()
    {
        await using var node = NewNode();
        using var readiness = new Readiness(database.Db, node, new Heartbeats(TimeProvider.System), TimeProvider.System);
        Trouble(await readiness.Ask(default), "node").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_loop_that_stands_still_is_named()
    {
        var clock = new HandClock();
        await using var node = NewNode();
        var heartbeats = new Heartbeats(clock);
        using var loop = heartbeats.Expect("dispatcher", TimeSpan.FromSeconds(10));
        using var readiness = new Readiness(database.Db, node, heartbeats, clock);

        Trouble(await readiness.Ask(default), "dispatcher").ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(40));
        Trouble(await readiness.Ask(default), "dispatcher").ShouldBe("It has not moved for 40 seconds.");
    }

    [Fact]
    public async Task An_answer_holds_for_a_second_and_no_longer()
    {
        var clock = new HandClock();
        await using var node = NewNode();
        using var readiness = new Readiness(database.Db, node, new Heartbeats(clock), clock);

        var first = await readiness.Ask(default);
        clock.Advance(TimeSpan.FromMilliseconds(900));
        (await readiness.Ask(default)).ShouldBeSameAs(first);
        clock.Advance(TimeSpan.FromMilliseconds(200));
        (await readiness.Ask(default)).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task A_database_without_this_versions_migrations_is_not_ready()
    {
        await using var own = new OwnDatabase();
        await own.Start();
        await own.Execute("DELETE FROM schema_migrations WHERE name = (SELECT max(name) FROM schema_migrations)");
        await using var node = NewNode();
        using var readiness = new Readiness(own.Db, node, new Heartbeats(TimeProvider.System), TimeProvider.System);
        Trouble(await readiness.Ask(default), "database").ShouldBe("It lacks 1 of this version's migrations.");
    }

    private static string? Trouble(IEnumerable<Readiness.Part> parts, string name) => parts.Single(part => part.Name == name).Trouble;

    private Node NewNode() => new(database.Db,
        new ParleySettings { DatabaseUrl = database.Url, DataDir = "/nowhere", PublicUrl = new Uri("http://localhost") }, TimeProvider.System, NullLogger<Node>.Instance);

    private async Task<Node> Started()
    {
        var node = NewNode();
        await node.StartAsync(default);
        return node;
    }

    // The class's database stays whole for the tests beside this one.
    private sealed class OwnDatabase : IAsyncDisposable
    {
        private readonly TestDatabase _database = new();

        public Db Db => _database.Db;

        public async Task Start() => await _database.InitializeAsync();

        public async Task Execute(string statement)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_database.Db.Login.ConnectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();
    }
}
