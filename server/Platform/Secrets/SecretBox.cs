using System.Security.Cryptography;
using System.Text;

namespace Parley.Platform.Secrets;

/// <summary>Seals what must not stand in the database in clear: AES-256-GCM under a key derived from the master key.
/// A sealed value opens only at the place that it was sealed for, so that rows cannot be swapped.</summary>
public sealed class SecretBox(MasterKey master)
{
    private const byte Version = 1;
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly Lazy<byte[]> _key = new(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Bytes.ToArray(), MasterKey.Size, info: "parley secret box 1"u8.ToArray()));

    /// <param name="place">Where the value stands, as table/row/column, for example <c>sessions/{senderId}/{driver}</c>.</param>
    /// <returns>Version (1 byte), nonce (12), tag (16), cipher text.</returns>
    public byte[] Seal(ReadOnlySpan<byte> plain, string place)
    {
        var result = new byte[1 + Nonce + Tag + plain.Length];
        result[0] = Version;
        RandomNumberGenerator.Fill(result.AsSpan(1, Nonce));
        using var aes = new AesGcm(_key.Value, Tag);
        aes.Encrypt(result.AsSpan(1, Nonce), plain, result.AsSpan(1 + Nonce + Tag), result.AsSpan(1 + Nonce, Tag), Encoding.UTF8.GetBytes(place));
        return result;
    }

    /// <exception cref="CryptographicException">It was changed, sealed for another place, or sealed under another master key.</exception>
    public byte[] Open(ReadOnlySpan<byte> closed, string place)
    {
        if (closed.Length < 1 + Nonce + Tag || closed[0] != Version) throw new CryptographicException("Not a sealed value.");
        var plain = new byte[closed.Length - 1 - Nonce - Tag];
        using var aes = new AesGcm(_key.Value, Tag);
        aes.Decrypt(closed.Slice(1, Nonce), closed[(1 + Nonce + Tag)..], closed.Slice(1 + Nonce, Tag), plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }

    /// <summary>As <see cref="Seal"/>, for a text column.</summary>
    public string SealText(string plain, string place) => Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(plain), place));

    /// <inheritdoc cref="Open"/>
    public string OpenText(string closed, string place) => Encoding.UTF8.GetString(Open(Convert.FromBase64String(closed), place));
}
