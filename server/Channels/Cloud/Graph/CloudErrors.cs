using System.Collections.Frozen;

namespace Parley.Channels.Cloud;

/// <summary>What an error of Meta's means for a message.</summary>
/// <param name="Fault">Whose it is; null: it surely did not leave, and may be tried again.</param>
/// <param name="After">Not before; null leaves it to the engine.</param>
/// <param name="Ends">In which state it leaves the session; null: as it was.</param>
internal sealed record CloudMeaning(Reason Reason, Fault? Fault, TimeSpan? After = null, SessionState? Ends = null);

/// <summary>The one table of Meta's error codes (developers.facebook.com, WhatsApp error codes, as of v23.0): code → reason, fault, retry. The same codes come in answers and in
/// the webhooks' <c>errors</c>.</summary>
internal static class CloudErrors
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private static readonly CloudMeaning Later = new(Reasons.NetworkFailure, null);
    private static readonly CloudMeaning Refused = new(Reasons.ContentRefused, Fault.Content);
    private static readonly CloudMeaning NoAccess = new(Reasons.AccessRefused, Fault.Sender);
    private static readonly CloudMeaning NoToken = NoAccess with { Ends = SessionState.LoggedOut };
    private static readonly CloudMeaning Locked = new(Reasons.AccountLocked, Fault.Sender, Ends: SessionState.Banned);
    private static readonly CloudMeaning NotRegistered = new(Reasons.NumberNotRegistered, Fault.Sender);
    private static readonly CloudMeaning Variables = new(Reasons.TemplateVariables, Fault.Content);
    private static readonly CloudMeaning Template = new(Reasons.TemplateRefused, Fault.Content);
    private static readonly CloudMeaning Paused = new(Reasons.TemplatePaused, Fault.Content);
    private static readonly CloudMeaning File = new(Reasons.MediaRefused, Fault.Content);

    /// <summary>By code; the permissions' 200 to 299 and unknown codes are in <see cref="Of"/>.</summary>
    public static FrozenDictionary<int, CloudMeaning> Table { get; } = new Dictionary<int, CloudMeaning>
    {
        // Who we are
        [0] = NoToken,                                                      // could not authenticate the app's user
        [190] = NoToken,                                                    // access token expired or revoked
        [3] = NoAccess,                                                     // capability or permission
        [10] = NoAccess,                                                    // permission not granted or removed
        [131005] = NoAccess,                                                // permission not granted or removed
        [33] = NotRegistered,                                               // the number was deleted

        // Too much at once
        [4] = new(Reasons.RateLimited, null, AMinute),                      // the app's calls
        [17] = new(Reasons.RateLimited, null, AMinute),                     // the user's calls
        [32] = new(Reasons.RateLimited, null, AMinute),                     // the page's calls
        [613] = new(Reasons.RateLimited, null, AMinute),                    // calls of this kind
        [80007] = new(Reasons.RateLimited, null, AMinute),                  // the business account's calls
        [130429] = new(Reasons.RateLimited, null, TimeSpan.FromSeconds(2)), // the number's throughput
        [131056] = new(Reasons.PairRateLimited, null, TimeSpan.FromSeconds(6)),
        [133016] = new(Reasons.RateLimited, null, AMinute),                 // registrations

        // What we are held to
        [131048] = new(Reasons.SenderRestricted, Fault.Sender),             // people blocked or reported too much
        [130497] = new(Reasons.SenderRestricted, Fault.Sender),             // not to people of this country
        [368] = Locked,                                                     // blocked for a violation of the policies
        [131031] = Locked,                                                  // the account is locked
        [131042] = new(Reasons.PaymentNeeded, Fault.Sender),
        [131037] = NotRegistered,                                           // display name not approved
        [131045] = NotRegistered,                                           // no certificate
        [133000] = NotRegistered,
        [133004] = Later,                                                   // the registration server is away
        [133005] = NotRegistered,
        [133006] = NotRegistered,
        [133008] = NotRegistered,
        [133009] = NotRegistered,
        [133010] = NotRegistered,
        [133015] = NotRegistered,

        // The person
        [131026] = new(Reasons.RecipientNotOnWhatsApp, Fault.Recipient),    // no account, or an old app, or terms not accepted: Meta does not say which
        [131021] = new(Reasons.RecipientInvalid, Fault.Recipient),          // sender and recipient are one
        [131030] = new(Reasons.RecipientInvalid, Fault.Recipient),          // a test number writes to listed people only
        [131047] = new(Reasons.OutsideFreeFormWindow, Fault.Recipient),
        [131049] = new(Reasons.RecipientLimited, Fault.Recipient),
        [131050] = new(Reasons.OptedOut, Fault.Recipient),                  // stopped marketing messages from us
        [130472] = new(Reasons.RecipientExperiment, Fault.Recipient),

        // What we sent
        [100] = Refused,
        [131008] = Refused,
        [131009] = Refused,
        [131055] = Refused,
        [135000] = Refused,
        [131051] = new(Reasons.ContentNotSupported, Fault.Content),
        [131052] = File,
        [131053] = File,
        [132000] = Variables,                                               // count
        [132005] = Variables,                                               // too long when filled in
        [132012] = Variables,                                               // format
        [132018] = Variables,
        [132001] = new(Reasons.TemplateMissing, Fault.Content),
        [132007] = Template,                                                // against the policy
        [132015] = Paused,
        [132016] = Paused,                                                  // disabled for good
        [132068] = Template,                                                // its flow is blocked
        [132069] = new(Reasons.RateLimited, null, AMinute),                 // its flow is throttled
        [134101] = Template,
        [134102] = Template,

        // Meta itself
        [1] = Later,
        [2] = Later,
        [131000] = Later,
        [131016] = Later,
        [131057] = new(Reasons.NetworkFailure, null, AMinute),              // the account is in maintenance
    }.ToFrozenDictionary();

    /// <summary>What an error means.</summary>
    /// <param name="status">Of the HTTP answer that carried it; 0 in a webhook.</param>
    public static CloudMeaning Of(GraphError error, int status)
    {
        // "Object does not exist, or you lack the permission": the number is not this account's, or not any more.
        if (error is { Code: 100, Subcode: 33 }) return NoAccess;
        if (Table.TryGetValue(error.Code, out var known)) return known;
        if (error.Code is >= 200 and < 300) return NoAccess;
        return status switch
        {
            429 => new(Reasons.RateLimited, null),
            401 => NoToken,
            403 => NoAccess,
            >= 500 => Later,
            _ => Refused,
        };
    }

    /// <summary>What became of a message that Meta answered for.</summary>
    public static SendResult Result(GraphAnswer answer, out CloudMeaning? meaning)
    {
        meaning = null;
        if (answer.Error is { } error)
        {
            meaning = Of(error, answer.Status);
            var after = answer.RetryAfter > meaning.After || meaning.After is null ? answer.RetryAfter ?? meaning.After : meaning.After;
            return meaning.Fault is { } fault ? new SendResult.Refused(meaning.Reason, fault, error.Raw) : new SendResult.Retry(meaning.Reason, after, error.Raw);
        }
        var raw = $"HTTP {answer.Status} without an error of Meta's";
        return answer.Status switch
        {
            429 => new SendResult.Retry(Reasons.RateLimited, answer.RetryAfter, raw),
            // Refused before it was looked at: something at that address that is no Graph API.
            >= 300 and < 500 => new SendResult.Retry(Reasons.NetworkFailure, RawError: raw),
            // A proxy's 502 or 504, or an answer that cannot be read: Meta may have taken it.
            _ => new SendResult.Unknown(Reasons.Timeout, raw),
        };
    }
}
