using System.Security.Cryptography;

namespace Parley.Identity.Accounts;

/// <summary>Passwords that the system makes up for people.</summary>
internal static class MadeUpPassword
{
    /// <summary>One that a colleague hands over is good for so long.</summary>
    public static readonly TimeSpan OneTimeLife = TimeSpan.FromDays(7);

    /// <summary>20 letters and digits without look-alikes: 115 bits.</summary>
    public static string New() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 20);
}
