using Parley.Channels;
using Parley.Outbox;

namespace Parley.Conversations;

/// <summary>Accepted is not delivered: which sent messages are flagged because no receipt came in time. One rule, for a row that was read and for a search.</summary>
public sealed class MissingReceipts(Drivers drivers, OutboxOptions options)
{
    /// <summary>Drivers that never tell what became of a message: nothing is missing there.</summary>
    private readonly string[] _silent = [.. drivers.All.Where(driver => !driver.Capabilities.Receipts).Select(driver => driver.Name)];

    public bool Includes(MessageState state, string? method, DateTimeOffset? sentAt, DateTimeOffset now) =>
        state == MessageState.Sent && sentAt < now - options.NoReceiptAfter && !_silent.Contains(method, StringComparer.Ordinal);

    /// <summary>The same in SQL over <c>m</c>, with its two values as parameters from number <paramref name="first"/> on. No index serves it: one over
    /// the state would make each receipt write to it.</summary>
    public (string Condition, object[] Values) Search(bool missing, int first, DateTimeOffset now) =>
        ($"{(missing ? "" : "NOT ")}(m.state = 'sent' AND coalesce(m.sent_at < ${first}, false) AND coalesce(m.method, '') <> ALL(${first + 1}))", [now - options.NoReceiptAfter, _silent]);
}
