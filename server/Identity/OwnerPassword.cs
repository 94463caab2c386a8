using Microsoft.AspNetCore.Identity;
using Parley.Identity.Accounts;
using Parley.Identity.Audit;
using Parley.Identity.SignIn;
using Parley.Identity.TwoFactor;
using Parley.Platform;

namespace Parley.Identity;

/// <summary>The verb <c>owner-password EMAIL</c>: the way back in for whoever runs the install. It asks for no password, because whoever can
/// run it holds the database and the master key already.</summary>
internal static class OwnerPassword
{
    /// <exception cref="FormatException">The argument is wrong; the message says what it takes.</exception>
    public static async Task<int> Run(string[] args, TextWriter console, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        if (args is not [var email]) throw new FormatException("owner-password takes one argument, the e-mail of the person: owner-password owner@localhost");
        await using var app = ParleyServer.Build([], settings);
        await app.PreparePlatform();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = await services.GetRequiredService<UserManager<User>>().FindByEmailAsync(email) ?? throw new FormatException($"Nobody has the e-mail {email} here.");

        var password = await services.GetRequiredService<GivePassword>().To(user, PasswordKind.Generated, life: null);
        // A lost phone must not lock an owner out for ever.
        if (user.TwoFactorEnabled) await DisableTwoFactor.Forget(user, services.GetRequiredService<UserManager<User>>());
        await services.GetRequiredService<CheckPassword>().Reopen(user.Email!, default);
        await services.GetRequiredService<Callers>().Forget(default);
        var trail = services.GetRequiredService<AuditTrail>();
        await trail.StartAsync(default);
        await services.GetRequiredService<SignInEvents>().PasswordGiven(user.Email!, user.Id, default);
        await trail.StopAsync(default);
        await console.WriteLineAsync($"The password of {user.Email} is now {password}\nIt is shown only now; every session of this person was ended.");
        return 0;
    }
}
