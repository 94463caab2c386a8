namespace Parley.Contacts.Blocklist;

/// <summary>The blocklist as a condition, for every path that writes to people.</summary>
public static class BlockedSql
{
    /// <summary>Whether the contact <c>c</c> is blocked.</summary>
    public const string Contact = "EXISTS (SELECT FROM blocklist b WHERE b.tenant_id = c.tenant_id AND b.phone = c.phone)";
}
