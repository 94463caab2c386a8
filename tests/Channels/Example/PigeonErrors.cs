namespace Parley.Channels.Pigeon;

/// <summary>What Pigeon's error codes mean. The one place that knows them.</summary>
internal static class PigeonErrors
{
    /// <param name="after">What Pigeon's Retry-After says.</param>
    public static SendResult Result(string? code, TimeSpan? after) => code switch
    {
        // Pigeon says that it took nothing, and the same may go well in a while.
        "slow-down" => new SendResult.Retry(Reasons.RateLimited, after, code),
        "busy" => new SendResult.Retry(Reasons.NetworkFailure, after, code),
        "key-refused" => new SendResult.Retry(Reasons.AccessRefused, RawError: code),
        // Pigeon says that it took nothing, and never will.
        "no-account" => new SendResult.Refused(Reasons.RecipientNotOnWhatsApp, Fault.Recipient, code),
        "bad-content" => new SendResult.Refused(Reasons.ContentRefused, Fault.Content, code),
        "no-new-chats" => new SendResult.Refused(Reasons.SenderRestricted, Fault.Sender, code),
        "line-closed" => new SendResult.Refused(Reasons.AccessRefused, Fault.Sender, code),
        "line-banned" => new SendResult.Refused(Reasons.SenderBanned, Fault.Sender, code),
        // An answer that we do not understand says nothing about whether the message left.
        _ => new SendResult.Unknown(Reasons.Timeout, code),
    };

    /// <summary>Why a message that Pigeon had taken was not delivered after all.</summary>
    public static Reason Late(string? code) => Result(code, null) is SendResult.Refused refused ? refused.Reason : Reasons.NetworkFailure;
}
