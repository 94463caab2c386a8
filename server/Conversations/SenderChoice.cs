using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Conversations;

/// <summary>Which sender a message must or should go through, decided once per batch of submissions from the tenant's senders.</summary>
internal sealed class SenderChoice
{
    private readonly Drivers _drivers;
    private readonly List<Candidate> _senders;

    private SenderChoice(Drivers drivers, List<Candidate> senders) => (_drivers, _senders) = (drivers, senders);

    private sealed record Candidate(SenderId Id, string Name, string Driver, string? Fallback, bool Connected)
    {
        public long Given { get; set; }
    }

    /// <param name="Objection">Why it cannot be sent; null when it can.</param>
    public sealed record Choice(SenderId? Pin, bool Hard, Acceptance? Objection);

    /// <summary>Reads what the batch needs: nothing at all for plain texts of which nobody said who is to send them.</summary>
    public static async Task<SenderChoice> For(NpgsqlConnection connection, TenantId tenant, Drivers drivers, IReadOnlyCollection<Submission> batch, CancellationToken cancellationToken)
    {
        var named = batch.Select(s => s.Sender).OfType<string>().ToList();
        var all = batch.Any(s => s.Sender is null && (s.Driver is not null || IsDelicate(drivers, s.Content)));
        if (!all && named.Count == 0) return new(drivers, []);

        await using var command = new NpgsqlCommand("""
            SELECT s.id, s.name, s.driver, s.fallback_driver, s.status = 'connected', coalesce(d.given, 0)
            FROM senders s LEFT JOIN sender_dispatch d ON d.sender_id = s.id
            WHERE s.tenant_id = $1 AND s.deleted_at IS NULL AND ($2 OR s.id = ANY($3) OR lower(s.name) = ANY($4))
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = all });
        command.Parameters.Add(new() { Value = named.Where(n => Guid.TryParse(n, out _)).Select(Guid.Parse).ToArray() });
        command.Parameters.Add(new() { Value = named.ConvertAll(n => n.ToLowerInvariant()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        var senders = new List<Candidate>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            senders.Add(new(SenderId.Of(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetBoolean(4)) { Given = rows.GetInt64(5) });
        return new(drivers, senders);
    }

    /// <param name="last">The sender that the person talks with.</param>
    /// <param name="wrote">When the person last wrote to which sender that needs it; null: it is not looked at, the message is for later.</param>
    public Choice For(Submission submission, MessageContent content, SenderId? last, IReadOnlyDictionary<SenderId, DateTimeOffset>? wrote, DateTimeOffset now)
    {
        if (submission.Sender is { } named) return Named(named, submission.Driver, content, wrote, now);
        if (submission.Driver is { } driver)
        {
            if (_drivers.Objection(driver, null, content) is { } sentence) return Refused(sentence);
            return Best(s => s.Driver == driver || s.Fallback == driver, last) is { } sender ? new(sender, true, null) : Refused($"No sender uses the driver {driver}.");
        }
        if (!IsDelicate(_drivers, content) || _senders.Count == 0) return new(last, false, null);

        // Some driver of this install cannot send it: only senders of which one driver can.
        var unable = _senders.FindAll(s => _drivers.Objection(s.Driver, s.Fallback, content) is not null);
        if (unable.Count == _senders.Count) return Refused(_drivers.Objection(_senders[0].Driver, _senders[0].Fallback, content)!);
        return unable.Count == 0 ? new(last, false, null) : new(Best(s => !unable.Contains(s), last), true, null);
    }

    private Choice Named(string named, string? driver, MessageContent content, IReadOnlyDictionary<SenderId, DateTimeOffset>? wrote, DateTimeOffset now)
    {
        var sender = Guid.TryParse(named, out var id)
            ? _senders.Find(s => s.Id.Value == id)
            : _senders.Find(s => string.Equals(s.Name, named, StringComparison.OrdinalIgnoreCase));
        if (sender is null) return new(null, false, new Acceptance.NoSuchSender(named));
        if (driver is not null && driver != sender.Driver && driver != sender.Fallback) return Refused($"The sender {sender.Name} does not use the driver {driver}.");
        return (driver is null ? _drivers.Objection(sender.Driver, sender.Fallback, content) : _drivers.Objection(driver, null, content)) is { } sentence ? Refused(sentence)
            : wrote is not null && Ways(sender, driver).All(way => IsClosed(way, sender, content, wrote, now)) ? new(null, false, new Acceptance.Suppressed(Reasons.OutsideFreeFormWindow))
            : new(sender.Id, true, null);
    }

    /// <summary>The drivers through which it may go and that can send the content.</summary>
    private IEnumerable<IChannelDriver> Ways(Candidate sender, string? driver) => new[] { sender.Driver, sender.Fallback }
        .OfType<string>().Where(name => driver is null || name == driver).Select(_drivers.Find).OfType<IChannelDriver>();

    private static bool IsClosed(IChannelDriver way, Candidate sender, MessageContent content, IReadOnlyDictionary<SenderId, DateTimeOffset> wrote, DateTimeOffset now) =>
        way.Capabilities.Objection(content) is not null || Outbox.DriverChoice.Objection(way, sender.Id, wrote, content, now) is not null;

    /// <summary>Somebody named the sender, and one that may be named writes freely only for a time after the person did: then it is known before queueing whether it may.</summary>
    public bool NeedsWindows => _senders.Exists(sender => Ways(sender, null).Any(way => way.Capabilities.FreeFormWindow is not null));

    // The one that the person knows, else the connected one that was given the least.
    private SenderId? Best(Func<Candidate, bool> able, SenderId? last)
    {
        var best = _senders.Where(able).OrderByDescending(s => s.Connected).ThenByDescending(s => s.Id == last).ThenBy(s => s.Given).FirstOrDefault();
        if (best is not null) best.Given++;
        return best?.Id;
    }

    private static Choice Refused(string sentence) => new(null, false, new Acceptance.NotSupported(sentence));

    private static bool IsDelicate(Drivers drivers, MessageContent content) => drivers.All.Any(driver => driver.Capabilities.Objection(content) is not null);
}
