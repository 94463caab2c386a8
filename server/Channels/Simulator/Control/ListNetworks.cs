using Microsoft.AspNetCore.Http.HttpResults;

namespace Parley.Channels.Simulator.Control;

/// <summary>GET /api/simulator/networks: the pretended networks. Every other call of this API takes <c>?network=</c> with a name of these, and means the simulator's own without it.</summary>
public static class ListNetworks
{
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="Drivers">Whose senders are on it.</param>
    public sealed record Item(string Name, IReadOnlyList<string> Drivers);

    internal static Ok<Response> Handle(PhoneNetworks networks) => TypedResults.Ok(new Response([.. networks.All.Select(network => new Item(network.Name, network.Drivers))]));
}
