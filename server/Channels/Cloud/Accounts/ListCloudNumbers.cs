using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>GET /api/cloud/accounts/{id}/numbers: the account's numbers, asked of Meta.</summary>
public static class ListCloudNumbers
{
    /// <param name="PhoneNumberId">Meta's id of the number.</param>
    /// <param name="PhoneNumber">E.164.</param>
    /// <param name="Quality">How people take what it sends: green, yellow, red, unknown.</param>
    /// <param name="MessagingLimit">To how many people it may begin to write within a day: tier_250, tier_2k, tier_unlimited …</param>
    /// <param name="SenderId">The sender of ours that is this number; left out when none is.</param>
    public sealed record Item(string PhoneNumberId, string PhoneNumber, string? VerifiedName, string? NameStatus, string? Status, string? Quality, string? MessagingLimit, string? Throughput, SenderId? SenderId);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle(CloudAccountId id, Caller caller, CloudBook book, Numbers numbers, Db db, CancellationToken cancellationToken)
    {
        if (await book.Find(caller.Tenant, id, cancellationToken) is not { } account) return AccountInput.Missing;
        try
        {
            var (found, refusal) = await numbers.List(account, cancellationToken);
            if (refusal is not null) return GraphProblems.Of(refusal);
            var ours = await Ours(db, caller.Tenant, cancellationToken);
            return TypedResults.Ok(new Page<Item>([.. found.Select(number => new Item(number.NumberId, number.Phone, number.Facts.VerifiedName, number.Facts.NameStatus, number.Facts.Status, number.Facts.Quality,
                number.Facts.MessagingLimit, number.Facts.Throughput, ours.TryGetValue(number.Phone, out var sender) ? sender : null))], null));
        }
        catch (GraphAwayException away)
        {
            return GraphProblems.Of(away);
        }
    }

    private static async Task<Dictionary<string, SenderId>> Ours(Db db, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT phone, id FROM senders WHERE tenant_id = $1 AND deleted_at IS NULL", connection) { Parameters = { new() { Value = tenant.Value } } };
        var found = new Dictionary<string, SenderId>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) found[rows.GetString(0)] = SenderId.Of(rows.GetGuid(1));
        return found;
    }
}
