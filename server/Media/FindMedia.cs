using Microsoft.EntityFrameworkCore;
using Parley.Channels;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>Looks a tenant's file up.</summary>
public static class FindMedia
{
    /// <summary>What a message carries of it; null when this tenant has no such file.</summary>
    public static async Task<MediaReference?> Reference(Db db, TenantId tenant, MediaId id, CancellationToken cancellationToken)
    {
        await using var rows = new ParleyDb(ParleyDb.ForTenant(db, tenant));
        return (await rows.Set<StoredMedia>().AsNoTracking().SingleOrDefaultAsync(media => media.Id == id, cancellationToken))?.Reference();
    }

    /// <summary>The files that a caller may see: all of the tenant's, and for a vendor only those that they uploaded themselves.
    /// What stands in a vendor's conversations is given out by the conversations.</summary>
    internal static IQueryable<StoredMedia> Visible(this IQueryable<StoredMedia> all, Caller caller)
    {
        if (caller.Role != Role.Vendor) return all;
        var self = caller.User ?? throw new InvalidOperationException("A vendor is a person.");
        return all.Where(media => media.UserId == self);
    }
}
