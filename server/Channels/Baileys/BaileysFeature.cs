using Parley.Channels.Gateway;
using Parley.Platform;

namespace Parley.Channels.Baileys;

/// <summary>The driver <c>baileys</c>: WhatsApp's own protocol for linked devices, spoken by the Baileys library in a gateway.</summary>
public static class BaileysFeature
{
    internal const int UsualPort = 3002;

    /// <summary>What gateway/src/engines/baileys can do.</summary>
    internal static ChannelCapabilities Capabilities { get; } = new()
    {
        Content = WhatsAppLimits.Content,
        MaxTextLength = WhatsAppLimits.MaxTextLength,
        MaxMediaBytes = WhatsAppLimits.MaxMediaBytes,
        ChoosesMessageId = true,
        // Phones show one message per id and sender, and the gateway sends none again that the network acknowledged.
        DeduplicatesById = true,
        MaxInFlight = 8,
        Receipts = true,
        Typing = true,
        NumberCheck = true,
        PairsByQr = true,
        PairsByCode = true,
        Edits = false,
        Deletes = false,
        // A login is a handshake, half a dozen questions and what waited in the meantime: seconds of the network, and of a processor.
        ConnectsAtOnce = 10,
    };

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddBaileys(this WebApplicationBuilder builder, ParleySettings settings) => builder.AddGatewayEngine(DriverName.Baileys, Capabilities, settings, UsualPort);
}
