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
        if (history > 0) await AddHistory(server, history);
        await AddCampaign(server, messages);
        await server.Execute("VACUUM ANALYZE messages").ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        await using var watchers = dashboards > 0 ? await DashboardWatchers.Open(server, dashboards) : null;
        var clock = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
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
        var wrong = (long)(await server.Scalar("SELECT count(*) FROM messages WHERE origin = 'campaign' AND queue_id IS NOT NULL AND state <> 'read' AND created_at > now() - interval '1 hour'"))!;
        var rate = messages / clock.Elapsed.TotalSeconds;
        return new BenchResult(history > 0 ? "P9" : "P1", $"full pipeline, {senders} senders, {messages} messages, {history} rows of history, {dashboards} dashboards", "msg/s", rate,
            new() { ["eventsHeard"] = watchers?.Events ?? 0, ["questionsAnswered"] = watchers?.Questions ?? 0, ["seconds"] = clock.Elapsed.TotalSeconds, ["serverCpuSeconds"] = own.TotalSeconds, ["notRead"] = wrong, ["workingSetMb"] = Process.GetCurrentProcess().WorkingSet64 / 1048576.0 });
    }

    internal static async Task AddCampaign(BenchServer server, int messages)
    {
        await server.Execute("""
            WITH people AS (
                INSERT INTO contacts (id, tenant_id, phone, name, created_at, updated_at)
                SELECT gen_random_uuid(), $1, '+5521' || (900000000 + n), 'Person ' || n, now(), now() FROM generate_series(1, $2) n RETURNING id, phone),
            queue AS (
                INSERT INTO outbox_queues (id, tenant_id, kind, lane, state, templates, created_at)
                VALUES (gen_random_uuid(), $1, 'campaign', 4, 'held', '[{"kind":"text","text":"Hi {{name}}, this is the benchmark."}]', now()) RETURNING id)
            INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, state, due_at, created_at)
            SELECT uuid_at(row_number() OVER ()), $1, 'out', 'campaign', queue.id, people.id, people.phone, 'queued', now(), now() FROM people, queue
            """.Replace("uuid_at(row_number() OVER ())", "encode(substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) || decode('7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15), 'hex'), 'hex')::uuid", StringComparison.Ordinal), server.Tenant.Value, messages);
    }

    /// <summary>Finished rows of earlier campaigns, as they stand after years.</summary>
    private static Task AddHistory(BenchServer server, long rows) => server.Execute("""
        INSERT INTO messages (id, tenant_id, direction, origin, queue_id, contact_id, recipient, sender_id, state, attempt, method, created_at, claimed_at, sent_at, delivered_at, read_at, duration_ms)
        SELECT gen_random_uuid(), $1, 'out', 'campaign', gen_random_uuid(), gen_random_uuid(), '+5521' || (700000000 + n), (SELECT id FROM senders LIMIT 1), 'read', 1, 'simulator',
            now() - interval '1 year', now() - interval '1 year', now() - interval '1 year', now() - interval '1 year', now() - interval '1 year', 3
        FROM generate_series(1, $2) n
        """, server.Tenant.Value, rows);
}
