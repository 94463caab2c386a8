using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Parley.Identity.Accounts;
using Parley.Identity.Tenants;
using Parley.Platform;

namespace Parley.Identity;

/// <summary>Makes the tenant <c>default</c> and its owner when the database has none. Nodes that start together make them once.</summary>
internal static class FirstBoot
{
    public const string TenantSlug = "default";
    private const long Lock = 0x506172626f6f74; // "Parboot"

    /// <exception cref="FormatException">OWNER_EMAIL or OWNER_PASSWORD cannot be used; the message says why.</exception>
    public static async Task Run(IServiceProvider services, TextWriter console, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var settings = scope.ServiceProvider.GetRequiredService<ParleySettings>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();

        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        await accounts.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        if (await accounts.Database.SqlQuery<bool>($"""SELECT EXISTS (SELECT FROM tenants WHERE slug = {TenantSlug}) AS "Value" """).SingleAsync(cancellationToken)) return;

        var tenant = (await CreateTenant.Insert(accounts, "Default", TenantSlug, now, cancellationToken))!.Value;

        var password = settings.OwnerPassword ?? MadeUpPassword.New();
        var owner = new User
        {
            Id = Guid.CreateVersion7(now),
            Email = settings.OwnerEmail ?? "owner@localhost",
            UserName = settings.OwnerEmail ?? "owner@localhost",
            PasswordKind = settings.OwnerPassword is null ? PasswordKind.Generated : PasswordKind.Own,
            CreatedAt = now,
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(owner, password);
        if (!made.Succeeded) throw new FormatException("The first owner cannot be made from OWNER_EMAIL and OWNER_PASSWORD: " + string.Join(" ", made.Errors.Select(e => e.Description)));
        await accounts.Database.ExecuteSqlAsync($"INSERT INTO memberships (tenant_id, user_id, role, created_at) VALUES ({tenant.Value}, {owner.Id}, 'owner', {now})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        await console.WriteAsync(Announcement(settings, owner.Email, settings.OwnerPassword is null ? password : null));
    }

    private static string Announcement(ParleySettings settings, string email, string? password)
    {
        string[] lines =
        [
            "Welcome to Parley.", "",
            $"Open      {settings.PublicUrl.ToString().TrimEnd('/')}",
            $"E-mail    {email}",
            password is null ? "Password  the one in OWNER_PASSWORD" : $"Password  {password}",
            .. password is null ? Array.Empty<string>() : ["", "This password is shown only now. Change it after you signed in."],
        ];
        var width = lines.Max(line => line.Length) + 4;
        var rule = "+" + new string('-', width) + "+";
        return string.Join('\n', [rule, .. lines.Select(line => "|  " + line.PadRight(width - 2) + "|"), rule, ""]);
    }
}

/// <summary>Where the first boot prints the owner's password: the process's own output, never a log.</summary>
internal sealed record FirstBootConsole(TextWriter Out);
