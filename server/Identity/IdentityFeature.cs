using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Parley.Identity.Accounts;
using Parley.Identity.ApiKeys;
using Parley.Identity.Audit;
using Parley.Identity.Google;
using Parley.Identity.Passkeys;
using Parley.Identity.SignIn;
using Parley.Identity.Tenants;
using Parley.Identity.TwoFactor;
using Parley.Identity.Users;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity;

/// <summary>Tenants, people, roles, API keys, sign-in, audit.</summary>
public static class IdentityFeature
{
    public static void AddIdentity(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var services = builder.Services;
        services.AddDbContext<AccountsDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<Db>().EngineSource)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedPropertyIgnoredWarning))); // Identity maps a phone number; people here have none
        services.AddIdentityCore<User>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3; // with passkeys
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = ""; // the user name is the e-mail
            // Length is what counts; rules about characters make people write passwords down.
            options.Password = new PasswordOptions { RequiredLength = 8, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        }).AddEntityFrameworkStores<AccountsDb>().AddUserStore<AccountStore>().AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000); // PBKDF2 with HMAC-SHA512

        var authentication = services.AddAuthentication()
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                cookie.Cookie.Name = SignIns.CookieName;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = settings.PublicUrl.Scheme == "https" ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = SignIns.CookieLife;
                cookie.SlidingExpiration = true;
            })
            .AddBearerToken(BearerTokenDefaults.AuthenticationScheme);

        if (GoogleOptions.Read(builder.Configuration) is { } google)
        {
            services.AddSingleton(google);
            authentication.AddGoogle(google, settings.PublicUrl.Scheme == "https");
        }
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = settings.PublicUrl.Host;
            // The passkey alone lets in, so it has to be found without a name, and opened by a finger or a PIN.
            (options.ResidentKeyRequirement, options.UserVerificationRequirement) = ("required", "required");
            // Behind a proxy that ends TLS the request's own scheme is not the browser's.
            options.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && Uri.TryCreate(origin.Origin, UriKind.Absolute, out var page)
                && (page.Authority == settings.PublicUrl.Authority || page.Authority == origin.HttpContext.Request.Host.Value));
        });
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddScoped<SecondFactor>();

        var access = AccessOptions.Read(builder.Configuration);
        services.AddSingleton(access);
        services.AddSingleton<RateLimits>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits>((options, limits) =>
        {
            options.GlobalLimiter = limits.Requests;
            options.OnRejected = async (rejected, _) => await RateLimits.TryLater(rejected.HttpContext,
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1),
                Problems.TooManyRequests, "Slow down; see Retry-After.").ExecuteAsync(rejected.HttpContext);
        });
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null; // as many proxies as are trusted
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in access.TrustedProxies) options.KnownIPNetworks.Add(network);
        });

        services.AddSingleton<Callers>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<HalfSignIn>();
        services.AddScoped<CheckPassword>();
        services.AddScoped<ConfirmPerson>();
        services.AddScoped<ConfirmCaller>();
        services.AddScoped<NewMember>();
        services.AddScoped<GivePassword>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditTrail>());
        services.AddSingleton<SignInEvents>();
        if (settings.Worker) services.AddHostedService<IdentitySweepWorker>();
        services.AddSingleton(new FirstBootConsole(Console.Out));

        // The caller's tenant and no other. A scope without a caller (a worker, a hub call) opens its own with ForTenant or ForEngine.
        services.AddScoped<CallerScope>();
        services.AddScoped(provider => new ParleyDb(ParleyDb.ForTenant(provider.GetRequiredService<Db>(),
            provider.GetRequiredService<CallerScope>().Caller?.Tenant ?? throw new InvalidOperationException("There is no caller here, so no tenant: open ParleyDb with ForTenant or ForEngine."))));
    }

    /// <summary>Every request passes here before it reaches an endpoint; call it before anything is mapped.</summary>
    public static void UseIdentity(this WebApplication app)
    {
        app.Services.GetRequiredService<Callers>(); // listens from the start
        if (app.Services.GetRequiredService<AccessOptions>().TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseRouting();
        app.UseMiddleware<AuditCalls>();
        app.UseMiddleware<AccessGate>();
        app.UseRateLimiter();
    }

    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/auth").WithTags("auth");
        auth.MapPost("/login", Login.Handle).WithSummary("Sign in with a browser");
        auth.MapPost("/login/code", GiveCode.Handle).WithSummary("Finish a sign-in with the second factor");
        auth.MapPost("/token", IssueToken.Handle).WithSummary("Sign in with a program");
        auth.MapPost("/refresh", RefreshToken.Handle).WithSummary("Get the next access token");
        auth.MapPost("/logout", Logout.Handle).WithSummary("Sign out");
        auth.MapGet("/me", ShowMe.Handle).WithSummary("Who am I");
        auth.MapPatch("/me", ChangeMe.Handle).WithSummary("Change the own name");
        auth.MapPost("/tenant", ChooseTenant.Handle).WithSummary("Choose a tenant");
        auth.MapPost("/password", ChangePassword.Handle).WithSummary("Change or set the password");
        auth.MapGet("/ways", ShowSignInWays.Handle).WithSummary("Show the ways to sign in");
        routes.MapGet("/login", StartGoogle.Handle).ExcludeFromDescription();
        auth.MapGet("/2fa", ShowTwoFactor.Handle).WithSummary("Show the second factor");
        auth.MapPost("/2fa/setup", SetUpTwoFactor.Handle).WithSummary("Get a secret for an authenticator app");
        auth.MapPost("/2fa/enable", EnableTwoFactor.Handle).WithSummary("Enable the second factor");
        auth.MapPost("/2fa/disable", DisableTwoFactor.Handle).WithSummary("Disable the second factor");
        auth.MapPost("/2fa/recovery-codes", RenewRecoveryCodes.Handle).WithSummary("Renew the recovery codes");
        auth.MapGet("/passkeys", ListPasskeys.Handle).WithSummary("List the passkeys");
        auth.MapPost("/passkeys/options", BeginPasskey.Handle).WithSummary("Begin to make a passkey").Produces<PasskeyChallenge>();
        auth.MapPost("/passkeys/confirm-options", BeginConfirmation.Handle).WithSummary("Begin to confirm with a passkey").Produces<PasskeyChallenge>();
        auth.MapPost("/passkeys", AddPasskey.Handle).WithSummary("Add a passkey");
        auth.MapPost("/passkeys/{id}/remove", RemovePasskey.Handle).WithSummary("Remove a passkey");
        auth.MapPost("/passkey-login/options", BeginPasskeySignIn.Handle).WithSummary("Begin to sign in with a passkey").Produces<PasskeyChallenge>();
        auth.MapPost("/passkey-login", SignInWithPasskey.Handle).WithSummary("Sign in with a passkey");

        var users = routes.MapGroup("/api/users").WithTags("users");
        users.MapGet("", ListUsers.Handle).WithSummary("List the people of the tenant");
        users.MapPost("", InviteUser.Handle).WithSummary("Bring a person into the tenant");
        users.MapPatch("/{id}", ChangeRole.Handle).WithSummary("Change a person's role");
        users.MapDelete("/{id}", RemoveUser.Handle).WithSummary("Remove a person from the tenant");
        users.MapPost("/{id}/reset-password", ResetPassword.Handle).WithSummary("Reset a person's password");

        var keys = routes.MapGroup("/api/api-keys").WithTags("api-keys");
        keys.MapGet("", ListApiKeys.Handle).WithSummary("List the API keys");
        keys.MapPost("", CreateApiKey.Handle).WithSummary("Create an API key");
        keys.MapDelete("/{id}", RevokeApiKey.Handle).WithSummary("Revoke an API key");

        routes.MapGet("/api/audit", ListAudit.Handle).WithTags("audit").WithSummary("Read the audit log");

        routes.MapGet("/api/tenant", ShowTenant.Handle).WithTags("tenants").WithSummary("Show the tenant's settings");
        routes.MapPatch("/api/tenant", ChangeTenant.Handle).WithTags("tenants").WithSummary("Change the tenant's settings");
        routes.MapGet("/api/tenants", ListTenants.Handle).WithTags("tenants").WithSummary("List all tenants of the install");
        routes.MapPost("/api/tenants", CreateTenant.Handle).WithTags("tenants").WithSummary("Make a tenant");
    }

    /// <summary>Makes the first tenant, its owner and, where there is something to call, the key of the command line; called after the migrations.</summary>
    public static async Task PrepareIdentity(this WebApplication app)
    {
        var (services, stopping) = (app.Services, app.Lifetime.ApplicationStopping);
        await FirstBoot.Run(services, services.GetRequiredService<FirstBootConsole>().Out, stopping);
        var settings = services.GetRequiredService<ParleySettings>();
        if (settings.Web) await CommandLineKey.Prepare(services.GetRequiredService<Db>(), settings, services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Parley.Identity"), stopping);
    }
}
