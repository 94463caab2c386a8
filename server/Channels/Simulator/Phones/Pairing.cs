using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Parley.Channels.Simulator.Phones;

internal enum ScanOutcome { Linked, Unknown, Expired, OtherNumber, Offline, Banned }

/// <summary>How a phone links a session: it scans the QR that the session shows, or types the session's code.</summary>
internal sealed class Pairing(World world)
{
    private const int HistoryLength = 500;

    // Without the letters and digits that look like others.
    private const string CodeLetters = "ABCDEFGHJKLMNPQRSTVWXYZ123456789";

    private readonly ConcurrentDictionary<string, Shown> _shown = new(StringComparer.Ordinal);

    /// <param name="OnlyFor">A code works on the phone of this number alone.</param>
    /// <param name="Until">Set once something newer is shown.</param>
    private sealed record Shown(WorldLine Line, long? OnlyFor, long Until = long.MaxValue);

    public string NewQr(WorldLine line) => Show("2@" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)), new Shown(line, null));

    public string NewCode(WorldLine line) => Show(RandomNumberGenerator.GetString(CodeLetters, 8), new Shown(line, line.Login.Phone));

    private string Show(string text, Shown shown)
    {
        _shown[text] = shown;
        return text;
    }

    /// <summary>It is shown no longer. Somebody who has just pointed the phone at it may have a moment more.</summary>
    public void Hide(string? text, TimeSpan grace)
    {
        if (text is null || !_shown.TryGetValue(text, out var shown)) return;
        _shown[text] = shown with { Until = world.Clock.Now + (long)grace.TotalMilliseconds };
        // Remembered for a while, to say "expired" and not "unknown".
        world.Clock.Set(600_000, new Forget(_shown, text));
    }

    private sealed class Forget(ConcurrentDictionary<string, Shown> shown, string text) : IAlarm
    {
        public void Ring(long what) => shown.TryRemove(text, out _);
    }

    /// <summary>The phone of a number scans a QR, or types a code.</summary>
    public ScanOutcome Scan(long number, string text)
    {
        if (!_shown.TryGetValue(text, out var shown)) return ScanOutcome.Unknown;
        if (shown.Until <= world.Clock.Now) return ScanOutcome.Expired;
        if (shown.OnlyFor is { } only && only != number) return ScanOutcome.OtherNumber;
        if (!world.DistrictOf(number).Look(number).Online) return ScanOutcome.Offline;
        var account = world.AccountOf(number);
        if (account.BannedUntil > world.Clock.Now) return ScanOutcome.Banned;
        if (!shown.Line.Link(account)) return ScanOutcome.Expired;
        TellHistory(shown.Line.Device, number);
        return ScanOutcome.Linked;
    }

    // What the phone has from before the link.
    private void TellHistory(Device device, long number)
    {
        var messages = world.DistrictOf(number).Messages(number, null, HistoryLength);
        if (messages.Count == 0) return;
        messages.Reverse();
        device.Tell(id => new HistoryBatch(device.Sender, DriverName.Simulator, id, [.. messages.Where(message => message.Content is not null).Select((message, at) =>
            new MessageReceived(device.Sender, DriverName.Simulator, $"{id}.{at}", message.ProviderId, Digits.Text(message.From), null, null, message.Content!,
                Clock.Time(message.At), message.ReplyTo, message.Content!.Media?.Sha256))], []));
    }
}
