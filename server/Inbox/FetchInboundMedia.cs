using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Media;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>One file that a person sent: fetched from the network with no transaction open, stored, and put into its message.</summary>
internal sealed class FetchInboundMedia(Db db, OwnedSenders owned, MediaStore store, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Networks keep files for some days; who could not be asked for so long is not asked any more.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>A message has its file now; said after the commit.</summary>
    public event Action<MessageMove>? Stored;

    public sealed record Waiting(MessageId Message, TenantId Tenant, SenderId Sender, string Driver, string Reference, string? Type, string? FileName, short Attempt, DateTimeOffset Since);

    public async Task Run(Waiting file, CancellationToken cancellationToken)
    {
        if (!owned.TryGet(file.Sender, out var sender) || !owned.MayAct(sender)) return; // another node's by now
        var driver = sender.Driver.Name == file.Driver ? sender.Driver : sender.Fallback?.Name == file.Driver ? sender.Fallback : null;
        if (driver is not IMediaFetch network) await End(file, null, cancellationToken);
        else if (await Fetch(network, sender.Session, file, cancellationToken) is not { Answered: true } fetched) await Postpone(file, cancellationToken);
        else await End(file, fetched.Outcome as MediaStore.Outcome.Stored, cancellationToken);
    }

    /// <returns>Not answered: the network, or the way to it, is away at the moment.</returns>
    private async Task<(bool Answered, MediaStore.Outcome? Outcome)> Fetch(IMediaFetch network, Session session, Waiting file, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(Longest, time, cancellationToken);
        try
        {
            await using var bytes = await network.Fetch(session, file.Reference, limit.Token);
            return (true, bytes is null ? null : await store.Receive(file.Tenant, bytes, file.Type, file.FileName, limit.Token));
        }
        catch (Exception away) when (away is IOException or HttpRequestException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (false, null);
        }
    }

    /// <param name="stored">Null: the file is gone, or is none that can be kept.</param>
    private async Task End(Waiting file, MediaStore.Outcome.Stored? stored, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH ended AS (
                UPDATE inbound_media SET state = CASE WHEN $2::uuid IS NULL THEN 'gone' ELSE 'stored' END, media_id = $2, reference = NULL WHERE message_id = $1 AND state = 'waiting' RETURNING message_id
            ), told AS (
                UPDATE messages m SET content = jsonb_set(m.content, '{media}', $3) FROM ended WHERE m.id = ended.message_id AND $2 IS NOT NULL AND m.content ? 'media'
            )
            SELECT count(*) FROM ended
            """, connection);
        command.Parameters.Add(new() { Value = file.Message.Value });
        command.Parameters.Add(new() { Value = (object?)stored?.Media.Id.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = stored is null ? DBNull.Value : JsonSerializer.Serialize(stored.Media.Reference(), Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        var isOurs = (long)(await command.ExecuteScalarAsync(cancellationToken))! == 1;
        if (isOurs && stored is not null) Stored?.Invoke(new MessageMove(file.Tenant, file.Message, MessageState.Received));
        // The person was erased meanwhile: what came for them must not stay.
        if (!isOurs && stored is { New: true })
        {
            await using var forget = new NpgsqlCommand("DELETE FROM media d WHERE d.id = $1 AND NOT EXISTS (SELECT FROM inbound_media i WHERE i.media_id = d.id)", connection) { Parameters = { new() { Value = stored.Media.Id.Value } } };
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task Postpone(Waiting file, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - file.Since > GiveUpAfter)
        {
            await End(file, null, cancellationToken);
            return;
        }
        var wait = FirstWait * Math.Pow(2, Math.Min((int)file.Attempt, 12));
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE inbound_media SET attempt = least(attempt + 1, 1000), not_before = $2 WHERE message_id = $1 AND state = 'waiting'", connection);
        command.Parameters.Add(new() { Value = file.Message.Value });
        command.Parameters.Add(new() { Value = now + (wait < LongestWait ? wait : LongestWait) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
