using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Conversations;

[Trait("Requirement", "MSG-06")]
public sealed class MissingReceiptsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly MissingReceipts _receipts = new(
        new Drivers([new ScriptedDriver(DriverName.Baileys), new ScriptedDriver(DriverName.Cloud) { Capabilities = new ScriptedDriver().Capabilities with { Receipts = false } }]), new OutboxOptions());

    [Fact]
    public void Nothing_is_missing_where_the_driver_tells_no_receipts()
    {
        _receipts.Includes(MessageState.Sent, DriverName.Cloud, Now.AddHours(-1), Now).ShouldBeFalse();
        _receipts.Includes(MessageState.Sent, DriverName.Baileys, Now.AddHours(-1), Now).ShouldBeTrue();
        _receipts.Includes(MessageState.Sent, DriverName.WebJs, Now.AddHours(-1), Now).ShouldBeTrue("nobody here says that it tells none");
    }

    [Fact]
    public async Task The_search_finds_exactly_what_is_flagged()
    {
        var tenant = await database.NewTenant();
        await using var connection = await database.Db.OpenEngine(default);
        await using (var add = new NpgsqlCommand("""
            INSERT INTO messages (id, tenant_id, direction, origin, recipient, state, method, sent_at, created_at)
            SELECT gen_random_uuid(), $1, 'out', 'api', '+5511900000000', state, method, $2 - make_interval(mins => minutes), $2
            FROM unnest('{queued,sent,delivered,read,unknown}'::text[]) state, unnest('{cloud,baileys,webjs,NULL}'::text[]) method, unnest('{1,9,11,600,NULL}'::int[]) minutes
            """, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = Now } } })
            (await add.ExecuteNonQueryAsync()).ShouldBe(100);

        foreach (var missing in new[] { true, false })
        {
            var (condition, values) = _receipts.Search(missing, 2, Now);
            await using var search = new NpgsqlCommand($"SELECT m.state, m.method, m.sent_at FROM messages m WHERE m.tenant_id = $1 AND {condition}", connection) { Parameters = { new() { Value = tenant.Value } } };
            foreach (var value in values) search.Parameters.Add(new() { Value = value });
            var found = 0;
            await using var rows = await search.ExecuteReaderAsync();
            for (; await rows.ReadAsync(); found++)
                _receipts.Includes(Words<MessageState>.Parse(rows.GetString(0)), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetFieldValue<DateTimeOffset>(2), Now).ShouldBe(missing);
            found.ShouldBe(missing ? 6 : 94);
        }
    }
}
