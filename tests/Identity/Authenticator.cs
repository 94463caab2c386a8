using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Parley.Tests.Identity;

/// <summary>The app on a person's phone.</summary>
internal static class Authenticator
{
    /// <summary>What an authenticator app shows (RFC 6238).</summary>
    /// <param name="stepsAhead">A phone whose clock is that many half minutes ahead shows another code, which is good as well.</param>
    public static string Code(string secret, int stepsAhead = 0)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Replace(" ", "", StringComparison.Ordinal).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + stepsAhead);
#pragma warning disable CA5350 // authenticator apps know SHA-1 alone
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
