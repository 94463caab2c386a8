using Parley.Channels.Simulator.Wire;

namespace Parley.Channels.Simulator;

/// <summary>The pretended networks whose phones the control API reaches, each with the drivers that connect to it: the simulator's own, and the one that stands in for WhatsApp
/// (STANDINS_URL, <c>./parley up --standins</c>), where the real libraries connect.</summary>
internal sealed class PhoneNetworks
{
    /// <summary>The network that is meant when a call names none.</summary>
    public const string Simulator = "simulator";

    public const string WhatsApp = "whatsapp";

    /// <param name="standins">Null: there is none.</param>
    /// <param name="elsewhere">Where the simulator's own phones are (SIMULATOR_URL); null: in this process.</param>
    public PhoneNetworks(PhonesAddress? elsewhere, PhonesAddress? standins)
    {
        var networks = new List<Network> { new(Simulator, [DriverName.Simulator, DriverName.Cloud], elsewhere) };
        if (standins is not null) networks.Add(new Network(WhatsApp, [DriverName.Baileys, DriverName.WebJs], standins));
        All = networks;
    }

    public IReadOnlyList<Network> All { get; }

    public Network? Find(string name) => All.FirstOrDefault(network => network.Name == name);

    /// <param name="Address">Null: in this process.</param>
    internal sealed record Network(string Name, IReadOnlyList<string> Drivers, PhonesAddress? Address);
}
