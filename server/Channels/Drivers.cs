using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Channels;

/// <summary>The drivers of this install, by name. Which there are is configuration: the simulator, for one, can be switched off.</summary>
public sealed class Drivers(IEnumerable<IChannelDriver> drivers)
{
    private readonly Dictionary<string, IChannelDriver> _byName = drivers.ToDictionary(driver => driver.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<IChannelDriver> All => _byName.Values;

    /// <returns>Null when this install has no such driver.</returns>
    public IChannelDriver? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Asks the drivers that know WhatsApp's templates about a template message. What none of them knows, WhatsApp decides.</summary>
    /// <param name="sender">Who is to send it; null: any of the tenant's.</param>
    /// <returns>The content with its text as a person reads it, or why it cannot be sent.</returns>
    public async Task<(MessageContent Content, string? Objection, Reason? Refusal)> CheckTemplate(TenantId tenant, SenderId? sender, MessageContent content, CancellationToken cancellationToken)
    {
        if (content.Kind != ContentKind.Template) return (content, null, null);
        var check = TemplateCheck.Unknown;
        foreach (var driver in All.OfType<ITemplates>())
        {
            check = await driver.Check(tenant, sender, content, cancellationToken);
            if (check is { Objection: null, Text: not null }) break;
        }
        return (check.Text is null ? content : content with { Text = check.Text }, check.Objection, check.Refusal);
    }

    /// <summary>Why a sender with these drivers cannot send the content, in a sentence; null when one of them can. The engine takes the one that can.</summary>
    public string? Objection(string driver, string? fallback, MessageContent content)
    {
        if (Find(driver)?.Capabilities.Objection(content) is not { } objection) return null;
        return fallback is not null && Find(fallback) is { } other && other.Capabilities.Objection(content) is null ? null : objection;
    }
}
