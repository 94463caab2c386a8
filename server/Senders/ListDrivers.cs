using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;

namespace Parley.Senders;

/// <summary>GET /api/drivers: the ways to WhatsApp that this install has, and what each can do.</summary>
public static class ListDrivers
{
    /// <param name="Problem">Why it cannot work at the moment, in a sentence; left out when nothing is known against it.</param>
    public sealed record Item(string Name, ChannelCapabilities Capabilities, string? Problem = null);

    internal static Ok<IReadOnlyList<Item>> Handle(Drivers drivers) =>
        TypedResults.Ok<IReadOnlyList<Item>>([.. drivers.All.OrderBy(driver => driver.Name, StringComparer.Ordinal).Select(driver => new Item(driver.Name, driver.Capabilities, (driver as IDriverHealth)?.Problem))]);
}
