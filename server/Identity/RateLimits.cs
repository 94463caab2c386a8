using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform.Http;

namespace Parley.Identity;

/// <summary>How often one may knock. Counted per process: with several nodes behind a balancer the limits add up.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _emails;
    private readonly PartitionedRateLimiter<string> _refused;

    public RateLimits(AccessOptions options)
    {
        _addresses = PerMinute(options.SignInsPerAddress);
        _emails = PerMinute(options.SignInsPerEmail);
        _refused = PerMinute(600);
        Requests = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Features.Get<Caller>() is { } caller ? $"c{caller.User?.Value ?? caller.ApiKey}" : "a" + AddressOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(1, options.RequestsPerMinute / 6),
                TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
    }

    /// <summary>Every request, by who makes it.</summary>
    public PartitionedRateLimiter<HttpContext> Requests { get; }

    /// <summary>One attempt to sign in with a password.</summary>
    /// <returns>Null, or how long to wait.</returns>
    public TimeSpan? SignIn(HttpContext context, string normalizedEmail) => Take(_addresses, AddressOf(context)) ?? Take(_emails, normalizedEmail);

    /// <summary>One request with credentials that nobody has.</summary>
    /// <returns>Null, or how long to wait.</returns>
    public TimeSpan? Refused(HttpContext context) => Take(_refused, AddressOf(context));

    /// <summary>The 429 that says when to come back.</summary>
    public static ProblemHttpResult TryLater(HttpContext context, TimeSpan wait, Problem problem, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return problem.With(detail);
    }

    // Whoever has an IPv6 address has 2^64 of them.
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static PartitionedRateLimiter<string> PerMinute(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }), StringComparer.Ordinal);

    private static TimeSpan? Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _emails.Dispose();
        _refused.Dispose();
        Requests.Dispose();
    }
}
