using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Secrets;

namespace Parley.Channels.Cloud;

/// <summary>A business account at WhatsApp's official API.</summary>
public readonly record struct CloudAccountId(Guid Value) : IId<CloudAccountId>
{
    public static CloudAccountId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out CloudAccountId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>What calls to Meta and its webhooks need of an account, opened.</summary>
internal sealed record CloudAccount(CloudAccountId Id, TenantId Tenant, string Name, string BusinessId, string ApiVersion, string AccessToken, string AppSecret)
{
    public const string Columns = "a.id, a.tenant_id, a.name, a.business_id, a.api_version, a.access_token, a.app_secret";

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static CloudAccount Read(NpgsqlDataReader row, SecretBox box)
    {
        var id = CloudAccountId.Of(row.GetGuid(0));
        return new CloudAccount(id, TenantId.Of(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetString(4),
            box.OpenText(row.GetString(5), Place(id, "access_token")), box.OpenText(row.GetString(6), Place(id, "app_secret")));
    }

    /// <summary>Where a secret of it stands; sealed for there alone.</summary>
    public static string Place(CloudAccountId id, string column) => $"cloud_accounts/{id}/{column}";

    /// <summary>A word that nobody guesses, for Meta to repeat when the webhook is set up.</summary>
    public static string NewVerifyToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>By what the account is found when the word comes back.</summary>
    public static byte[] DigestOf(string verifyToken) => SHA256.HashData(Encoding.UTF8.GetBytes(verifyToken));
}
