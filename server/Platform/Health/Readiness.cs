using Npgsql;
using Parley.Platform.Cluster;
using Parley.Platform.Data;

namespace Parley.Platform.Health;

/// <summary>Whether this process can do its work. Asked by load balancers that nobody signs in, so an answer holds for a second:
/// however often they ask, the database is asked once.</summary>
public sealed class Readiness(Db db, Node node, Heartbeats heartbeats, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _one = new(1);
    private long _askedAt;
    private IReadOnlyList<Part>? _answer;

    /// <summary>A part of this process, and what is wrong with it in a sentence; null when nothing is.</summary>
    public sealed record Part(string Name, string? Trouble);

    public async Task<IReadOnlyList<Part>> Ask(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_answer is not null && time.GetElapsedTime(_askedAt) < Holds) return _answer;
            _answer = await Look(cancellationToken);
            _askedAt = time.GetTimestamp();
            return _answer;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IReadOnlyList<Part>> Look(CancellationToken cancellationToken)
    {
        var silent = heartbeats.Silent().ToDictionary(part => part.Part, part => part.Silent, StringComparer.Ordinal);
        return
        [
            new Part("database", await DatabaseTrouble(cancellationToken)),
            new Part("node", NodeTrouble()),
            .. heartbeats.Parts.Select(part => new Part(part,
                silent.TryGetValue(part, out var since) ? $"It has not moved for {(int)since.TotalSeconds} seconds." : null)),
        ];
    }

    private string? NodeTrouble() => (node.Epoch, node.IsAlive) switch
    {
        (0, _) => "This process has not joined the cluster yet.",
        (_, false) => "This process could not tell the others that it is alive, so it acts on nothing until it can.",
        _ => null,
    };

    private async Task<string?> DatabaseTrouble(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var connection = await db.OpenEngine(either.Token);
            await using var command = new NpgsqlCommand("SELECT name FROM schema_migrations", connection);
            var applied = new HashSet<string>(StringComparer.Ordinal);
            await using var rows = await command.ExecuteReaderAsync(either.Token);
            while (await rows.ReadAsync(either.Token)) applied.Add(rows.GetString(0));
            var missing = Sql.Migrations().Count(migration => !applied.Contains(migration.Name));
            return missing == 0 ? null : $"It lacks {missing} of this version's migrations.";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return $"It did not answer within {Patience.TotalSeconds:0} seconds.";
        }
        catch (NpgsqlException)
        {
            return "It cannot be reached.";
        }
    }

    public void Dispose() => _one.Dispose();
}
