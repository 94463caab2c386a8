using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>Numbers of people who opted out and were then erased. Only a digest is kept (HMAC-SHA256 under a key that is sealed by the
/// install's master key), so the table names nobody, and yet a later import cannot write to them again: whoever comes back into the
/// book with such a number comes back opted out.</summary>
/// <param name="key">Gives the key, 32 bytes, the same for all nodes and all time.</param>
public sealed class ErasedNumbers(Func<CancellationToken, ValueTask<byte[]>> key)
{
    private const int Block = 64;

    /// <summary>The two blocks with which SQL computes the digest: <c>sha256(outer || sha256(inner || number))</c>.</summary>
    public sealed record Pads(byte[] Inner, byte[] Outer);

    private Pads? _pads;

    public async ValueTask<Pads> GetPads(CancellationToken cancellationToken) => _pads ??= PadsOf(await key(cancellationToken));

    public async ValueTask<byte[]> Digest(PhoneNumber phone, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(await key(cancellationToken), Encoding.UTF8.GetBytes(phone.ToString()));

    /// <summary>Whether the tenant has any; most never do, and need no digest computed.</summary>
    public static async Task<bool> Any(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM erased_numbers WHERE tenant_id = $1)", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal static Pads PadsOf(byte[] secret)
    {
        var (inner, outer) = (new byte[Block], new byte[Block]);
        secret.CopyTo(inner, 0);
        secret.CopyTo(outer, 0);
        for (var i = 0; i < Block; i++) (inner[i], outer[i]) = ((byte)(inner[i] ^ 0x36), (byte)(outer[i] ^ 0x5c));
        return new Pads(inner, outer);
    }
}
