using System.Collections.Frozen;
using Parley.Channels.Gateway;
using Parley.Platform;

namespace Parley.Channels.Baileys;

/// <summary>The driver <c>baileys</c>: WhatsApp's own protocol for linked devices, spoken by the Baileys library in a gateway. It is there when a gateway elsewhere is named
/// (BAILEYS_API_URL), or when this machine has Node and the built gateway; BAILEYS=off leaves it out, BAILEYS=on has it say what is missing.</summary>
public static partial class BaileysFeature
{
    /// <summary>What gateway/src/engines/baileys can do.</summary>
    internal static ChannelCapabilities Capabilities { get; } = new()
    {
        Content = Enum.GetValues<ContentKind>().ToFrozenSet(),
        MaxTextLength = 65_536,
        MaxMediaBytes = new Dictionary<ContentKind, long>
        {
            [ContentKind.Image] = 16 << 20,
            [ContentKind.Video] = 64 << 20,
            [ContentKind.Audio] = 16 << 20,
            [ContentKind.Voice] = 16 << 20,
            [ContentKind.Sticker] = 1 << 20,
            [ContentKind.Document] = 100 << 20,
        }.ToFrozenDictionary(),
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
    public static void AddBaileys(this WebApplicationBuilder builder, ParleySettings settings)
    {
        var configuration = builder.Configuration;
        var wish = configuration["BAILEYS"] is { Length: > 0 } set ? set : "auto";
        if (wish is not ("auto" or "on" or "off")) throw new FormatException($"BAILEYS must be auto, on or off, not \"{wish}\".");
        if (wish == "off") return;
        var elsewhere = GatewayFeature.Elsewhere("BAILEYS_API_URL", configuration["BAILEYS_API_URL"], "BAILEYS_API_SECRET", configuration["BAILEYS_API_SECRET"]);
        var root = builder.Environment.ContentRootPath;
        if (elsewhere is null && GatewayProcess.Lacking(GatewayFeature.ProgramOf(DriverName.Baileys, root, configuration, settings, keys: null)) is { } lacking)
        {
            builder.Services.AddSingleton<IHostedService>(provider => new LackingNotice(lacking, provider.GetRequiredService<ILogger<LackingNotice>>()));
            if (wish == "auto") return;
        }
        builder.Services.AddGatewayDriver(DriverName.Baileys, Capabilities with { ConnectsAtOnce = GatewayFeature.Count("BAILEYS_CONNECTING_AT_ONCE", configuration) ?? Capabilities.ConnectsAtOnce }, elsewhere, root, configuration, settings);
    }

    /// <summary>Says at the start why the driver is not there.</summary>
    private sealed partial class LackingNotice(string lacking, ILogger<LackingNotice> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Say(logger, lacking);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Lacking}")]
        private static partial void Say(ILogger logger, string lacking);
    }
}
