using Parley.Channels.Gateway;
using Parley.Platform;

namespace Parley.Channels.WebJs;

/// <summary>The driver <c>webjs</c>: WhatsApp's own web client in a Chromium without a window, driven by the whatsapp-web.js library in a gateway. A browser for each number, so
/// it is the heavier way; where WhatsApp changes its protocol it is often the one that still works.</summary>
public static class WebJsFeature
{
    /// <summary>A Node is little beside a browser, and what brings one down should take few along.</summary>
    private const int SessionsPerProcess = 5;

    internal const int UsualPort = 3001;

    /// <summary>What gateway/src/engines/webjs can do.</summary>
    internal static ChannelCapabilities Capabilities { get; } = new()
    {
        Content = WhatsAppLimits.Content,
        MaxTextLength = WhatsAppLimits.MaxTextLength,
        // Files go to the page as text through the browser's debugging pipe: 16 MB took 4.5 seconds on two busy cores, 64 MB more than a minute.
        MaxMediaBytes = WhatsAppLimits.MediaUpTo(16 << 20),
        // The page makes the ids itself, so what became of a message that nobody answered for cannot be found out, and a repeat would be a second message.
        ChoosesMessageId = false,
        DeduplicatesById = false,
        // The page is given one message after the other; what is in flight above that waits for acknowledgements.
        MaxInFlight = 4,
        Receipts = true,
        Typing = true,
        NumberCheck = true,
        PairsByQr = true,
        PairsByCode = true,
        Edits = false,
        Deletes = false,
        // Each begins with the start of a browser and a page of tens of megabytes.
        ConnectsAtOnce = 2,
    };

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddWebJs(this WebApplicationBuilder builder, ParleySettings settings)
    {
        // All processes of this machine share the folder of profiles: a session that comes back in another process finds its own.
        if (builder.Configuration["WEBJS_PROFILES_DIR"] is not { Length: > 0 }) builder.Configuration["WEBJS_PROFILES_DIR"] = Path.Combine(settings.DataDir, "gateway", "webjs-profiles");
        builder.AddGatewayEngine(DriverName.WebJs, Capabilities, settings, UsualPort, _ => SessionsPerProcess);
    }
}
