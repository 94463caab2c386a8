using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;

namespace Parley.Senders;

/// <summary>GET /api/drivers: the ways to WhatsApp that this install has, and what each can do.</summary>
public static class ListDrivers
{
    public sealed record Item(string Name, ChannelCapabilities Capabilities);

    internal static Ok<IReadOnlyList<Item>> Handle(Drivers drivers) =>
        TypedResults.Ok<IReadOnlyList<Item>>([.. drivers.All.OrderBy(driver => driver.Name, StringComparer.Ordinal).Select(driver => new Item(driver.Name, driver.Capabilities))]);
}
