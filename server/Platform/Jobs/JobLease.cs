using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform.Data;

namespace Parley.Platform.Jobs;

/// <summary>This worker's hold on one job. Every write is fenced by epoch and attempt: a worker that lost the job changes nothing.</summary>
internal sealed class JobLease(Db db, JobId id, long epoch, short attempt)
{
    public JobId Id => id;
    public long Epoch => epoch;

    /// <summary>Null: lost. True: somebody cancelled it.</summary>
    public async Task<bool?> Keep(DateTimeOffset until, JobProgress? progress, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = Fenced("Platform/Jobs/keep_job.sql", connection);
        command.Parameters.Add(new() { Value = until });
        command.Parameters.Add(JsonOf(progress));
        return (bool?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>False: lost, or cancelled before.</summary>
    public async Task<bool> PassReturn(CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(
            "UPDATE jobs SET past_return = true WHERE id = $1 AND state = 'running' AND lease = $2 AND attempt = $3 AND (past_return OR NOT cancel_asked)", connection);
        Fence(command);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task End(JobState state, JobProgress? progress, object? result, string? error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = Fenced("Platform/Jobs/end_job.sql", connection);
        command.Parameters.Add(new() { Value = Words<JobState>.Of(state) });
        command.Parameters.Add(JsonOf(progress));
        command.Parameters.Add(JsonOf(result));
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = error });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Fenced(string statement, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(Sql.File(statement), connection);
        Fence(command);
        return command;
    }

    private void Fence(NpgsqlCommand command)
    {
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = epoch });
        command.Parameters.Add(new() { Value = attempt });
    }

    private static NpgsqlParameter JsonOf(object? value) => new()
    {
        Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, Json.Options),
        NpgsqlDbType = NpgsqlDbType.Jsonb,
    };
}
