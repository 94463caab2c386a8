using Npgsql;

namespace Parley.Platform.Data;

/// <summary>What an error of the database says about asking again.</summary>
public static class PostgresProblems
{
    /// <summary>The same statement would be refused again. Not so when the database is stopping, starting, short of something or held by a lock, and not
    /// when it only reads, as a standby does until it has taken over.</summary>
    public static bool IsLasting(this PostgresException problem) =>
        !problem.IsTransient && !problem.SqlState.StartsWith("57", StringComparison.Ordinal) && problem.SqlState != PostgresErrorCodes.ReadOnlySqlTransaction;
}
