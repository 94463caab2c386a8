namespace Parley.Channels.Simulator;

/// <summary>How the stand-in behaves where its control API says nothing.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>What the driver says of itself (SIMULATOR_DEDUPLICATES): <c>off</c> makes the server treat unknown outcomes as it must with
    /// networks that do not recognise a repeat. The phones count copies either way.</summary>
    public bool Deduplicates { get; init; } = true;

    /// <summary>How long one QR or pairing code can be used; then the next is shown.</summary>
    public TimeSpan QrLifetime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A QR still works this much longer than it is shown: people press late.</summary>
    public TimeSpan QrGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many QRs are shown before a session that nobody scans gives up.</summary>
    public int QrCount { get; init; } = 6;

    /// <summary>The driver waits this long for the network's answer to a send; then the outcome is unknown.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Messages that a world remembers, about 110 bytes each. Older ones are forgotten: a repeat of one would be taken as new.
    /// What the phones received stays counted.</summary>
    public int KeptMessages { get; init; } = 2_000_000;

    /// <summary>Bytes of message texts that a world remembers; of older messages the text is gone and the rest stays.</summary>
    public long KeptTextBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of attachments that a world remembers, each stored once however many received it.</summary>
    public long KeptMediaBytes { get; init; } = 256L << 20;

    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static SimulatorOptions Read(IConfiguration configuration) => configuration["SIMULATOR_DEDUPLICATES"] switch
    {
        null or "" or "on" => new SimulatorOptions(),
        "off" => new SimulatorOptions { Deduplicates = false },
        var other => throw new FormatException($"SIMULATOR_DEDUPLICATES must be on or off, not \"{other}\"."),
    };
}
