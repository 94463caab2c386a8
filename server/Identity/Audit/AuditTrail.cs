using System.Threading.Channels;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Identity.Audit;

/// <summary>Writes the audit log. Lines that arrive together are committed together; whoever writes one waits for the commit.</summary>
public sealed partial class AuditTrail(Db db, TimeProvider time, ILogger<AuditTrail> logger) : BackgroundService
{
    private const int Batch = 1000;
    private const int Attempts = 3;
    private readonly Channel<Line> _lines = Channel.CreateBounded<Line>(new BoundedChannelOptions(20_000) { SingleReader = true });

    /// <summary>Returns when the line is committed, or when the database could not be reached and the loss was logged: an audit
    /// that cannot be written does not undo what happened.</summary>
    public async Task Write(AuditEntry entry)
    {
        var line = new Line(entry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _lines.Writer.WriteAsync(line, CancellationToken.None); // what happened is written down, whether the client waits or not
        await line.Written.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Line>(Batch);
        // Ends when StopAsync closed the channel and everything in it is written.
        while (await _lines.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < Batch && _lines.Reader.TryRead(out var line)) batch.Add(line);
            await Commit(batch);
            foreach (var line in batch) line.Written.SetResult();
            batch.Clear();
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _lines.Writer.TryComplete();
        return ExecuteTask ?? Task.CompletedTask;
    }

    private async Task Commit(List<Line> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Insert(batch);
                return;
            }
            catch (NpgsqlException problem) when (attempt < Attempts && problem is not PostgresException { IsTransient: false })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), time, CancellationToken.None);
            }
            catch (NpgsqlException problem)
            {
                foreach (var line in batch) Lost(logger, problem, line.Entry.Action, line.Entry.Id);
                return;
            }
        }
    }

    private async Task Insert(List<Line> batch)
    {
        await using var connection = await db.OpenEngine(CancellationToken.None);
        await Insert(connection, batch.ConvertAll(line => line.Entry), CancellationToken.None);
    }

    /// <summary>Writes lines in the caller's transaction.</summary>
    public static async Task Insert(NpgsqlConnection connection, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await using var command = new NpgsqlCommand(Sql.File("Identity/Audit/write_audit.sql"), connection);
        void Column<T>(Func<AuditEntry, T> value) => command.Parameters.Add(new() { Value = entries.Select(value).ToArray() });
        Column(e => e.Id);
        Column(e => e.TenantId.Value);
        Column(e => e.At);
        Column(e => e.Actor);
        Column(e => e.UserId);
        Column(e => e.ApiKeyId);
        Column(e => e.Action);
        Column(e => e.Words);
        Column(e => string.Join(' ', e.Targets)); // ids have no spaces
        Column(e => e.Status);
        Column(e => e.Ip?.ToString());
        await command.ExecutePrepared(cancellationToken);
    }

    private sealed record Line(AuditEntry Entry, TaskCompletionSource Written);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log lost {Action} ({Id})")]
    private static partial void Lost(ILogger logger, Exception problem, string action, Guid id);
}
