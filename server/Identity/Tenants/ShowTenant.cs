using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;

namespace Parley.Identity.Tenants;

/// <summary>GET /api/tenant: the settings of the caller's tenant.</summary>
public static class ShowTenant
{
    /// <param name="TimeZone">IANA name.</param>
    /// <param name="DefaultRegion">Two letters: numbers without a country code are read as of this country.</param>
    /// <param name="RequireOptIn">Campaigns write only to contacts who opted in.</param>
    /// <param name="CapMessages">At most so many campaign messages per contact in <paramref name="CapDays"/> days; null: no cap.</param>
    /// <param name="QuietFrom">No campaign message from then until <paramref name="QuietTo"/>, the recipient's local time; null: no quiet time.</param>
    public sealed record Response(
        TenantId Id, string Slug, string Name, string TimeZone, string? DefaultRegion, bool RequireOptIn, int? CapMessages, int? CapDays, TimeOnly? QuietFrom, TimeOnly? QuietTo,
        IReadOnlyList<string> OptOutWords, IReadOnlyList<string> OptInWords, string? OptOutReply, string? OptInReply, DateTimeOffset CreatedAt);

    internal static async Task<Ok<Response>> Handle(ParleyDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(Of(await db.Tenants.AsNoTracking().SingleAsync(cancellationToken)));

    internal static Response Of(Tenant t) => new(
        t.Id, t.Slug, t.Name, t.TimeZone, t.DefaultRegion, t.RequireOptIn, t.CapMessages, t.CapDays, t.QuietFrom, t.QuietTo, t.OptOutWords, t.OptInWords, t.OptOutReply, t.OptInReply, t.CreatedAt);
}
