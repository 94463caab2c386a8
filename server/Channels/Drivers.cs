namespace Parley.Channels;

/// <summary>The drivers of this install, by name. Which there are is configuration: the simulator, for one, can be switched off.</summary>
public sealed class Drivers(IEnumerable<IChannelDriver> drivers)
{
    private readonly Dictionary<string, IChannelDriver> _byName = drivers.ToDictionary(driver => driver.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<IChannelDriver> All => _byName.Values;

    /// <returns>Null when this install has no such driver.</returns>
    public IChannelDriver? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Why a sender with these drivers cannot send the content, in a sentence; null when one of them can. The engine takes the one that can.</summary>
    public string? Objection(string driver, string? fallback, MessageContent content)
    {
        if (Find(driver)?.Capabilities.Objection(content) is not { } objection) return null;
        return fallback is not null && Find(fallback) is { } other && other.Capabilities.Objection(content) is null ? null : objection;
    }
}
