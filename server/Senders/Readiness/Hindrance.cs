using Parley.Channels;

namespace Parley.Senders;

/// <summary>What keeps a sender, or a message that it could take, from going now.</summary>
/// <param name="Slug">For programs, and for words in another language. Of a sender: deleted, banned, paused, waiting-for-login, waiting-for-code, not-connected, disconnected, resting, quota-used, pacing,
/// health, failures, driver-missing, no-worker, nothing-waiting, not-due; for one message also driver-away, driver-cannot.</param>
/// <param name="Values">What the sentence names; which of them are there depends on the slug.</param>
/// <param name="Sentence">For a person; names the sender.</param>
/// <param name="Until">When it ends by itself; null when somebody has to do something.</param>
public sealed record Hindrance(string Slug, WhyValues Values, string Sentence, DateTimeOffset? Until);

/// <summary>What a sentence about something that does not go is made of: by its slug and these it can be said in any language.</summary>
public sealed record WhyValues
{
    /// <summary>The name of the sender.</summary>
    public string? Sender { get; init; }

    public string? Driver { get; init; }

    /// <summary>What lies behind it: of the pause, the lost connection, the attempt that did not succeed.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The time that the sentence names.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Attempts begun.</summary>
    public int? Attempt { get; init; }

    /// <summary>So many messages it may send in the time that <c>per</c> names.</summary>
    public int? Quota { get; init; }

    /// <summary>minute, hour, day, or warm_up_day: a day of a new number, with a smaller quota.</summary>
    public string? Per { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Health { get; init; }

    /// <summary>The health below which others go first.</summary>
    public int? Least { get; init; }

    /// <summary>Sends that failed in a row.</summary>
    public int? Failures { get; init; }

    /// <summary>How many senders may send it.</summary>
    public int? Senders { get; init; }
}

/// <summary>The slugs of <see cref="Hindrance"/>. A new one wants words in the dashboard (web/src/ui/Why).</summary>
public static class HindranceSlugs
{
    public const string Deleted = "deleted";
    public const string Banned = "banned";
    public const string Paused = "paused";
    public const string WaitingForLogin = "waiting-for-login";
    public const string WaitingForCode = "waiting-for-code";
    public const string NotConnected = "not-connected";

    /// <summary>Nobody asked to connect it.</summary>
    public const string Disconnected = "disconnected";

    public const string Resting = "resting";
    public const string QuotaUsed = "quota-used";
    public const string Pacing = "pacing";
    public const string Health = "health";
    public const string Failures = "failures";
    public const string DriverMissing = "driver-missing";
    public const string NoWorker = "no-worker";
    public const string NothingWaiting = "nothing-waiting";
    public const string NotDue = "not-due";

    /// <summary>The driver that a message needs is not connected.</summary>
    public const string DriverAway = "driver-away";

    /// <summary>No driver of the sender can send the message.</summary>
    public const string DriverCannot = "driver-cannot";
}
