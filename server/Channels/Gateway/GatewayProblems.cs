namespace Parley.Channels.Gateway;

/// <summary>What a gateway says is wrong with it, in sentences for people.</summary>
internal static class GatewayProblems
{
    public static string Sentence(string slug) => slug switch
    {
        "store-away" => "The gateway's database does not answer.",
        "whatsapp-version-refused" => "WhatsApp refuses this version of its web client: set BAILEYS_VERSION to a newer one, or update Parley.",
        "spool-full" => "The gateway keeps more events than it may that this server has not stored (GATEWAY_SPOOL_MAX_BYTES); it reads no more until some are.",
        _ => $"The gateway says: {slug}.",
    };
}
