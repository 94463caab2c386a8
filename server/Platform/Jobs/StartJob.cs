using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;

namespace Parley.Platform.Jobs;

/// <summary>Queues long work. It starts when the caller's transaction commits (at once without one).</summary>
public static class StartJob
{
    /// <param name="connection">The tenant's or the engine's.</param>
    /// <param name="kind">An <see cref="IJobKind.Name"/>.</param>
    /// <param name="input">What the kind reads with <see cref="JobContext.Input"/>.</param>
    public static async Task<JobId> Run(NpgsqlConnection connection, TenantId tenant, string kind, object input, string createdBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Id.New<JobId>();
        await using var command = new NpgsqlCommand("""
            WITH job AS (
                INSERT INTO jobs (id, tenant_id, kind, state, input, created_by, created_at) VALUES ($1, $2, $3, 'queued', $4, $5, $6)
                RETURNING id, tenant_id, kind, state)
            SELECT pg_notify('parley_job', to_json(job)::text) FROM job
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(input, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = createdBy });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }
}
