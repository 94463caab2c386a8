using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Cluster;

[Trait("Requirement", "SND-10")]
public sealed class NodeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_process_whose_database_connection_breaks_knows_it_before_its_next_beat_and_goes_on_under_a_new_epoch()
    {
        await using var node = await Start();
        var (first, deposed) = (node.Epoch, new TaskCompletionSource<bool>());
        node.Deposed += () => deposed.TrySetResult(node.IsAlive);

        var watch = Stopwatch.StartNew();
        await Execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1 AND objid::bigint = $2", (long)Node.LockClass, first);
        (await deposed.Task.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeFalse();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));

        await Wait.Until(() => node.IsAlive && node.Epoch > first);
        await node.StopAsync(default);
    }

    [Fact]
    public async Task A_process_that_was_declared_over_finds_it_and_never_acts_under_the_old_epoch()
    {
        await using var node = await Start();
        var first = node.Epoch;
        await Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", first);
        await Wait.Until(() => node.Epoch > first && node.IsAlive);
        await node.StopAsync(default);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_wall_clock_that_jumps_an_hour_ends_no_epoch(int hours)
    {
        var clock = new ShiftedClock();
        await using var node = await Start(clock);
        var (first, seen) = (node.Epoch, await Seen(node.Epoch));
        clock.Move(TimeSpan.FromHours(hours));
        await Wait.Until(async () => (await Seen(first) - seen).Duration() > TimeSpan.FromMinutes(50));
        (node.Epoch, node.IsAlive).ShouldBe((first, true));
        await node.StopAsync(default);
    }

    private async Task<DateTime> Seen(long epoch)
    {
        await using var connection = await database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand("SELECT seen_at FROM nodes WHERE epoch = $1", connection) { Parameters = { new() { Value = epoch } } };
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Node> Start(TimeProvider? time = null)
    {
        var settings = new ParleySettings { DatabaseUrl = database.Url, DataDir = "unused", PublicUrl = new Uri("http://localhost") };
        var node = new Node(database.Db, settings, time ?? TimeProvider.System, NullLogger<Node>.Instance);
        await node.StartAsync(default);
        return node;
    }

    private async Task Execute(string statement, params object[] values)
    {
        // The login's own connection: terminating a backend takes its owner.
        await using var connection = new NpgsqlConnection(database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
