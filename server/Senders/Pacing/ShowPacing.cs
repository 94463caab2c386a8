using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>GET /api/pacing: what the pacing profiles mean for the tenant.</summary>
public static class ShowPacing
{
    /// <param name="DefaultProfile">Of senders that are added without a pacing of their own.</param>
    public sealed record Response(PacingProfile DefaultProfile, IReadOnlyList<Shown> Profiles);

    /// <param name="Gap">What it means, in numbers.</param>
    /// <param name="Install">What it means to tenants that say nothing else.</param>
    /// <param name="Own">The tenant said so itself.</param>
    public sealed record Shown(PacingProfile Profile, PacingSpec Gap, PacingSpec Install, bool Own);

    internal static async Task<Ok<Response>> Handle(Caller caller, Db db, PacingOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var (own, usual) = await Read(connection, caller.Tenant, "", cancellationToken);
        return TypedResults.Ok(Of(own, usual, options));
    }

    internal static Response Of(OwnPacing own, PacingProfile usual, PacingOptions options) => new(usual,
        [.. Enum.GetValues<PacingProfile>().Select(profile => new Shown(profile, own.Of(profile) ?? PacingSpec.Of(options.Of(profile)), PacingSpec.Of(options.Of(profile)), own.Of(profile) is not null))]);

    /// <param name="connection">Of the tenant.</param>
    /// <param name="locked">Empty, or FOR NO KEY UPDATE: rows that only name the tenant are written meanwhile.</param>
    internal static async Task<(OwnPacing Own, PacingProfile Usual)> Read(NpgsqlConnection connection, TenantId tenant, string locked, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pacing, default_pacing FROM tenants WHERE id = $1 {locked}", connection) { Parameters = { new() { Value = tenant.Value } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (OwnPacing.Parse(row.TextOrNull(0)), Words<PacingProfile>.Parse(row.GetString(1)));
    }
}
