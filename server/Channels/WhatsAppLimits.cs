using System.Collections.Frozen;

namespace Parley.Channels;

/// <summary>What WhatsApp takes of a linked device, whatever library speaks for it.</summary>
internal static class WhatsAppLimits
{
    public const int MaxTextLength = 65_536;

    public static IReadOnlySet<ContentKind> Content { get; } = ContentKinds.Plain;

    public static IReadOnlyDictionary<ContentKind, long> MaxMediaBytes { get; } = new Dictionary<ContentKind, long>
    {
        [ContentKind.Image] = 16 << 20,
        [ContentKind.Video] = 64 << 20,
        [ContentKind.Audio] = 16 << 20,
        [ContentKind.Voice] = 16 << 20,
        [ContentKind.Sticker] = 1 << 20,
        [ContentKind.Document] = 100 << 20,
    }.ToFrozenDictionary();

    /// <summary>The same, and nothing above what a library can carry.</summary>
    public static IReadOnlyDictionary<ContentKind, long> MediaUpTo(long bytes) => MaxMediaBytes.ToFrozenDictionary(limit => limit.Key, limit => Math.Min(limit.Value, bytes));
}
