using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>GET /api/campaigns/{id}/recipients: who gets it, how far each is and why not, in the order in which they were written down, with each attempt.
/// A page of what is rare may be shorter than asked for and still have a cursor: looking ends after a while, and goes on there.</summary>
public static class ListRecipients
{
    private static readonly string Statement = Sql.File("Campaigns/Recipients/recipients.sql");

    /// <summary>Rows that one statement looks at.</summary>
    private const int LookedAt = 20_000;

    /// <summary>A page is answered after this time, full or not.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <param name="State">One of the states of a message.</param>
    /// <param name="Reason">Slug of a reason, such as recipient-not-on-whatsapp.</param>
    /// <param name="Variant">Name of a variant.</param>
    /// <param name="Search">The beginnings of words of a name, or of a number.</param>
    /// <param name="NoReceipt">true: only those whose message was accepted some time ago and got no receipt since. false: all the others.</param>
    public readonly record struct Query(string? State, string? Reason, string? Variant, SenderId? Sender, string? Search, bool? NoReceipt);

    internal static async Task<Results<Ok<Page<RecipientView>>, ProblemHttpResult>> Handle(CampaignId id, int? limit, string? cursor, [AsParameters] Query query, Caller caller, Db db, TenantRegions regions, MissingReceipts receipts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var before, out var problem)) return problem!;
        var after = before ?? Guid.Empty;
        var region = await regions.Of(caller.Tenant, cancellationToken);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        if (await CampaignView.Find(connection, caller.Tenant, id, cancellationToken) is not { } campaign) return MoveCampaign.Missing;
        var variants = campaign.PlainVariants;
        var (filter, wrong) = await RecipientFilter.Read(connection, caller.Tenant, region, query, variants, receipts, time.GetUtcNow(), cancellationToken);
        if (filter is null) return wrong!;

        var found = new List<RecipientView>();
        var look = filter.IsEmpty ? page.Size + 1 : LookedAt;
        for (var began = time.GetTimestamp(); ;)
        {
            var (looked, last) = await Look(connection, filter.Command(connection, Statement, id, after, look), row => found.Add(RecipientView.Read(row, variants, receipts, time.GetUtcNow())), cancellationToken);
            if (found.Count > page.Size || looked < look) return TypedResults.Ok(await WithAttempts(connection, page.Cut(found, recipient => recipient.Id.ToString()), cancellationToken));
            after = last;
            if (time.GetElapsedTime(began) > Patience) return TypedResults.Ok(await WithAttempts(connection, new Page<RecipientView>(found, PageRequest.Cursor(after.ToString())), cancellationToken));
        }
    }

    private static async Task<(long Looked, Guid Last)> Look(NpgsqlConnection connection, NpgsqlCommand command, Action<NpgsqlDataReader> found, CancellationToken cancellationToken)
    {
        await using var _ = command;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (await rows.IsDBNullAsync(0, cancellationToken)) return (rows.GetInt64(18), rows.IsDBNull(19) ? default : rows.GetGuid(19));
            found(rows);
        }
        throw new System.Diagnostics.UnreachableException("The last line tells what was looked at.");
    }

    private static async Task<Page<RecipientView>> WithAttempts(NpgsqlConnection connection, Page<RecipientView> page, CancellationToken cancellationToken)
    {
        var attempts = await ReadAttempts.Of(connection, [.. page.Items.Where(recipient => recipient.Attempt > 0).Select(recipient => recipient.Id)], cancellationToken);
        return page with { Items = [.. page.Items.Select(recipient => recipient with { Attempts = attempts[recipient.Id].ToList() })] };
    }
}
