using Parley.Channels;
using Parley.Outbox;
using Parley.Senders;

namespace Parley.Campaigns;

/// <summary>Which of a campaign's contents may go freely only to people who wrote lately, and to whom they must have written. Pure.</summary>
/// <param name="Since">By variant and sender: what the sender sends goes to people who wrote to it after this time.</param>
/// <param name="Shut">Variants that no other sender of the campaign can send.</param>
internal sealed record FreeFormRules(IReadOnlyList<(short Variant, SenderId Sender, DateTimeOffset Since)> Since, IReadOnlyList<short> Shut)
{
    /// <param name="contents">One per variant.</param>
    /// <param name="at">When it is to be sent.</param>
    public static FreeFormRules Of(IEnumerable<SenderReadiness> pool, IReadOnlyList<MessageContent> contents, Drivers drivers, DateTimeOffset at)
    {
        var senders = pool.ToList();
        var since = new List<(short, SenderId, DateTimeOffset)>();
        var shut = new List<short>();
        foreach (var (variant, content) in contents.Index())
        {
            var windows = senders.ConvertAll(sender => (sender.Id, Window: WindowOf(sender, content, drivers))).FindAll(one => one.Window is not null);
            var ruled = windows.FindAll(one => one.Window != TimeSpan.MaxValue);
            if (ruled.Count > 0 && ruled.Count == windows.Count) shut.Add((short)variant);
            since.AddRange(ruled.Select(one => ((short)variant, one.Id, at - one.Window!.Value)));
        }
        return new(since, shut);
    }

    /// <summary>How long after the person's last message the sender can send this: the longest of its drivers; <see cref="TimeSpan.MaxValue"/> is always, null never.</summary>
    private static TimeSpan? WindowOf(SenderReadiness sender, MessageContent content, Drivers drivers) => sender.Drivers.Select(one => drivers.Find(one.Name)).OfType<IChannelDriver>()
        .Where(driver => driver.Capabilities.Objection(content) is null).Max(driver => DriverChoice.FreeFormWindow(driver, content) ?? (TimeSpan?)TimeSpan.MaxValue);
}
