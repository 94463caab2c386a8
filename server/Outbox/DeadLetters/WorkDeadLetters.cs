using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Retries or drops dead letters batch by batch, each batch a transaction of its own. A letter that was retried and dies again meanwhile
/// is younger than the order and is left alone, so that an order ends.</summary>
internal static class WorkDeadLetters
{
    public const int Batch = 2_000;

    /// <summary>What is to be done with which letters.</summary>
    /// <param name="AskedAt">Only letters that were dead by then.</param>
    public sealed record Order(bool Retry, DeadLetterFilter Filter, DateTimeOffset AskedAt);

    /// <param name="Done">Retried or dropped.</param>
    /// <param name="Left">Could not be retried: what they belonged to has ended.</param>
    public sealed record Result(long Done, long Left);

    /// <summary>How many letters the order means, counted up to <paramref name="enough"/>.</summary>
    public static async Task<long> Count(NpgsqlConnection connection, TenantId tenant, Order order, int enough, CancellationToken cancellationToken)
    {
        var values = new List<object> { tenant.Value };
        var where = Where(order, values);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM (SELECT FROM messages m WHERE m.tenant_id = $1 AND {where} LIMIT {enough}) few", connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <param name="connection">Of the tenant.</param>
    /// <param name="told">Called after each batch with what was done so far.</param>
    public static async Task<Result> Run(NpgsqlConnection connection, TenantId tenant, Order order, TimeProvider time, Action<Result>? told, CancellationToken cancellationToken)
    {
        var (result, cursor) = (new Result(0, 0), Guid.Empty);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var ids = await Next(connection, tenant, order, cursor, cancellationToken);
            if (ids.Length == 0) return result;
            cursor = ids[^1];
            var done = order.Retry ? await RetryMessages.Run(connection, ids, time.GetUtcNow(), cancellationToken) : await Drop(connection, ids, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            result = new Result(result.Done + done, result.Left + ids.Length - done);
            told?.Invoke(result);
        }
    }

    /// <summary>Takes letters off the list; they stay in the ledger as they ended.</summary>
    public static async Task<int> Drop(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE messages SET dead = false WHERE id = ANY($1) AND dead", connection) { Parameters = { new() { Value = ids } } };
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Guid[]> Next(NpgsqlConnection connection, TenantId tenant, Order order, Guid cursor, CancellationToken cancellationToken)
    {
        var values = new List<object> { tenant.Value, cursor };
        var where = Where(order, values);
        await using var command = new NpgsqlCommand($"SELECT coalesce(array_agg(id ORDER BY id), '{{}}') FROM (SELECT m.id FROM messages m WHERE m.tenant_id = $1 AND m.id > $2 AND {where} ORDER BY m.id LIMIT {Batch}) next", connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Where(Order order, List<object> values)
    {
        var where = order.Filter.Where(values);
        values.Add(order.AskedAt);
        return $"{where} AND m.finished_at <= ${values.Count}";
    }
}
