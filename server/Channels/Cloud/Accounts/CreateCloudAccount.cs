using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Secrets;

namespace Parley.Channels.Cloud;

/// <summary>POST /api/cloud/accounts: a business account of Meta's that senders may use. Nothing is asked of Meta yet; the check does that.</summary>
public static class CreateCloudAccount
{
    /// <param name="Name">1 to 80 characters, unique in the tenant whatever the case.</param>
    /// <param name="BusinessAccountId">Meta's id of the WhatsApp Business account: digits.</param>
    /// <param name="AccessToken">Of a system user with the permissions whatsapp_business_messaging and whatsapp_business_management.</param>
    /// <param name="AppSecret">Of the app that the webhook is set up in: its events are signed with it.</param>
    /// <param name="ApiVersion">Such as v23.0; the install's when left out.</param>
    public sealed record Request([Required, StringLength(80)] string Name, [Required, RegularExpression("^[0-9]{3,32}$")] string BusinessAccountId,
        [Required, StringLength(1000, MinimumLength = 8)] string AccessToken, [Required, StringLength(200, MinimumLength = 8)] string AppSecret, [StringLength(8)] string? ApiVersion = null);

    internal static async Task<Results<Created<CloudAccountView>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, SecretBox box, CloudOptions options, AccountViews views, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (AccountInput.Name(request.Name, out var name) is { } badName) return badName;
        if (AccountInput.Secret("accessToken", request.AccessToken, out var token) is { } badToken) return badToken;
        if (AccountInput.Secret("appSecret", request.AppSecret, out var secret) is { } badSecret) return badSecret;
        if (AccountInput.Version(request.ApiVersion) is { } badVersion) return badVersion;
        var (id, verify, now) = (Id.New<CloudAccountId>(), CloudAccount.NewVerifyToken(), time.GetUtcNow());
        await using (var connection = await db.OpenTenant(caller.Tenant, cancellationToken))
        {
            await using var command = new NpgsqlCommand("""
                INSERT INTO cloud_accounts (id, tenant_id, name, business_id, access_token, app_secret, verify_token, verify_digest, api_version, created_at, updated_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
                """, connection);
            foreach (var value in new object[]
            {
                id.Value, caller.Tenant.Value, name, request.BusinessAccountId, box.SealText(token, CloudAccount.Place(id, "access_token")), box.SealText(secret, CloudAccount.Place(id, "app_secret")),
                box.SealText(verify, CloudAccount.Place(id, "verify_token")), CloudAccount.DigestOf(verify), request.ApiVersion ?? options.ApiVersion, now,
            }) command.Parameters.Add(new() { Value = value });
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException taken) when (AccountInput.Taken(taken) is { } problem)
            {
                return problem;
            }
        }
        return TypedResults.Created($"/api/cloud/accounts/{id}", (await views.Find(caller.Tenant, id, cancellationToken))!);
    }
}

/// <summary>What is said about an account when it is created and when it is changed, checked in one place.</summary>
internal static class AccountInput
{
    public static ProblemHttpResult Missing => Problems.NotFound.With("There is no business account with this id.");

    public static ProblemHttpResult? Name(string text, out string name)
    {
        name = text.Trim();
        return name.Length is 0 or > 80 || name.Any(char.IsControl) ? Problems.Validation.Field("name", "name must have 1 to 80 characters and no control characters.") : null;
    }

    /// <summary>People paste them with a line's end.</summary>
    public static ProblemHttpResult? Secret(string field, string text, out string secret)
    {
        secret = text.Trim();
        return secret.Length < 8 || secret.AsSpan().ContainsAnyExceptInRange('!', '~') ? Problems.Validation.Field(field, $"{field} must be written as Meta shows it: letters, digits and signs without spaces.") : null;
    }

    public static ProblemHttpResult? Version(string? text) =>
        text is null || CloudOptions.IsVersion(text) ? null : Problems.Validation.Field("apiVersion", "apiVersion must be written like v23.0.");

    public static ProblemHttpResult? Taken(PostgresException conflict) => conflict is not { SqlState: PostgresErrorCodes.UniqueViolation } ? null : conflict.ConstraintName switch
    {
        "cloud_accounts_name" => Problems.Conflict.Field("name", "Another business account has this name."),
        "cloud_accounts_business" => Problems.Conflict.Field("businessAccountId", "This business account is here already."),
        _ => null,
    };
}
