using System.Diagnostics;

namespace Parley.Bench.Throughput;

/// <summary>P1 and P9: the full pipeline (claim, gate, render, driver, sent, delivered, read, all stored) over many senders without pace.</summary>
internal static class PipelineBench
{
    public static async Task<BenchResult> Run(int messages, int senders, long history, int dashboards = 0)
    {
        await using var server = await BenchServer.Start();
        server.World.Settings = server.World.Settings with { DeliverAfterMs = 0, ReadAfterMs = 0 };
        await server.AddSenders(senders, """{"profile":"none"}""", 1_000_000);
        await AddCampaign(server, messages);
        if (history > 0) await AddHistory(server, history, messages, senders);
        await server.Settle();

        await using var watchers = dashboards > 0 ? await DashboardWatchers.Open(server, dashboards) : null;
        var clock = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (wal, pages, blocks) = await Written(server);
        await server.OpenCampaign();
        var seen = 0L;
        await BenchServer.Until(TimeSpan.FromMinutes(10), async () =>
        {
            seen = (long)(await server.Scalar("SELECT coalesce(sum(amount), 0)::bigint FROM queue_tallies WHERE metric = 'read'"))!;
            if (Environment.GetEnvironmentVariable("BENCH_TRACE") is not null)
                Console.WriteLine($"{clock.Elapsed.TotalSeconds:N1}s {await server.Scalar("SELECT string_agg(metric || ' ' || n, ', ' ORDER BY metric) FROM (SELECT metric, sum(amount) n FROM queue_tallies GROUP BY 1) x")} unfolded {await server.Scalar("SELECT count(*) FROM tally_batches")}");
            return seen == messages;
        });
        clock.Stop();
        var own = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var (walAfter, pagesAfter, blocksAfter) = await Written(server);
        var wrong = (long)(await server.Scalar("SELECT count(*) FROM messages WHERE origin = 'campaign' AND queue_id IS NOT NULL AND state <> 'read' AND created_at > now() - interval '1 hour'"))!;
        var rate = messages / clock.Elapsed.TotalSeconds;
        return new BenchResult(history > 0 ? "P9" : "P1", $"full pipeline, {senders} senders, {messages} messages, {history} rows of history, {dashboards} dashboards", "msg/s", rate,
            new() { ["eventsHeard"] = watchers?.Events ?? 0, ["questionsAnswered"] = watchers?.Questions ?? 0, ["seconds"] = clock.Elapsed.TotalSeconds, ["serverCpuSeconds"] = own.TotalSeconds, ["notRead"] = wrong, ["walMb"] = (double)(walAfter - wal) / 1048576, ["walFullPages"] = pagesAfter - pages, ["blocksRead"] = blocksAfter - blocks, ["workingSetMb"] = Process.GetCurrentProcess().WorkingSet64 / 1048576.0 });
    }

    /// <summary>Bytes of the log, whole pages in it, and blocks that were not in PostgreSQL's memory, since its start.</summary>
    private static async Task<(decimal Wal, long FullPages, long BlocksRead)> Written(BenchServer server) =>
        ((decimal)(await server.Scalar("SELECT wal_bytes FROM pg_stat_wal"))!, (long)(await server.Scalar("SELECT wal_fpi FROM pg_stat_wal"))!,
            (long)(await server.Scalar("SELECT blks_read FROM pg_stat_database WHERE datname = current_database()"))!);

    internal static async Task AddCampaign(BenchServer server, int messages)
    {
        await server.AsOwner(Uuid7);
        await server.Execute("""
            WITH people AS (
                INSERT INTO contacts (id, tenant_id, phone, name, created_at, updated_at)
                SELECT bench_uuid7(now() - interval '2 years' + n * interval '1 ms'), $1, '+5521' || (900000000 + n), 'Person ' || n, now(), now() FROM generate_series(1, $2) n RETURNING id, phone),
            queue AS (
                INSERT INTO outbox_queues (id, tenant_id, kind, lane, state, templates, created_at)
                VALUES (gen_random_uuid(), $1, 'campaign', 4, 'held', '[{"kind":"text","text":"Hi {{name}}, this is the benchmark."}]', now()) RETURNING id)
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, due_at, created_at)
            SELECT bench_uuid7(clock_timestamp()), $1, 'out', 'campaign', queue.id, people.id, people.phone, 'queued', now(), now() FROM people, queue
            """, server.Tenant.Value, messages);
    }

    /// <summary>Finished rows of a hundred earlier campaigns to the same people, as they stand after two years. The indexes are made when the rows are there, which takes minutes less.</summary>
    private static async Task AddHistory(BenchServer server, long rows, int people, int senders)
    {
        var indexes = (string)(await server.Scalar("SELECT string_agg(indexdef, ';') FROM pg_indexes WHERE tablename = 'messages' AND indexname <> 'messages_pkey'"))!;
        await server.AsOwner((string)(await server.Scalar("SELECT string_agg('DROP INDEX ' || indexname, ';') FROM pg_indexes WHERE tablename = 'messages' AND indexname <> 'messages_pkey'"))!);
        const int Campaigns = 100;
        for (var campaign = 0; campaign < Campaigns; campaign++)
        {
            await server.Execute("""
                WITH people AS MATERIALIZED (SELECT id, phone, row_number() OVER (ORDER BY id) AS n FROM contacts WHERE tenant_id = $1),
                crew AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id) AS n FROM senders WHERE tenant_id = $1),
                moment AS (SELECT now() - interval '2 years' + $3 * interval '7 days' AS at)
                INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, sender_id, state, attempt, method, created_at, claimed_at, sent_at, delivered_at, read_at, duration_ms)
                SELECT bench_uuid7(at + k * interval '1 ms'), $1, 'out', 'campaign', md5($3::text)::uuid, people.id, people.phone, crew.id, 'read', 1, 'simulator', at, at, at, at, at, 3
                FROM moment, generate_series(1, $2) k JOIN people ON people.n = 1 + (k + $3 * 7919) % $4 JOIN crew ON crew.n = 1 + k % $5
                """, server.Tenant.Value, (int)(rows / Campaigns), campaign, people, senders);
        }
        await server.AsOwner(indexes);
    }

    /// <summary>Ids as the server makes them: those of later moments are larger.</summary>
    private const string Uuid7 = """
        CREATE OR REPLACE FUNCTION bench_uuid7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
            SELECT encode(substring(int8send((extract(epoch FROM at) * 1000)::bigint) FROM 3) || decode('7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15), 'hex'), 'hex')::uuid
        $$
        """;
}
