using Npgsql;
using Parley.Platform.Data;

namespace Parley.Outbox;

/// <summary>Folds the sums of finished batches into the tallies, every second.</summary>
internal static class FoldTallies
{
    private static readonly string Statement = Sql.File("Outbox/fold_tallies.sql");

    /// <returns>Batches folded; ask again while it is not 0.</returns>
    public static async Task<long> Once(Db db, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand(Statement, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
