using Microsoft.Extensions.Configuration;

namespace Parley.Channels.Pigeon;

/// <summary>Where Pigeon is, and how patient the driver is with it.</summary>
internal sealed record PigeonOptions
{
    /// <summary>The address of Pigeon's API (PIGEON_URL).</summary>
    public required Uri Url { get; init; }

    /// <summary>The key of the operator's account there (PIGEON_KEY).</summary>
    public required string Key { get; init; }

    /// <summary>How long Pigeon may take to answer a send. Below Outbox:SendTimeout, so that the driver's own word comes before the outbox gives the send up.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>How long any other call may take, beside the time that it was asked to wait.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long Pigeon keeps the question for news when there are none.</summary>
    public TimeSpan NewsWait { get; init; } = TimeSpan.FromSeconds(25);

    /// <returns>Null when nobody wants the driver.</returns>
    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static PigeonOptions? Read(IConfiguration configuration)
    {
        var (url, key) = (configuration["PIGEON_URL"], configuration["PIGEON_KEY"]);
        if (url is not { Length: > 0 } && key is not { Length: > 0 }) return null;
        if (!Uri.TryCreate(url?.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new FormatException($"PIGEON_URL must be the http:// or https:// address of Pigeon, not \"{url}\".");
        if (key is not { Length: > 0 }) throw new FormatException("PIGEON_KEY must be the key of your Pigeon account when PIGEON_URL is set.");
        return new PigeonOptions { Url = address, Key = key };
    }
}
