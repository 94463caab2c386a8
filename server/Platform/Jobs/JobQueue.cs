using System.Text.Json;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Platform.Jobs;

/// <summary>The jobs table as workers see it.</summary>
internal sealed class JobQueue(Db db, JobsOptions options, TimeProvider time)
{
    internal sealed record Claimed(JobId Id, TenantId Tenant, string Kind, JsonElement Input, short Attempt, string CreatedBy);

    /// <summary>The next job, now held under that epoch; null when none waits.</summary>
    public async Task<Claimed?> Claim(long epoch, string[] kinds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Platform/Jobs/claim_job.sql"), connection);
        command.Parameters.Add(new() { Value = epoch });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + options.Lease });
        command.Parameters.Add(new() { Value = kinds });
        command.Parameters.Add(new() { Value = options.Attempts });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        using var input = JsonDocument.Parse(row.GetString(3));
        return new Claimed(JobId.Of(row.GetGuid(0)), TenantId.Of(row.GetGuid(1)), row.GetString(2), input.RootElement.Clone(), row.GetInt16(4), row.GetString(5));
    }

    /// <summary>Ends what died and must not be run again.</summary>
    public async Task GiveUp(string[] restartable, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Platform/Jobs/give_up_jobs.sql"), connection);
        command.Parameters.Add(new() { Value = restartable });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = options.Attempts });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
