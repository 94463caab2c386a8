using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>Which number of which business account a sender is.</summary>
/// <param name="PhoneNumberId">Meta's id of the number.</param>
/// <param name="Facts">What Meta said of it last; left out while it was not asked.</param>
public sealed record SenderNumber(SenderId SenderId, CloudAccountId AccountId, string AccountName, string PhoneNumberId, SessionFacts? Facts)
{
    internal static async Task<SenderNumber?> Find(Db db, TenantId tenant, SenderId sender, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("""
            SELECT c.account_id, a.name, c.number_id, x.facts FROM cloud_senders c JOIN cloud_accounts a ON a.id = c.account_id JOIN senders s ON s.id = c.sender_id
            LEFT JOIN sessions x ON x.sender_id = c.sender_id AND x.driver = 'cloud'
            WHERE c.sender_id = $1 AND c.tenant_id = $2 AND s.deleted_at IS NULL
            """, connection) { Parameters = { new() { Value = sender.Value }, new() { Value = tenant.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new SenderNumber(sender, CloudAccountId.Of(row.GetGuid(0)), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : JsonSerializer.Deserialize<SessionFacts>(row.GetString(3), Json.Options))
            : null;
    }
}

public static class ShowSenderNumber
{
    /// <summary>Which number of which business account the sender is.</summary>
    internal static async Task<Results<Ok<SenderNumber>, ProblemHttpResult>> Handle(SenderId senderId, Caller caller, Db db, CancellationToken cancellationToken) =>
        await SenderNumber.Find(db, caller.Tenant, senderId, cancellationToken) is { } number ? TypedResults.Ok(number) : Problems.NotFound.With("There is no sender with this id that has a business account.");
}

/// <summary>PUT /api/cloud/senders/{senderId}: the sender is a number of this business account from now on.</summary>
public static class ChooseSenderNumber
{
    /// <param name="PhoneNumberId">Meta's id of the number; left out, Meta is asked which of the account's numbers is the sender's.</param>
    public sealed record Request([Required] CloudAccountId? AccountId, [RegularExpression("^[0-9]{3,32}$")] string? PhoneNumberId = null);

    internal static async Task<Results<Ok<SenderNumber>, ProblemHttpResult>> Handle(SenderId senderId, Request request, Caller caller, CloudBook book, Numbers numbers, Db db, CancellationToken cancellationToken)
    {
        if (await PhoneOf(db, caller.Tenant, senderId, cancellationToken) is not { } phone) return Problems.NotFound.With("There is no sender with this id.");
        if (await book.Find(caller.Tenant, request.AccountId!.Value, cancellationToken) is not { } account) return Problems.Unprocessable.Field("accountId", "There is no business account with this id.");
        var numberId = request.PhoneNumberId;
        if (numberId is null)
        {
            try
            {
                var (found, refusal) = await numbers.List(account, cancellationToken);
                if (refusal is not null) return GraphProblems.Of(refusal);
                numberId = found.FirstOrDefault(number => number.Phone == phone)?.NumberId;
            }
            catch (GraphAwayException away)
            {
                return GraphProblems.Of(away);
            }
            if (numberId is null) return Problems.Unprocessable.Field("accountId", "This business account has no number that is the sender's.");
        }
        await book.Bind(caller.Tenant, senderId, account.Id, numberId, cancellationToken);
        return TypedResults.Ok((await SenderNumber.Find(db, caller.Tenant, senderId, cancellationToken))!);
    }

    private static async Task<string?> PhoneOf(Db db, TenantId tenant, SenderId sender, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT phone FROM senders WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL", connection) { Parameters = { new() { Value = sender.Value }, new() { Value = tenant.Value } } };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
