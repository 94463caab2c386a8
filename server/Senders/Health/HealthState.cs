namespace Parley.Senders;

/// <summary>A sender's health as it was when something last happened to it.</summary>
/// <param name="Health">0 to 100.</param>
/// <param name="At">When that was; the drift back counts from here.</param>
/// <param name="Failures">Failures of its own in a row.</param>
public readonly record struct HealthState(int Health, DateTimeOffset At, int Failures)
{
    /// <summary>No health above this, however well the sends go: WhatsApp rates the number itself.</summary>
    public int Cap { get; init; } = 100;
}
