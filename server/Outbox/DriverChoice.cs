using Parley.Channels;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Which of a sender's drivers takes a message. Pure.</summary>
internal static class DriverChoice
{
    /// <summary>The connected driver that can send it, the primary one first; null when there is none.</summary>
    /// <param name="content">Null when it is not known yet; then only the free-form window counts.</param>
    public static IChannelDriver? For(OwnedSender sender, Head head, MessageContent? content, DateTimeOffset now) =>
        sender.DriverConnected && Suits(sender.Driver, sender.Id, head, content, now) ? sender.Driver
        : sender.FallbackConnected && sender.Fallback is { } fallback && Suits(fallback, sender.Id, head, content, now) ? fallback
        : null;

    /// <summary>The one that a message is tried through although it does not suit: its sender is the only one that may take it.</summary>
    public static IChannelDriver Usual(OwnedSender sender) => sender.DriverConnected || sender.Fallback is null ? sender.Driver : sender.Fallback;

    /// <summary>The driver that is not connected and that the message waits for, when none that is connected suits: it must go through that one, or only that one
    /// can send it. An attempt through another would be wasted.</summary>
    public static IChannelDriver? Awaited(OwnedSender sender, Head head, MessageContent? content, DateTimeOffset now)
    {
        bool MustOrCan(IChannelDriver driver) => head.BoundDriver is { } bound ? bound == driver.Name : Objection(driver, sender.Id, head.Wrote, content, now) is null;
        return !sender.DriverConnected && MustOrCan(sender.Driver) ? sender.Driver
            : !sender.FallbackConnected && sender.Fallback is { } fallback && MustOrCan(fallback) ? fallback
            : null;
    }

    private static bool Suits(IChannelDriver driver, SenderId sender, Head head, MessageContent? content, DateTimeOffset now) =>
        (head.BoundDriver is null || head.BoundDriver == driver.Name) && Objection(driver, sender, head.Wrote, content, now) is null;

    /// <summary>How long after the person's last message the driver may send this; null: at any time.</summary>
    public static TimeSpan? FreeFormWindow(IChannelDriver driver, MessageContent? content) => content?.Kind == ContentKind.Template ? null : driver.Capabilities.FreeFormWindow;

    /// <summary>Why this driver cannot send it now; null when it can.</summary>
    /// <param name="wrote">When the person last wrote to which sender.</param>
    public static Reason? Objection(IChannelDriver driver, SenderId sender, IReadOnlyDictionary<SenderId, DateTimeOffset>? wrote, MessageContent? content, DateTimeOffset now)
    {
        if (content is not null && driver.Capabilities.Objection(content) is not null) return Reasons.ContentNotSupported;
        return FreeFormWindow(driver, content) is { } window && !(wrote is not null && wrote.TryGetValue(sender, out var at) && at + window > now) ? Reasons.OutsideFreeFormWindow : null;
    }
}
