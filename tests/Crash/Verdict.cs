using Parley.Outbox;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>What the ledger says beside what the phones show, when everything came to rest.</summary>
internal sealed record Verdict(IReadOnlyList<CrashStage.Entry> Ledger, IReadOnlyDictionary<string, int> Shown, Phones.Stats Network, IReadOnlyDictionary<string, int> States, TimeSpan SettledIn)
{
    /// <summary>Waits until nothing waits, nothing is under way, and every receipt that comes has come.</summary>
    /// <param name="restless">Rows that may stay as they are: what a quota holds back.</param>
    public static async Task<Verdict> Await(CrashStage stage, TimeSpan limit, QueueId restless = default, bool everyReceiptComes = true)
    {
        var began = TimeProvider.System.GetTimestamp();
        var moving = "state IN ('pending', 'queued', 'sending', 'retrying') OR lease_until IS NOT NULL";
        if (everyReceiptComes) moving += " OR state IN ('sent', 'delivered')";
        try
        {
            await Wait.Until(async () => await stage.CountMessages($"({moving}) AND queue_id <> '{restless.Value}'") == 0, limit);
            await Wait.Until(async () => await stage.Count("SELECT (SELECT count(*) FROM inbox_events WHERE state = 'new') + (SELECT count(*) FROM tally_batches)") == 0, limit);
            // Without every receipt there is no last one to wait for, so quiet for two seconds is the end.
            if (!everyReceiptComes) await UntilQuiet(stage, TimeSpan.FromSeconds(2), limit);
        }
        catch (TimeoutException late)
        {
            var left = (await stage.Ledger()).GroupBy(entry => $"{entry.State} {entry.Reason} attempt {entry.Attempt}{(entry.Leased ? " leased" : "")}").Select(group => $"{group.Key}: {group.Count()}");
            throw new TimeoutException(late.Message + Environment.NewLine + string.Join(Environment.NewLine, left), late);
        }
        var ledger = await stage.Ledger();
        return new Verdict(ledger, await stage.Phones.Received(), await stage.Phones.Count(), ledger.CountBy(entry => entry.State).ToDictionary(), TimeProvider.System.GetElapsedTime(began));
    }

    private static Task UntilQuiet(CrashStage stage, TimeSpan quiet, TimeSpan limit)
    {
        var (before, since) = (default((long, long)), TimeProvider.System.GetTimestamp());
        return Wait.Until(async () =>
        {
            var now = (await stage.CountMessages("delivered_at IS NOT NULL OR read_at IS NOT NULL"), (await stage.Phones.Count()).Delivered);
            if (now != before) (before, since) = (now, TimeProvider.System.GetTimestamp());
            return TimeProvider.System.GetElapsedTime(since) >= quiet;
        }, limit);
    }

    public int ShownTo(string phone) => Shown.GetValueOrDefault(phone);

    /// <summary>Messages that are shown more than once.</summary>
    public IReadOnlyList<CrashStage.Entry> Twice => [.. Ledger.Where(entry => ShownTo(entry.Recipient) > 1)];

    /// <summary>Messages that the ledger says left and no phone shows.</summary>
    public IReadOnlyList<CrashStage.Entry> Lost => [.. Ledger.Where(entry => entry.State is "sent" or "delivered" or "read" && ShownTo(entry.Recipient) == 0)];

    /// <summary>Messages that the ledger says never left and a phone shows.</summary>
    public IReadOnlyList<CrashStage.Entry> Denied => [.. Ledger.Where(entry => entry.State is "failed" or "cancelled" or "expired" or "suppressed" or "queued" && ShownTo(entry.Recipient) > 0)];

    /// <summary>Every message was shown once, and the ledger knows it.</summary>
    public void EachIsShownOnce(int messages)
    {
        Ledger.Count.ShouldBe(messages);
        Twice.ShouldBeEmpty();
        Lost.ShouldBeEmpty();
        Ledger.Where(entry => ShownTo(entry.Recipient) != 1).ShouldBeEmpty();
    }

    /// <summary>The sums that people see are those of the ledger: nothing was counted twice or forgotten over a crash.</summary>
    public static async Task SumsAreExact(CrashStage stage)
    {
        foreach (var (metric, condition) in new[] { ("sent", "sent_at IS NOT NULL"), ("delivered", "delivered_at IS NOT NULL"), ("read", "read_at IS NOT NULL"), ("failed", "state = 'failed'"), ("unknown", "state = 'unknown'") })
            (await stage.Count($"SELECT coalesce(sum(amount), 0)::bigint FROM queue_tallies WHERE metric = '{metric}'")).ShouldBe(await stage.CountMessages(condition), metric);
    }
}
