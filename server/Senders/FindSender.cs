using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>Finds one of the tenant's senders as people name it.</summary>
public static class FindSender
{
    /// <summary>By its id, or by its name whatever the case. A name never looks like an id, so there is no doubt.</summary>
    public static async Task<Sender?> ByIdOrName(ParleyDb db, string idOrName, CancellationToken cancellationToken)
    {
        if (SenderId.TryParse(idOrName, out var id)) return await db.Senders.AsNoTracking().SingleOrDefaultAsync(sender => sender.Id == id, cancellationToken);
#pragma warning disable CA1304, CA1311, MA0011, CA1862 // runs in PostgreSQL, where it meets the index on lower(name)
        return await db.Senders.AsNoTracking().SingleOrDefaultAsync(sender => sender.Name.ToLower() == idOrName.ToLower(), cancellationToken);
#pragma warning restore CA1304, CA1311, MA0011, CA1862
    }

    internal static ProblemHttpResult Missing => Problems.NotFound.With("There is no such sender.");
}
