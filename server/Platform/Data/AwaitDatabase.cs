using Npgsql;

namespace Parley.Platform.Data;

/// <summary>The database may come up later than the server: after a power cut, or when both are started at once.</summary>
internal static partial class AwaitDatabase
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits while nobody answers or the database recovers. What no waiting can mend (a wrong password, no such database) is told at once.</summary>
    /// <exception cref="FormatException">The database refuses; the message names DATABASE_URL and holds no password.</exception>
    public static async Task Run(NpgsqlConnectionStringBuilder login, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(login.ConnectionString) { Pooling = false };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient)
            {
                if (attempt % 10 == 0) Waiting(logger, away.InnerException?.Message ?? away.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (NpgsqlException refused)
            {
                throw new FormatException($"DATABASE_URL opens no database: {(refused as PostgresException)?.MessageText ?? refused.Message}. Correct the user, the password or the database's name in it.", refused);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database (DATABASE_URL) does not answer yet; trying again every second: {Problem}")]
    private static partial void Waiting(ILogger logger, string problem);
}
