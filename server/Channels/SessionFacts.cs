namespace Parley.Channels;

/// <summary>What a driver tells of a sender's number besides the session's state. WhatsApp's own words in lower case; what it does not say is left out.</summary>
/// <param name="VerifiedName">Under which name people see the business.</param>
/// <param name="NameStatus">Whether WhatsApp approved the name: approved, pending_review, declined …</param>
/// <param name="Status">Of the number: connected, flagged, restricted, banned …</param>
/// <param name="Quality">How people take what it sends: green, yellow, red, unknown.</param>
/// <param name="MessagingLimit">To how many people it may begin to write within a day: tier_250, tier_2k, tier_unlimited …</param>
/// <param name="Throughput">How fast it may send: standard, high …</param>
/// <param name="CheckedAt">When WhatsApp said so.</param>
public sealed record SessionFacts(string? VerifiedName, string? NameStatus, string? Status, string? Quality, string? MessagingLimit, string? Throughput, DateTimeOffset CheckedAt);
