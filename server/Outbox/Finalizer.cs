using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Platform.Health;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Writes outcomes in batches: ledger, attempts, health, tallies in one transaction, fenced by lease and attempt.
/// When the database is away the batch waits and is written again; the fence makes the repetition harmless. What the database refuses is written without the
/// driver's words, and if it is refused even so, left to the rescue: one message that cannot be written down must not stop all others.</summary>
internal sealed partial class Finalizer(Db db, OutboxOptions options, HealthOptions health, TimeProvider time, ILogger<Finalizer> logger, Heartbeats? heartbeats = null) : BackgroundService
{
    private static readonly string Statement = Sql.File("Outbox/finalize.sql");
    private readonly Channel<Outcome> _outcomes = Channel.CreateUnbounded<Outcome>(new() { SingleReader = true });
    private readonly Random _random = Random.Shared;

    /// <summary>Senders have room again.</summary>
    public event Action? Freed;

    /// <summary>Messages came into other states; said after the commit.</summary>
    public event Action<MessageMove>? Moved;

    public void Add(Outcome outcome) => _outcomes.Writer.TryWrite(outcome);

    /// <summary>By now no more outcomes come (see <see cref="Drain"/>): writes the rest and ends.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _outcomes.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not ended by the stopping token: what was sent must be written down. See StopAsync.
        var batch = new List<Outcome>(options.FinalizeBatch);
        using var heartbeat = heartbeats?.Expect("finaliser", TimeSpan.FromMinutes(2));
        heartbeat?.Rest();
        while (await _outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            heartbeat?.Beat();
            batch.Clear();
            while (batch.Count < options.FinalizeBatch && _outcomes.Reader.TryRead(out var outcome)) batch.Add(outcome);
            await WriteUntilDone(batch, stoppingToken);
            foreach (var outcome in batch) outcome.Message.Slot.Arrived(outcome.Message);
            Freed?.Invoke();
            heartbeat?.Rest();
        }
    }

    private async Task WriteUntilDone(List<Outcome> batch, CancellationToken stoppingToken)
    {
        var (isBare, isEchoed) = (false, false);
        while (true)
        {
            try
            {
                if (isEchoed && batch is [{ NetworkId: { } networkId } one] && !await EchoOfOurs.Join(db, one, networkId, time.GetUtcNow(), CancellationToken.None)) batch = [one.WithoutNetworkId()];
                isEchoed = false;
                await WriteBatch(batch, CancellationToken.None);
                return;
            }
            catch (PostgresException taken) when (taken.ConstraintName == EchoOfOurs.Index && batch is [{ NetworkId: not null }])
            {
                isEchoed = true;
            }
            catch (PostgresException refused) when (refused.IsLasting() && batch.Count > 1)
            {
                Refused(logger, refused, batch.Count);
                foreach (var outcome in batch) await WriteUntilDone([outcome], stoppingToken);
                return;
            }
            catch (PostgresException refused) when (refused.IsLasting())
            {
                Unwritable(logger, refused, isBare ? "the rescue takes the message over when its lease ends" : "it is tried without the driver's words");
                if (isBare) return;
                (batch, isBare) = ([batch[0].WithoutRawErrors()], true);
            }
            catch (Exception problem) when (problem is NpgsqlException or System.IO.IOException)
            {
                Interrupted(logger, problem, batch.Count);
                // A process that must end leaves the rest to the rescue, which knows what may have left.
                if (stoppingToken.IsCancellationRequested) return;
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, CancellationToken.None);
            }
        }
    }

    private async Task WriteBatch(List<Outcome> batch, CancellationToken cancellationToken)
    {
        var (now, began) = (time.GetUtcNow(), time.GetTimestamp());
        using var span = ParleyTracing.Source.StartActivity(ParleyTracing.Finalise)?.SetTag("parley.batch", batch.Count);
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var aftermaths = batch.ConvertAll(outcome => After(outcome, now));
        var tally = new TallyBatch();
        var written = new Dictionary<MessageId, MessageState>();
        await using (var command = Prepare(connection, batch, aftermaths, now))
        await using (var rows = await command.QueryPrepared(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) written[MessageId.Of(rows.GetGuid(0))] = Words<MessageState>.Parse(rows.GetString(1));

        var attempts = new AttemptRows();
        var reports = new Dictionary<SenderId, List<bool>>();
        var partners = new SortedDictionary<Guid, Guid>();
        var rests = new Dictionary<SenderId, DateTimeOffset>();
        var handedBack = new Dictionary<(SenderId Sender, DateTimeOffset TakenAt), int>();
        // A success is worth writing down only for a sender that ails: one whose health was not full at the last claim, or that fails in this very batch.
        var failing = batch.FindAll(outcome => outcome.CostsHealth && written.ContainsKey(outcome.Message.Id)).ConvertAll(outcome => outcome.Message.Slot).ToHashSet();
        for (var i = 0; i < batch.Count; i++)
        {
            var (outcome, after, message) = (batch[i], aftermaths[i], batch[i].Message);
            if (!written.TryGetValue(message.Id, out var was)) continue;
            Record(outcome, was, after, now, tally, attempts);
            var sender = message.Sender.Id;
            if (outcome.Result is null) handedBack[(sender, message.ClaimedAt)] = handedBack.GetValueOrDefault((sender, message.ClaimedAt)) + 1;
            if (outcome.CostsHealth) Report(sender, false);
            if (RetryPolicy.SlowsSender(outcome.Result, options) is { } rest && rests.GetValueOrDefault(sender) < now + rest) rests[sender] = now + rest;
            if (outcome.Result is not SendResult.Accepted) continue;
            if (message.Slot.Ails || failing.Contains(message.Slot)) Report(sender, true);
            if (message.Head.Contact is { } contact) partners[contact.Value] = sender.Value;
        }
        void Report(SenderId sender, bool success)
        {
            if (!reports.TryGetValue(sender, out var list)) reports[sender] = list = [];
            list.Add(success);
        }
        await attempts.Write(connection, cancellationToken);
        await RememberPartners(connection, partners, cancellationToken);
        var pausing = await SenderReports.Write(connection, reports, handedBack, rests, health, now, cancellationToken);
        await PauseSender.ByItself(connection, pausing, Reasons.FailureStreak, now, cancellationToken);
        await tally.Write(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // Successes that the next batch brings count as well, although no claim has read the health in between.
        foreach (var slot in failing) slot.Ails = true;
        OutboxMetrics.Finalized(batch.Count, time.GetElapsedTime(began));
        if (Moved is not { } moved) return;
        for (var i = 0; i < batch.Count; i++)
            if (written.ContainsKey(batch[i].Message.Id)) moved(new MessageMove(batch[i].Message.Queue.Tenant, batch[i].Message.Id, aftermaths[i].Next));
    }

    private Aftermath After(Outcome outcome, DateTimeOffset now)
    {
        var message = outcome.Message;
        if (outcome.Result is null) return new(message.Head.Attempt > 0 ? MessageState.Retrying : MessageState.Queued, now, false, false, false, false, null);
        var driver = message.Sender.Driver.Name == outcome.Method ? message.Sender.Driver : message.Sender.Fallback;
        var after = RetryPolicy.After(outcome.Result, message.Attempt, message.Queue.Attempts + message.Head.Granted, driver?.Capabilities.DeduplicatesById == true, now, options, _random.NextDouble(),
            message.Head.MayHaveLeft);
        // What the primary refused is any other sender's, also when the fallback is to try again.
        return after.Next == MessageState.Retrying && RetryPolicy.CostsHealth(outcome.Before?.Result) ? after with { Unpin = true } : after;
    }

    /// <param name="was">The state that the outcome found: sending, or what a faster receipt made of it.</param>
    private static void Record(Outcome outcome, MessageState was, Aftermath after, DateTimeOffset now, TallyBatch tally, AttemptRows attempts)
    {
        var message = outcome.Message;
        var (tenant, queue, sender) = (message.Queue.Tenant, message.Queue.Id, message.Sender.Id);
        if (outcome.Before is { } before)
        {
            Record(before, MessageState.Sending, after with { Next = MessageState.Sending }, now, tally, attempts);
            tally.Add(now, tenant, queue, sender, before.Method, message.Head.Variant, Metric.FellBack);
        }
        var (word, reason, raw) = outcome.Result switch
        {
            SendResult.Retry retry => ("retry", retry.Reason, retry.RawError),
            SendResult.Refused refused => ("refused", refused.Reason, refused.RawError),
            SendResult.Unknown unknown => ("unknown", unknown.Reason, unknown.RawError),
            _ => (null, null, null),
        };
        if (word is not null) attempts.Add(message.Id, message.Attempt, tenant, sender, outcome.Method, outcome.StartedAt, outcome.Duration, word, reason!, raw);
        // A receipt that was faster knows better: what is delivered was sent, whatever the driver said, and a refusal is counted by its receipt.
        var metric = was switch
        {
            MessageState.Sent or MessageState.Delivered or MessageState.Read => Metric.Sent,
            MessageState.Sending when outcome.Result is not null => after.Next switch
            {
                MessageState.Sent => Metric.Sent,
                MessageState.Failed => Metric.Failed,
                MessageState.Retrying => Metric.Retried,
                _ => null,
            },
            _ => null,
        };
        if (metric is not null) tally.Add(now, tenant, queue, sender, outcome.Method, message.Head.Variant, metric, metric == Metric.Failed ? reason?.Slug : null);
    }

    private static NpgsqlCommand Prepare(NpgsqlConnection connection, List<Outcome> batch, List<Aftermath> after, DateTimeOffset now)
    {
        var command = new NpgsqlCommand(Statement, connection);
        var p = command.Parameters;
        p.Add(new() { Value = now });
        p.Add(new() { Value = batch.ConvertAll(o => o.Message.Id.Value).ToArray() });
        p.Add(new() { Value = batch.ConvertAll(o => o.Message.Lease).ToArray() });
        p.Add(new() { Value = batch.ConvertAll(o => o.Message.Attempt).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => Words<MessageState>.Of(a.Next)).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => a.DueAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = batch.ConvertAll(o => ReasonOf(o.Result)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new() { Value = after.ConvertAll(a => a.Dead).ToArray() });
        p.Add(new() { Value = batch.ConvertAll(o => o.NetworkId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new() { Value = batch.ConvertAll(o => o.Method).ToArray() });
        p.Add(new() { Value = batch.ConvertAll(o => o.Result is SendResult.Accepted accepted ? accepted.At : (DateTimeOffset?)null).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = batch.ConvertAll(o => (int)o.Duration.TotalMilliseconds).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => a.Bind).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => a.Unpin).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => a.CountsAttempt).ToArray() });
        p.Add(new() { Value = after.ConvertAll(a => a.AwaitUntil).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        p.Add(new() { Value = batch.ConvertAll(o => o.Message.ClaimedAt).ToArray() });
        return command;
    }

    private static string? ReasonOf(SendResult? result) => result switch
    {
        SendResult.Retry retry => retry.Reason.Slug,
        SendResult.Refused refused => refused.Reason.Slug,
        SendResult.Unknown unknown => unknown.Reason.Slug,
        _ => null,
    };

    /// <summary>The sender that a person talks with; written only when it changes.</summary>
    private static async Task RememberPartners(NpgsqlConnection connection, SortedDictionary<Guid, Guid> partners, CancellationToken cancellationToken)
    {
        if (partners.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            UPDATE contacts c SET last_sender_id = p.sender FROM unnest($1::uuid[], $2::uuid[]) AS p(contact, sender)
            WHERE c.id = p.contact AND c.last_sender_id IS DISTINCT FROM p.sender
            """, connection);
        command.Parameters.Add(new() { Value = partners.Keys.ToArray() });
        command.Parameters.Add(new() { Value = partners.Values.ToArray() });
        await command.ExecutePrepared(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a batch of {Count} outcomes; they are written one by one")]
    private static partial void Refused(ILogger logger, Exception problem, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refuses an outcome; {Next}")]
    private static partial void Unwritable(ILogger logger, Exception problem, string next);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} outcomes could not be written; they are kept and written again")]
    private static partial void Interrupted(ILogger logger, Exception problem, int count);
}
