using Npgsql;
using Parley.Channels;
using Parley.Conversations;
using Parley.Inbox;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Outbox;

/// <summary>Makes every move that a message can make, and compares what the database saw with the two pictures of docs/states/message.md.</summary>
[Trait("Requirement", "MSG-02")]
public sealed class MessageGraphTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string[] Waiting = ["pending", "queued", "retrying"];
    private static readonly string[] Document = Repository.Read("docs/states/message.md").Split("## What receipts change");
    private static readonly ProviderIds Ids = new(new byte[32]);
    private readonly HandClock _clock = new();

    [Fact]
    public async Task The_drawn_graph_shows_every_move_that_the_engine_and_people_make_and_no_other()
    {
        await Watch();
        foreach (var state in Waiting)
        {
            await Claim(state, null);
            await Claim(state, rig => rig.Execute("INSERT INTO blocklist (tenant_id, phone, reason, created_by, created_at) VALUES ($1, '+5511900000001', 'test', 'test', now())", rig.Tenant.Value));
            await Claim(state, null, MessageContent.OfText("Hello {{nobody}}"));
            foreach (var end in new[] { "cancelled", "expired" }) await Close(state, end);
            await LoseSender(state);
            await Decide(state, (connection, tenant, id) => CancelMessage.Run(connection, tenant, id, _clock.GetUtcNow(), default));
        }
        await End(new SendResult.Accepted("X", _clock.GetUtcNow()));
        await End(new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient));
        await End(new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender));
        await End(new SendResult.Retry(Reasons.NetworkFailure));
        await End(new SendResult.Unknown(Reasons.Timeout));
        await End(null);
        await Rescued();
        foreach (var state in Enum.GetValues<MessageState>().Where(state => state != MessageState.Received).Select(Words<MessageState>.Of))
        {
            await Decide(state, async (connection, _, id) => await RetryMessages.Run(connection, [id.Value], _clock.GetUtcNow(), default) == 1);
            await Decide(state, (connection, tenant, id) => MarkSent.Run(connection, tenant, id, _clock.GetUtcNow(), default));
        }

        var drawn = Document[0].Split('\n').Where(line => line.Contains(" --> ") && !line.Contains("[*]", StringComparison.Ordinal))
            .Select(line => line.Split(["-->", " : "], StringSplitOptions.TrimEntries)).Select(parts => $"{parts[0]} --> {parts[1]}").Order().ToList();
        drawn.ShouldBe(drawn.Distinct(), "each move is drawn once");
        (await Seen()).ShouldBe(drawn);
    }

    [Fact]
    public async Task The_table_of_receipts_is_what_they_do()
    {
        await Watch();
        var rig = await OutboxRig.Create(database, _clock);
        var (sender, queue) = (await rig.AddSender(), await rig.AddQueue());
        var lines = Document[1].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToList();
        lines.Skip(1).Select(line => line[0]).Order().ShouldBe(Enum.GetValues<MessageState>().Where(state => state != MessageState.Received).Select(Words<MessageState>.Of).Order());
        foreach (var line in lines.Skip(1))
            for (var column = 1; column < line.Length; column++)
            {
                var id = await Row(rig, line[0], queue, sender.Id);
                var receipt = new ReceiptReceived(sender.Id, DriverName.Simulator, "e", [Ids.Of(id)], Words<ReceiptKind>.Parse(lines[0][column]), _clock.GetUtcNow());
                await using var connection = await rig.Db.OpenEngine(default);
                await new ApplyReceipts(Ids).Run(connection, [receipt], new TallyBatch(), [], _clock.GetUtcNow(), default);
                (await rig.Scalar("SELECT state FROM messages WHERE id = $1", id.Value)).ShouldBe(line[column] == "-" ? line[0] : line[column], $"{lines[0][column]} finds {line[0]}");
            }
    }

    private async Task Claim(string state, Func<OutboxRig, Task>? prepare, MessageContent? content = null)
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        if (prepare is not null) await prepare(rig);
        await rig.AddMessages(await rig.AddQueue(content: content), 1, state: state);
        var result = await rig.ClaimOnce();
        (result.Messages.Count + result.Settled).ShouldBe(1);
    }

    private async Task Close(string state, string end)
    {
        var rig = await OutboxRig.Create(database, _clock);
        var queue = await rig.AddQueue();
        await rig.AddMessages(queue, 1, state: state);
        await using (var connection = await rig.Db.OpenEngine(default)) await OutboxQueues.Close(connection, queue, end, default);
        while (await new Sweep(rig.Db, _clock).Once(default) > 0) { }
    }

    // What was tried before may have left, or not.
    private async Task LoseSender(string state)
    {
        var rig = await OutboxRig.Create(database, _clock);
        var (sender, queue) = (await rig.AddSender(), await rig.AddQueue());
        await rig.AddMessages(queue, 2, sender.Id, pinHard: true, state: state);
        if (state == "retrying")
            await rig.Execute("""
                WITH tried AS (UPDATE messages SET attempt = 1 WHERE id = (SELECT id FROM messages WHERE queue_id = $1 LIMIT 1) RETURNING id, tenant_id, pin)
                INSERT INTO message_attempts (message_id, number, tenant_id, sender_id, method, started_at, duration_ms, outcome, reason) SELECT id, 1, tenant_id, pin, 'simulator', $2, 5, 'unknown', 'timeout' FROM tried
                """, queue.Value, _clock.GetUtcNow());
        await rig.Execute("UPDATE senders SET deleted_at = $2 WHERE id = $1", sender.Id.Value, _clock.GetUtcNow());
        (await rig.EndGone()).ShouldBe(2);
    }

    private async Task End(SendResult? result)
    {
        var rig = await OutboxRig.Create(database, _clock);
        await rig.AddSender();
        await rig.AddMessages(await rig.AddQueue(), 1);
        var message = (await rig.ClaimOnce()).Messages.ShouldHaveSingleItem();
        await rig.WriteDown(new Outcome(message, message.Method, result, _clock.GetUtcNow(), TimeSpan.Zero));
    }

    private async Task Rescued()
    {
        var plain = new ScriptedDriver(deduplicates: false);
        foreach (var driver in new[] { new ScriptedDriver(), plain })
        {
            var rig = await OutboxRig.Create(database, _clock, driver);
            await rig.AddSender();
            await rig.AddMessages(await rig.AddQueue(), 1);
            (await rig.ClaimOnce()).Messages.Count.ShouldBe(1);
            var rescue = new Rescue(rig.Db, [driver], _clock, rig.Options);
            await rig.Execute("UPDATE nodes SET stopped_at = now() WHERE epoch = $1", rig.Epoch);
            while (await rescue.Once(default) > 0) { }
            _clock.Advance(rig.Options.UnknownDeadline + TimeSpan.FromSeconds(1));
            while (await rescue.Once(default) > 0) { }
        }
    }

    private async Task Decide(string state, Func<NpgsqlConnection, TenantId, MessageId, Task<bool>> decide)
    {
        var rig = await OutboxRig.Create(database, _clock);
        var id = await Row(rig, state, await rig.AddQueue(), (await rig.AddSender()).Id);
        await using var connection = await rig.Db.OpenEngine(default);
        await decide(connection, rig.Tenant, id);
    }

    private async Task<MessageId> Row(OutboxRig rig, string state, QueueId queue, SenderId sender)
    {
        var id = Parley.Platform.Id.New<MessageId>();
        await rig.Execute("""
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, recipient, sender_id, method, state, due_at, attempt, claimed_at, created_at)
            VALUES ($1, $2, 'out', 'api', $3, '+5511987654321', $4, 'simulator', $5, CASE WHEN $6 THEN $7 END, 1, $7, $7)
            """, id.Value, rig.Tenant.Value, queue.Value, sender.Value, state, Waiting.Contains(state), _clock.GetUtcNow());
        return id;
    }

    private Task Watch() => database.AsOwner("""
        DROP TABLE IF EXISTS moves_seen CASCADE;
        CREATE TABLE moves_seen (was text, next text);
        GRANT SELECT ON moves_seen TO PUBLIC;
        CREATE OR REPLACE FUNCTION see_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN INSERT INTO moves_seen VALUES (OLD.state, NEW.state); RETURN NULL; END';
        CREATE OR REPLACE TRIGGER see_move AFTER UPDATE OF state ON messages FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION see_move()
        """);

    private async Task<List<string>> Seen()
    {
        await using var connection = await database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand("SELECT DISTINCT was || ' --> ' || next FROM moves_seen", connection);
        var seen = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) seen.Add(rows.GetString(0));
        return [.. seen.Order()];
    }
}
