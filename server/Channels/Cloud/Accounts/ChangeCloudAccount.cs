using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Secrets;
using Parley.Senders;

namespace Parley.Channels.Cloud;

/// <summary>PATCH /api/cloud/accounts/{id}: what is left out stays. Its senders use a new token with their next message, and connect again where the old one was refused.</summary>
public static class ChangeCloudAccount
{
    /// <param name="NewVerifyToken">True makes another one; the webhook that was set up with the old one goes on.</param>
    public sealed record Request([StringLength(80)] string? Name = null, [StringLength(1000, MinimumLength = 8)] string? AccessToken = null, [StringLength(200, MinimumLength = 8)] string? AppSecret = null,
        [StringLength(8)] string? ApiVersion = null, bool NewVerifyToken = false);

    internal static async Task<Results<Ok<CloudAccountView>, ProblemHttpResult>> Handle(CloudAccountId id, Request request, Caller caller, Db db, SecretBox box, AccountViews views, TimeProvider time,
        CancellationToken cancellationToken)
    {
        string? name = null, token = null, secret = null;
        if (request.Name is { } newName && AccountInput.Name(newName, out name) is { } badName) return badName;
        if (request.AccessToken is { } newToken && AccountInput.Secret("accessToken", newToken, out token) is { } badToken) return badToken;
        if (request.AppSecret is { } newSecret && AccountInput.Secret("appSecret", newSecret, out secret) is { } badSecret) return badSecret;
        if (AccountInput.Version(request.ApiVersion) is { } badVersion) return badVersion;
        var verify = request.NewVerifyToken ? CloudAccount.NewVerifyToken() : null;
        var now = time.GetUtcNow();
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"""
                WITH changed AS (
                    UPDATE cloud_accounts SET name = coalesce($3, name), access_token = coalesce($4, access_token), app_secret = coalesce($5, app_secret), verify_token = coalesce($6, verify_token),
                        verify_digest = coalesce($7, verify_digest), api_version = coalesce($8, api_version), problem = CASE WHEN $4 IS NULL THEN problem END, updated_at = $9
                    WHERE id = $1 AND tenant_id = $2 RETURNING id
                )
                SELECT pg_notify('parley_{CloudBook.Bell}', id::text) FROM changed
                """, connection);
            command.Parameters.Add(new() { Value = id.Value });
            command.Parameters.Add(new() { Value = caller.Tenant.Value });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = name });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = token is null ? null : box.SealText(token, CloudAccount.Place(id, "access_token")) });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = secret is null ? null : box.SealText(secret, CloudAccount.Place(id, "app_secret")) });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = verify is null ? null : box.SealText(verify, CloudAccount.Place(id, "verify_token")) });
            command.Parameters.Add(new() { Value = verify is null ? DBNull.Value : CloudAccount.DigestOf(verify), NpgsqlDbType = NpgsqlDbType.Bytea });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.ApiVersion });
            command.Parameters.Add(new() { Value = now });
            try
            {
                await using var row = await command.ExecuteReaderAsync(cancellationToken);
                if (!await row.ReadAsync(cancellationToken)) return AccountInput.Missing;
            }
            catch (PostgresException taken) when (AccountInput.Taken(taken) is { } problem)
            {
                return problem;
            }
            if (token is not null) await ConnectRefused(connection, caller.Tenant, id, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return TypedResults.Ok((await views.Find(caller.Tenant, id, cancellationToken))!);
    }

    /// <summary>Whom the old token kept from connecting begins anew, unless somebody wants it disconnected.</summary>
    private static async Task ConnectRefused(NpgsqlConnection connection, TenantId tenant, CloudAccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT s.id FROM senders s JOIN sessions x ON x.sender_id = s.id AND x.driver = $3 LEFT JOIN cloud_senders c ON c.sender_id = s.id
            WHERE s.tenant_id = $1 AND s.wanted AND s.deleted_at IS NULL AND (c.account_id = $2 OR c.account_id IS NULL) AND x.state = 'logged_out' AND x.reason = $4
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = DriverName.Cloud });
        command.Parameters.Add(new() { Value = Reasons.AccessRefused.Slug });
        var refused = new List<SenderId>();
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) refused.Add(SenderId.Of(rows.GetGuid(0)));
        var senders = await LockedSenders.Lock(connection, refused, cancellationToken);
        foreach (var sender in senders.All.Where(sender => sender.IsToBeConnected(DriverName.Cloud)))
        {
            // It may have begun while it was looked for.
            if (sender.Session(DriverName.Cloud) is { State: SessionState.LoggedOut, Trying: false } session && session.Reason == Reasons.AccessRefused.Slug) sender.Put(session.Begun(now), now);
        }
        await senders.Save(now, cancellationToken);
    }
}
