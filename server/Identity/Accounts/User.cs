using Microsoft.AspNetCore.Identity;

namespace Parley.Identity.Accounts;

/// <summary>A person who signs in, as ASP.NET Core Identity stores it. It belongs to the install; memberships say to which tenants.</summary>
public sealed class User : IdentityUser<Guid>
{
    public string? Name { get; set; }

    public PasswordKind PasswordKind { get; set; }

    /// <summary>A one-time password ends here.</summary>
    public DateTimeOffset? PasswordExpiresAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }
}

/// <summary>Who knows a password.</summary>
public enum PasswordKind
{
    /// <summary>The person chose it.</summary>
    Own,

    /// <summary>The first boot printed it; the person is asked to change it.</summary>
    Generated,

    /// <summary>A colleague handed it over and knows it too: nothing but changing it is allowed.</summary>
    OneTime,
}
