using System.Runtime.InteropServices;
using Npgsql;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>What is counted about messages. The words are the API's.</summary>
public static class Metric
{
    public const string Sent = "sent";
    public const string Delivered = "delivered";
    public const string Read = "read";
    public const string Failed = "failed";
    public const string Retried = "retried";

    /// <summary>A driver surely did not send it and handed it to the fallback, counted under the driver that did not.</summary>
    public const string FellBack = "fell_back";
    public const string Suppressed = "suppressed";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";
    public const string Unknown = "unknown";
    public const string Received = "received";

    /// <summary>The first answer of a person after a campaign message.</summary>
    public const string Replied = "replied";
    public const string OptedOut = "opted_out";
}

/// <summary>The sums of one batch, written as one row in the batch's own transaction and folded later (<see cref="FoldTallies"/>):
/// exact, and one insert instead of one update per message.</summary>
public sealed class TallyBatch
{
    private readonly Dictionary<Key, int> _sums = [];
    private DateTimeOffset _at;

    private readonly record struct Key(DateTimeOffset Hour, Guid Tenant, Guid Queue, Guid Sender, string Method, short Variant, string Metric, string Reason);

    /// <param name="amount">May be negative: a dead letter that is tried again is no failure any more.</param>
    public void Add(DateTimeOffset now, TenantId tenant, QueueId? queue, SenderId? sender, string? method, short variant, string metric, string? reason = null, int amount = 1)
    {
        _at = now;
        var hour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        var key = new Key(hour, tenant.Value, queue?.Value ?? Guid.Empty, sender?.Value ?? Guid.Empty, method ?? "", variant, metric, reason ?? "");
        CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _) += amount;
    }

    public async Task Write(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_sums.Count == 0) return;
        foreach (var (key, amount) in _sums) OutboxMetrics.Tallied(key.Metric, key.Method, key.Reason, amount);
        await using var command = new NpgsqlCommand("""
            INSERT INTO tally_batches (hour, tenant_id, queue_id, sender_id, method, variant, metric, reason, amount, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, connection);
        var p = command.Parameters;
        var keys = _sums.Keys;
        p.Add(new() { Value = keys.Select(k => k.Hour).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Tenant).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Queue).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Sender).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Method).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Variant).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Metric).ToArray() });
        p.Add(new() { Value = keys.Select(k => k.Reason).ToArray() });
        p.Add(new() { Value = _sums.Values.ToArray() });
        p.Add(new() { Value = _at });
        await command.ExecutePrepared(cancellationToken);
    }
}
