using System.Text.Json;
using Npgsql;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Bulk;

/// <summary>A bulk send as the API shows it.</summary>
/// <param name="State"><c>running</c>, <c>completed</c> or <c>stopped</c>.</param>
/// <param name="Given">Recipients of the request: those that became messages and those that were rejected.</param>
/// <param name="Rejected">Numbers that cannot exist, and doubles.</param>
public sealed record BulkView(BulkId Id, string State, int Given, int Rejected, SendFigures Figures, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>One per recipient, in the order of the request; only in the answer to a small request.</summary>
    public IReadOnlyList<BulkResult>? Results { get; init; }

    internal sealed record Row(BulkId Id, int Total, IReadOnlyList<GivenRecipients.Reject> Rejects, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? StoppedAt, DateTimeOffset? FinishedAt)
    {
        public BulkView View(SendFigures.Sums sums)
        {
            var figures = sums.Of(QueueId.Of(Id.Value), Total);
            return new(Id, figures.Pending > 0 && StoppedAt is null ? "running" : StoppedAt is null ? "completed" : "stopped", Total + Rejects.Count, Rejects.Count, figures, CreatedBy, CreatedAt,
                figures.Pending > 0 ? null : FinishedAt);
        }
    }

    /// <param name="connection">Of the tenant.</param>
    /// <param name="tail">Everything after WHERE; no part of it is a caller's.</param>
    internal static async Task<List<Row>> Where(NpgsqlConnection connection, string tail, IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, total, rejects, created_by, created_at, stopped_at, finished_at FROM bulk_sends WHERE " + tail, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var found = new List<Row>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            found.Add(new Row(BulkId.Of(rows.GetGuid(0)), rows.GetInt32(1), JsonSerializer.Deserialize<List<GivenRecipients.Reject>>(rows.GetString(2), Json.Options)!, rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4),
                rows.IsDBNull(5) ? null : rows.GetFieldValue<DateTimeOffset>(5), rows.IsDBNull(6) ? null : rows.GetFieldValue<DateTimeOffset>(6)));
        return found;
    }

    internal static async Task<Row?> Find(Db db, TenantId tenant, BulkId id, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        return (await Where(connection, "id = $1 AND tenant_id = $2", [id.Value, tenant.Value], cancellationToken)).SingleOrDefault();
    }
}
