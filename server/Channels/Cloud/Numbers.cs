using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>A number of a business account, as Meta tells it.</summary>
internal sealed record ToldNumber(string NumberId, string Phone, SessionFacts Facts);

/// <summary>Asks Meta about numbers, and keeps what it says of a sender's.</summary>
internal sealed class Numbers(GraphClient graph, CloudBook book, Db db, TimeProvider time)
{
    private const string Fields = "id,display_phone_number,verified_name,name_status,status,quality_rating,messaging_limit_tier,throughput";

    /// <summary>What every version of the API knows: asking for a field that one does not have fails the whole call.</summary>
    private const string FewFields = "id,display_phone_number,verified_name,quality_rating";

    private const int MostPages = 50;

    /// <summary>How high a sender's health may be at most: people block what WhatsApp rates red, so others go first.</summary>
    private const short RedCap = 40;
    private const short YellowCap = 70;

    /// <returns>The number, or what Meta had against the question.</returns>
    public async Task<(ToldNumber? Number, GraphAnswer? Refusal)> Look(CloudAccount account, string numberId, CancellationToken cancellationToken)
    {
        var answer = await graph.Get(account, $"{numberId}?fields={Fields}", cancellationToken);
        if (answer.Error is { Code: 100, Subcode: not 33 }) answer = await graph.Get(account, $"{numberId}?fields={FewFields}", cancellationToken);
        return answer.IsGood && Read(answer.Body!.Value) is { } number ? (number, null) : (null, answer);
    }

    /// <returns>The account's numbers, or what Meta had against the question.</returns>
    public async Task<(IReadOnlyList<ToldNumber> Numbers, GraphAnswer? Refusal)> List(CloudAccount account, CancellationToken cancellationToken)
    {
        var found = new List<ToldNumber>();
        var (fields, after) = (Fields, "");
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await graph.Get(account, $"{account.BusinessId}/phone_numbers?fields={fields}&limit=100{after}", cancellationToken);
            if (answer.Error is { Code: 100, Subcode: not 33 } && fields == Fields)
            {
                fields = FewFields;
                continue;
            }
            if (!answer.IsGood) return ([], answer);
            found.AddRange(answer.Body!.Value.Items("data").Select(Read).OfType<ToldNumber>());
            if (Next(answer.Body.Value) is not { } next) break;
            after = $"&after={Uri.EscapeDataString(next)}";
        }
        return (found, null);
    }

    /// <summary>The next page's cursor; null on the last one.</summary>
    internal static string? Next(JsonElement body)
    {
        var paging = body.ObjectOrNone("paging");
        return paging.TextOrNull("next") is null ? null : paging.ObjectOrNone("cursors").TextOrNull("after");
    }

    private ToldNumber? Read(JsonElement number)
    {
        if (number.TextOrNull("id") is not { } id || number.TextOrNull("display_phone_number") is not { } display) return null;
        string? Word(string name) => number.TextOrNull(name)?.ToLowerInvariant();
        var facts = new SessionFacts(number.TextOrNull("verified_name"), Word("name_status"), Word("status"), Word("quality_rating"), Word("messaging_limit_tier"),
            number.ObjectOrNone("throughput").TextOrNull("level")?.ToLowerInvariant(), time.GetUtcNow());
        return new ToldNumber(id, "+" + string.Concat(display.Where(char.IsAsciiDigit)), facts);
    }

    /// <summary>The account whose number a sender is, found by asking the tenant's accounts; written down when it is found.</summary>
    /// <returns>The number, or why there is none: what an account's token is refused for counts more than that others have no such number.</returns>
    public async Task<(CloudNumber? Number, Reason? Why)> Find(Session session, CancellationToken cancellationToken)
    {
        Reason? why = null;
        foreach (var account in await book.AccountsOf(session.Tenant, cancellationToken))
        {
            var (numbers, refusal) = await List(account, cancellationToken);
            if (refusal?.Error is { } error) why = CloudErrors.Of(error, refusal.Status).Reason;
            if (numbers.FirstOrDefault(number => number.Phone == session.Phone) is not { } ours) continue;
            await book.Bind(session.Tenant, session.Sender, account.Id, ours.NumberId, cancellationToken);
            return (new CloudNumber(session.Sender, account, ours.NumberId), null);
        }
        return (null, why ?? Reasons.NoCloudAccount);
    }

    /// <summary>Writes what Meta said, and what it means for the sender's health.</summary>
    public async Task Keep(SenderId sender, SessionFacts facts, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH told AS (UPDATE sessions SET facts = $2 WHERE sender_id = $1 AND driver = 'cloud')
            UPDATE sender_dispatch d SET health_cap = $3 FROM senders s WHERE s.id = $1 AND d.sender_id = s.id AND s.driver = 'cloud' AND d.health_cap <> $3
            """, connection);
        command.Parameters.Add(new() { Value = sender.Value });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(facts, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = facts.Quality switch { "red" => RedCap, "yellow" => YellowCap, _ => (short)100 } });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes what Meta had against an account; null: nothing.</summary>
    public async Task KeepProblem(CloudAccount account, Reason? problem, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenEngine(cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE cloud_accounts SET problem = $2, checked_at = $3 WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = account.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = problem?.Slug });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
