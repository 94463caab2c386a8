using Microsoft.AspNetCore.Identity;

namespace Parley.Identity.Accounts;

/// <summary>The account of the person who calls; only for endpoints that API keys cannot call.</summary>
internal static class CallersAccount
{
    public static async Task<User> Find(Caller caller, UserManager<User> users) =>
        await users.FindByIdAsync(caller.User!.Value.ToString()) ?? throw new InvalidOperationException("The caller's account vanished.");
}
