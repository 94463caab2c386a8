using System.Text.Json.Serialization;

namespace Parley.Channels;

/// <summary>Why something was not sent, or why a session is not connected: a slug for programs and a sentence for people.
/// All of them stand in <see cref="Reasons"/>; the driver's raw error is kept on the attempt.</summary>
public sealed record Reason(string Slug, string Sentence)
{
    /// <summary>The slug of what a person wrote.</summary>
    public const string OwnWords = "own-words";

    /// <summary>The sentence where a session speaks of its connection and no message is meant; null where the first one serves both.</summary>
    [JsonIgnore]
    public string? OfSession { get; init; }

    public override string ToString() => Slug;
}

/// <summary>The one table of reasons.</summary>
public static class Reasons
{
    public static readonly Reason RecipientNotOnWhatsApp = new("recipient-not-on-whatsapp", "The number has no WhatsApp account.");
    public static readonly Reason RecipientBlockedUs = new("recipient-blocked-us", "The person blocked this sender.");
    public static readonly Reason RecipientInvalid = new("recipient-invalid", "The number cannot be reached as it is written.");
    public static readonly Reason ContentNotSupported = new("content-not-supported", "The driver cannot send this kind of message.");
    public static readonly Reason ContentRefused = new("content-refused", "WhatsApp refused the content of the message.");
    public static readonly Reason MediaMissing = new("media-missing", "The attached file is no longer stored.");
    public static readonly Reason VariableMissing = new("variable-missing", "A variable of the text has no value for this recipient and no default.");
    public static readonly Reason SenderLoggedOut = new("sender-logged-out", "The phone unlinked this sender; scan a new QR.");
    public static readonly Reason SenderBanned = new("sender-banned", "WhatsApp banned this number.");
    public static readonly Reason SenderDeleted = new("sender-deleted", "The sender that it had to go through was deleted.");
    public static readonly Reason SenderRestricted = new("sender-restricted", "WhatsApp does not let this number start new chats for now.");
    public static readonly Reason SenderReplaced = new("sender-replaced", "Another connection took this session over.");
    public static readonly Reason WrongPhone = new("wrong-phone", "The QR was scanned by the phone of another number; connect again and scan it with this sender's phone.");
    public static readonly Reason NumberTaken = new("number-taken", "This number is linked to another sender of this installation already; log that one out, then connect this one again.");
    public static readonly Reason NotConnected = new("not-connected", "The session is not connected.");
    public static readonly Reason ConnectionLost = new("connection-lost", "The connection was lost before the message left.") { OfSession = "The connection was lost." };
    public static readonly Reason RateLimited = new("rate-limited", "WhatsApp asked to slow down.");
    public static readonly Reason PairRateLimited = new("pair-rate-limited", "WhatsApp takes one message in six seconds from one number to the same person.");
    public static readonly Reason GatewayDown = new("gateway-down", "The gateway does not answer.");
    public static readonly Reason GatewayFull = new("gateway-full", "The gateway keeps more events than it may that this server has not stored; it reads no more until some are.");
    public static readonly Reason NetworkFailure = new("network-failure", "The network failed before the message left.") { OfSession = "The network failed." };
    public static readonly Reason Timeout = new("timeout", "There was no answer in time; the message may have left.") { OfSession = "There was no answer in time." };
    public static readonly Reason Crash = new("crash", "The server stopped between sending and knowing; the message may have left.");
    public static readonly Reason QrNotScanned = new("qr-not-scanned", "Nobody scanned the QR in time; connect again to get a new one.");
    public static readonly Reason ChangedHands = new("changed-hands", "The server that held this sender stopped or gave it up; another one connects it again.");
    public static readonly Reason StartFailed = new("start-failed", "The driver could not start the session; it is tried again.");
    public static readonly Reason StartTimeout = new("start-timeout", "The session did not come up in time; it is started again.");
    public static readonly Reason Stopping = new("stopping", "The server was stopping before the message left.") { OfSession = "The server was stopping." };
    public static readonly Reason OptedOut = new("opted-out", "The person asked not to be written to.");
    public static readonly Reason NotOptedIn = new("not-opted-in", "This tenant's campaigns go only to people who opted in.");
    public static readonly Reason Blocked = new("blocked", "The number is on the blocklist.");
    public static readonly Reason FrequencyCapped = new("frequency-capped", "The person got as many campaign messages as the frequency cap allows.");
    public static readonly Reason OutsideFreeFormWindow = new("outside-free-form-window", "The person last wrote too long ago; only an approved template may be sent.");
    public static readonly Reason AccessRefused = new("access-refused", "WhatsApp refuses the business account's access token; give the account a new one.");
    public static readonly Reason AccountLocked = new("account-locked", "WhatsApp locked the business account; its WhatsApp Manager says why.");
    public static readonly Reason NoCloudAccount = new("no-cloud-account", "No business account of yours has this number; add the account, or choose it for this sender.");
    public static readonly Reason NumberNotRegistered = new("number-not-registered", "The number is not registered for the Cloud API, or its display name is not approved yet.");
    public static readonly Reason PaymentNeeded = new("payment-needed", "WhatsApp wants a payment method for the business account before it sends more.");
    public static readonly Reason RecipientLimited = new("recipient-limited", "WhatsApp did not deliver it: the person gets enough business messages for now.");
    public static readonly Reason RecipientExperiment = new("recipient-experiment", "WhatsApp did not deliver it: the person is part of an experiment without such messages.");
    public static readonly Reason TemplateMissing = new("template-missing", "There is no approved template of this name in this language.");
    public static readonly Reason TemplatePaused = new("template-paused", "WhatsApp paused or disabled the template because people did not like it.");
    public static readonly Reason TemplateVariables = new("template-variables", "The values do not fit the template's variables.");
    public static readonly Reason TemplateRefused = new("template-refused", "WhatsApp refused the template's content.");
    public static readonly Reason MediaRefused = new("media-refused", "WhatsApp does not take this file.");
    public static readonly Reason CampaignStopped = new("campaign-stopped", "The campaign was stopped.");
    public static readonly Reason CampaignEnded = new("campaign-ended", "The campaign's time ended before the message could go.");
    public static readonly Reason StoppedByPerson = new("stopped-by-person", "A person stopped it.");
    public static readonly Reason FailureStreak = new("failure-streak", "Ten sends in a row failed, so the sender paused by itself.");

    private static readonly Dictionary<string, Reason> BySlug = typeof(Reasons).GetFields()
        .Where(field => field.FieldType == typeof(Reason))
        .Select(field => (Reason)field.GetValue(null)!)
        .ToDictionary(reason => reason.Slug, StringComparer.Ordinal);

    public static IReadOnlyCollection<Reason> All => BySlug.Values;

    /// <summary>The reason of a stored slug; a slug of an older version keeps itself as its sentence.</summary>
    public static Reason Of(string slug) => BySlug.TryGetValue(slug, out var reason) ? reason : new Reason(slug, slug);

    /// <summary>The reason of a session's stored slug, in the words of a session: no message is at stake.</summary>
    /// <param name="phone">The sender's own, for whoever may see it: of a wrong phone it is told which one was expected.</param>
    public static Reason OfSession(string slug, string? phone = null) =>
        slug == WrongPhone.Slug && phone is not null ? WrongPhone with { Sentence = $"The QR was scanned by the phone of another number; connect again and scan it with the phone of {phone}." }
        : Of(slug) is { OfSession: { } words } reason ? reason with { Sentence = words } : Of(slug);

    /// <summary>The reason of what is stored of a sender, where either a session's slug or a person's own sentence stands.</summary>
    public static Reason OfSessionOrInOwnWords(string stored, string? phone = null) => BySlug.ContainsKey(stored) ? OfSession(stored, phone) : new Reason(Reason.OwnWords, stored);
}
