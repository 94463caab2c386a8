using System.Globalization;

namespace Parley.Senders;

/// <summary>What the named pacing profiles mean on this install, to tenants that say nothing else (<see cref="OwnPacing"/>).</summary>
public sealed class PacingOptions
{
    /// <summary>Gap of <c>fast</c> (DELAY_FAST). Shorter is faster and looks less like a person.</summary>
    public TimeSpan Fast { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Gap of <c>balanced</c> (DELAY_BALANCED).</summary>
    public TimeSpan Balanced { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gap of <c>safe</c> (DELAY_SAFE).</summary>
    public TimeSpan Safe { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>4–8 s, and 20–40 s more after every 10 messages.</summary>
    public Pacing Human { get; init; } = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), 10, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));

    public Pacing Of(PacingProfile profile) => profile switch
    {
        PacingProfile.Fast => Pacing.Every(Fast),
        PacingProfile.Balanced => Pacing.Every(Balanced),
        PacingProfile.Safe => Pacing.Every(Safe),
        PacingProfile.Human => Human,
        PacingProfile.None => Pacing.None,
        _ => throw new ArgumentOutOfRangeException(nameof(profile)),
    };

    /// <exception cref="FormatException">A variable cannot be read; the message names it.</exception>
    public static PacingOptions Read(IConfiguration configuration)
    {
        var defaults = new PacingOptions();
        return new PacingOptions
        {
            Fast = Delay(configuration, "DELAY_FAST") ?? defaults.Fast,
            Balanced = Delay(configuration, "DELAY_BALANCED") ?? defaults.Balanced,
            Safe = Delay(configuration, "DELAY_SAFE") ?? defaults.Safe,
        };
    }

    // A bare number is milliseconds. Whoever means seconds and writes 2 must not get two milliseconds, so small bare numbers are refused.
    private static TimeSpan? Delay(IConfiguration configuration, string name)
    {
        if (configuration[name] is not { Length: > 0 } text) return null;
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1)
            : text.EndsWith('s') ? (text[..^1], 1000)
            : (text, 1);
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value * unit is >= 100 and <= 3_600_000) return TimeSpan.FromMilliseconds(value * unit);
        throw new FormatException($"{name} must be milliseconds (100 to 3600000) or seconds with an s, such as 2000 or 2s, not \"{text}\".");
    }
}
