using Npgsql;

namespace Parley.Platform.Data;

/// <summary>For statements that run many times a second: parsed and planned once per connection. The driver could do that by itself
/// at the third use of any statement, but one that fails just then (a text that PostgreSQL refuses is enough) stays broken on that connection
/// for everybody (npgsql issue 6391), so it must not, and the hot ones say so themselves.</summary>
public static class PreparedStatements
{
    public static async Task<NpgsqlDataReader> QueryPrepared(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteReaderAsync(cancellationToken);
    }

    public static async Task<int> ExecutePrepared(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
