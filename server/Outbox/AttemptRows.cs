using System.Text;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Collects attempts that did not end in acceptance and writes them at once.</summary>
internal sealed class AttemptRows
{
    private const int LongestRawError = 2000;
    private readonly List<(Guid Message, short Number, Guid Tenant, Guid Sender, string Method, DateTimeOffset StartedAt, int DurationMs, string Outcome, string Reason, string? Raw)> _rows = [];

    public void Add(MessageId message, short number, TenantId tenant, SenderId sender, string method, DateTimeOffset startedAt, TimeSpan duration, string outcome, Reason reason, string? rawError) =>
        _rows.Add((message.Value, number, tenant.Value, sender.Value, method, startedAt, (int)Math.Min(duration.TotalMilliseconds, int.MaxValue), outcome, reason.Slug,
            rawError is null ? null : Storable(rawError)));

    // A driver's words can be anything: PostgreSQL takes no NUL, and half of a surrogate pair (also one that a cut leaves) is no text.
    private static string Storable(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, LongestRawError));
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > LongestRawError) break;
            if (rune.Value != 0) kept.Append(rune.ToString());
        }
        return kept.ToString();
    }

    public async Task Write(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_rows.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            INSERT INTO message_attempts (message_id, number, tenant_id, sender_id, method, started_at, duration_ms, outcome, reason, raw_error)
            SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::int[], $8::text[], $9::text[], $10::text[])
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = _rows.ConvertAll(r => r.Message).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Number).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Tenant).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Sender).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Method).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.StartedAt).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.DurationMs).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Outcome).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Reason).ToArray() });
        p.Add(new() { Value = _rows.ConvertAll(r => r.Raw).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecutePrepared(cancellationToken);
    }
}
