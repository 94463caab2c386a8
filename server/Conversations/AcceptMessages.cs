using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Identity.Audit;
using Parley.Outbox;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Writes submitted messages into the ledger and answers after the commit. What comes in while a batch is being written makes up the
/// next one, so a single message waits for nobody and a thousand a second cost a few hundred commits.</summary>
public sealed class AcceptMessages(Db db, UpsertContacts contacts, StandingQueues queues, Drivers drivers, TimeProvider time)
{
    private const int MostInBatch = 500;

    /// <summary>Of one tenant. More would only wait longer, and the callers should know.</summary>
    private const int MostWaiting = 20_000;

    /// <summary>A second batch begins while the first one waits for the disk when this many messages are there for it.</summary>
    private const int WorthASecond = 8;

    private const int Writers = 2;

    private readonly ConcurrentDictionary<TenantId, Line> _lines = new();

    private sealed class Line
    {
        public Queue<Waiting> Waiting { get; } = new();
        public int Writers { get; set; }
    }

    private sealed record Waiting(Submission Submission, TaskCompletionSource<Acceptance> Answer);

    /// <summary>Ends when the message is committed or refused.</summary>
    public Task<Acceptance> Submit(TenantId tenant, Submission submission)
    {
        var line = _lines.GetOrAdd(tenant, static _ => new Line());
        var answer = new TaskCompletionSource<Acceptance>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (line)
        {
            if (line.Waiting.Count >= MostWaiting) return Task.FromResult<Acceptance>(new Acceptance.Crowded());
            line.Waiting.Enqueue(new(submission, answer));
            if (line.Writers > 0 && (line.Writers >= Writers || line.Waiting.Count < WorthASecond)) return answer.Task;
            line.Writers++;
        }
        _ = Task.Run(() => WriteUntilEmpty(tenant, line));
        return answer.Task;
    }

    private async Task WriteUntilEmpty(TenantId tenant, Line line)
    {
        while (true)
        {
            var batch = new List<Waiting>();
            lock (line)
            {
                while (batch.Count < MostInBatch && line.Waiting.TryDequeue(out var one)) batch.Add(one);
                if (batch.Count == 0)
                {
                    line.Writers--;
                    return;
                }
            }
            await Answer(tenant, batch);
        }
    }

    private async Task Answer(TenantId tenant, List<Waiting> batch)
    {
        try
        {
            var answers = await Write(tenant, batch.ConvertAll(w => w.Submission), CancellationToken.None);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
        }
        catch (PostgresException refused) when (refused.SqlState[..2] is "22" && batch.Count > 1)
        {
            // One of them cannot be stored; the others must not suffer for it.
            foreach (var one in batch) await Answer(tenant, [one]);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire or "22P05")
        {
            batch[0].Answer.SetResult(new Acceptance.Unstorable());
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Handed to the requests, whose last door answers and logs.
            foreach (var one in batch) one.Answer.TrySetException(problem);
        }
    }

    /// <summary>Writes the submissions of one tenant in one transaction; one answer each, in their order.</summary>
    public async Task<Acceptance[]> Write(TenantId tenant, IReadOnlyList<Submission> batch, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var answers = new Acceptance?[batch.Count];
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        var queueOf = new Dictionary<short, QueueId>();
        foreach (var priority in batch.Select(s => s.Priority).Distinct()) queueOf[priority] = await queues.Find(connection, tenant, QueueKind.Direct, priority, cancellationToken);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (twins, claimed) = await ClaimKeys(connection, tenant, batch, answers, now, cancellationToken);
        await FindAnswered(connection, batch, answers, cancellationToken);
        var open = Enumerable.Range(0, batch.Count).Where(i => answers[i] is null && !twins.ContainsKey(i)).ToList();
        var choice = await SenderChoice.For(connection, tenant, drivers, open.ConvertAll(i => batch[i]), cancellationToken);
        var people = await contacts.Run(transaction, tenant, open.ConvertAll(i => new UpsertContacts.Seed(batch[i].To)), cancellationToken);
        var personal = await PersonalValues.Read(connection, open.Where(i => batch[i].Variables is not null).Select(i => people[open.IndexOf(i)].Id), cancellationToken);

        var wrote = choice.NeedsWindows ? await FreeFormWindows.Read(connection, [.. people.Select(person => person.Id.Value).Distinct()], cancellationToken) : null;

        var messages = new List<NewMessage>(open.Count);
        for (var n = 0; n < open.Count; n++)
        {
            var (index, submission, person) = (open[n], batch[open[n]], people[n]);
            if (person.Suppressed)
            {
                answers[index] = new Acceptance.Suppressed(person.Blocked ? Reasons.Blocked : Reasons.OptedOut);
                continue;
            }
            if (personal.Fill(submission, person.Id, out var missing) is not { } content)
            {
                answers[index] = new Acceptance.MissingVariables(missing);
                continue;
            }
            var chosen = choice.For(submission, content, person.LastSender, submission.DueAt > now ? null : wrote?.GetValueOrDefault(person.Id.Value) ?? FreeFormWindows.None, now);
            if (chosen.Objection is not null)
            {
                answers[index] = chosen.Objection;
                continue;
            }
            if (content.Kind == ContentKind.Template)
            {
                (content, var unfit, var refusal) = await drivers.CheckTemplate(tenant, chosen.Pin, content, cancellationToken);
                if (unfit is not null)
                {
                    answers[index] = new Acceptance.TemplateUnfit(refusal!, unfit);
                    continue;
                }
            }
            messages.Add(new NewMessage(submission.Id, queueOf[submission.Priority], submission.Origin, person.Id, submission.To.ToString(), content,
                chosen.Pin, chosen.Hard, submission.DueAt, null, submission.Driver, submission.Typing));
        }

        var indexOf = open.ToDictionary(i => batch[i].Id);
        foreach (var written in await Enqueue.Add(connection, tenant, messages, now, cancellationToken))
            answers[indexOf[written.Id]] = written.Reason is { } reason ? new Acceptance.Suppressed(reason) : new Acceptance.Taken(written.Id, written.State, true);
        await ForgetStrangers(connection, open.Zip(people).Where(pair => pair.Second.Created && answers[pair.First] is Acceptance.NoSuchSender or Acceptance.NotSupported or Acceptance.TemplateUnfit or Acceptance.MissingVariables or Acceptance.Suppressed { Reason.Slug: "outside-free-form-window" })
            .Select(pair => pair.Second.Id).Except(messages.Select(message => message.Contact).OfType<ContactId>()), cancellationToken);
        await AuditTrail.Insert(connection, [.. open.Where(i => answers[i] is Acceptance.Taken).Select(i => batch[i].Audit).OfType<AuditEntry>()], cancellationToken);

        // A key stands for what was taken. Whatever was refused, and however early, may be asked again under its key.
        await IdempotencyKeys.Release(connection, tenant, [.. claimed.Where(i => answers[i] is not Acceptance.Taken).Select(i => batch[i].Key!.Value.Key)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var (twin, first) in twins) answers[twin] = batch[twin].Key!.Value.Matches(batch[first].Key!.Value.Digest) ? answers[first] is Acceptance.Taken taken ? taken with { IsNew = false } : answers[first] : new Acceptance.OtherRequest();
        return answers!;
    }

    /// <summary>Whoever came into the book only for a message that was refused goes out again: a request that was refused leaves nothing behind.</summary>
    private static async Task ForgetStrangers(NpgsqlConnection connection, IEnumerable<ContactId> strangers, CancellationToken cancellationToken)
    {
        var ids = strangers.Select(id => id.Value).ToArray();
        if (ids.Length == 0) return;
        await using var command = new NpgsqlCommand("DELETE FROM contacts WHERE id = ANY($1)", connection) { Parameters = { new() { Value = ids } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>Submissions whose key stands in the batch twice, with the index of the first; and those whose key is theirs from now on.</returns>
    private static async Task<(Dictionary<int, int> Twins, List<int> Claimed)> ClaimKeys(NpgsqlConnection connection, TenantId tenant, IReadOnlyList<Submission> batch, Acceptance?[] answers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var twins = new Dictionary<int, int>();
        var firsts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < batch.Count; i++)
            if (batch[i].Key is { } key && !firsts.TryAdd(key.Key, i)) twins[i] = firsts[key.Key];
        var keyed = firsts.Values.ToList();
        var earlier = await IdempotencyKeys.Claim(connection, tenant, keyed.ConvertAll(i => batch[i].Key!.Value),
            keyed.ConvertAll(i => JsonSerializer.Serialize(new Acceptance.Taken(batch[i].Id, batch[i].DueAt > now ? MessageState.Pending : MessageState.Queued), Json.Options)), now, cancellationToken);
        foreach (var i in keyed)
            if (earlier.TryGetValue(batch[i].Key!.Value.Key, out var answer))
                answers[i] = batch[i].Key!.Value.Matches(answer.Digest) ? JsonSerializer.Deserialize<Acceptance.Taken>(answer.Response, Json.Options) : new Acceptance.OtherRequest();
        return (twins, keyed.FindAll(i => !earlier.ContainsKey(batch[i].Key!.Value.Key)));
    }

    /// <summary>Messages that are answered or reacted to must be the tenant's own.</summary>
    private static async Task FindAnswered(NpgsqlConnection connection, IReadOnlyList<Submission> batch, Acceptance?[] answers, CancellationToken cancellationToken)
    {
        var wanted = batch.Select(s => s.Content.ReplyTo).OfType<Guid>().Distinct().ToArray();
        if (wanted.Length == 0) return;
        var found = new HashSet<Guid>();
        await using (var command = new NpgsqlCommand("SELECT id FROM messages WHERE id = ANY($1)", connection) { Parameters = { new() { Value = wanted } } })
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) found.Add(rows.GetGuid(0));
        for (var i = 0; i < batch.Count; i++)
            if (answers[i] is null && batch[i].Content.ReplyTo is { } replyTo && !found.Contains(replyTo)) answers[i] = new Acceptance.NoSuchMessage();
    }
}
