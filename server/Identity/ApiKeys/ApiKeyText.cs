using System.Security.Cryptography;
using System.Text;

namespace Parley.Identity.ApiKeys;

/// <summary>How an API key looks: <c>prl_</c> and 43 characters that stand for 32 random bytes.</summary>
internal static class ApiKeyText
{
    /// <summary>Tells a key from an access token in the Authorization header, and lets secret scanners find keys that leaked.</summary>
    public const string Mark = "prl_";

    public static string New() => Mark + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored. The key is 256 random bits, so a plain digest cannot be turned back.</summary>
    public static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>What people see in the list.</summary>
    public static string Prefix(string key) => key[..(Mark.Length + 6)];
}
