namespace Parley.Identity.Users;

/// <summary>Who may give and take which role: nobody above their own, and only owners deal with owners.</summary>
internal static class RolePolicy
{
    public static bool MayManage(Role caller, Role target) => caller == Role.Owner || (caller == Role.Admin && target < Role.Owner);

    public const string Refusal = "Only an owner may make, change or remove an owner.";
}
