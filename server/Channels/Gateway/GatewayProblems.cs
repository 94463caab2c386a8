namespace Parley.Channels.Gateway;

/// <summary>What a gateway says is wrong with it, in sentences for people.</summary>
internal static class GatewayProblems
{
    public static string Sentence(string slug) => slug switch
    {
        "store-away" => "The gateway's database does not answer.",
        "whatsapp-version-refused" => "WhatsApp refuses this version of its web client: set BAILEYS_VERSION to a newer one, or update Parley.",
        "spool-full" => "The gateway keeps more events than it may that this server has not stored (GATEWAY_SPOOL_MAX_BYTES); it reads no more until some are.",
        "chromium-missing" => "Chromium is missing, the browser in which webjs senders run: install it (on Debian: apt install chromium), or name it in PUPPETEER_EXECUTABLE_PATH.",
        "whatsapp-page-refused" => "WhatsApp's web page refuses this browser: install a newer Chromium, or update Parley.",
        _ => $"The gateway says: {slug}.",
    };
}
