namespace Parley.Channels.Simulator.Wire;

/// <summary>What a frame is: its first byte. Then comes the number of its line, which the server chose, then what the kind needs.</summary>
internal enum Frame : byte
{
    // From the server to the phones

    /// <summary>tenant, sender, phone, credentials or nothing</summary>
    Open = 1,

    /// <summary>flag: logout too</summary>
    Close,

    /// <summary>The server knows that the line is closed: the last frame of a line.</summary>
    Forget,

    /// <summary>call, provider id, recipient, plain text or structured content</summary>
    Send,

    /// <summary>sequence</summary>
    Acknowledge,

    /// <summary>count: so many events were taken on, so many more may come</summary>
    Credit,
    RequestCode,
    Typing,
    MarkRead,

    /// <summary>call, numbers</summary>
    Check,

    /// <summary>call, tenant, sender; of no line</summary>
    Revoke,

    // From the phones to the server

    /// <summary>call, outcome</summary>
    Answer = 64,

    /// <summary>call, and for each number whether it has an account</summary>
    Checked,
    Revoked,

    /// <summary>kind of event and its fields</summary>
    Event,
}
