using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Who may send something to many people at once.</summary>
/// <param name="Senders">Null: all of the tenant's, those that come later too.</param>
/// <param name="Spread">The recipients are dealt to these in turn.</param>
public sealed record SenderPool(IReadOnlyList<SenderId>? Senders, bool Spread)
{
    private sealed record Candidate(SenderId Id, string Name, string Driver, string? Fallback, bool Ready);

    /// <summary>Chooses, or says why nobody can send it.</summary>
    /// <param name="connection">Of the tenant.</param>
    /// <param name="named">Ids or names; null is all.</param>
    /// <param name="connectedOnly">Only those that are connected at this moment, dealt in turn.</param>
    /// <param name="driver">The only driver that may be used.</param>
    public static async Task<(SenderPool? Pool, ProblemHttpResult? Problem)> Choose(NpgsqlConnection connection, TenantId tenant, Drivers drivers, MessageContent content, IReadOnlyList<string>? named,
        bool connectedOnly, string? driver, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await Read(connection, tenant, now, cancellationToken);
        var chosen = named is null ? all : all.FindAll(sender => named.Any(name => Names(sender, name)));
        if (named?.FirstOrDefault(name => !all.Exists(sender => Names(sender, name))) is { } unknown) return (null, Problems.Unprocessable.Field(named.Count == 1 ? "senderId" : "senderIds", $"There is no sender {unknown}."));
        if (connectedOnly) chosen = chosen.FindAll(sender => sender.Ready);
        if (connectedOnly && chosen.Count == 0) return (null, Problems.Unprocessable.Field("allSenders", "No sender is connected at this moment. Connect one, or leave allSenders out: then the messages wait for one."));
        if (driver is not null && (chosen = chosen.FindAll(sender => sender.Driver == driver || sender.Fallback == driver)).Count == 0)
            return (null, Problems.NotSupported.With($"No sender that may be used has the driver {driver}."));

        string? Objection(Candidate sender) => driver is null ? drivers.Objection(sender.Driver, sender.Fallback, content) : drivers.Objection(driver, null, content);
        var able = chosen.FindAll(sender => Objection(sender) is null);
        if (chosen.Count > 0 && able.Count == 0) return (null, Problems.NotSupported.With(Objection(chosen[0])!));
        return (new SenderPool(named is null && !connectedOnly && driver is null && able.Count == chosen.Count ? null : able.ConvertAll(sender => sender.Id), connectedOnly), null);
    }

    /// <summary>The sender that should take the n-th recipient; null leaves it to the engine.</summary>
    public SenderId? PinOf(int n) => Spread ? Senders![n % Senders.Count] : null;

    private static async Task<List<Candidate>> Read(NpgsqlConnection connection, TenantId tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, name, driver, fallback_driver, status = 'connected' AND NOT paused AND (rest_until IS NULL OR rest_until <= $2)
            FROM senders WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY id
            """, connection) { Parameters = { new() { Value = tenant.Value }, new() { Value = now } } };
        var senders = new List<Candidate>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            senders.Add(new(SenderId.Of(rows.GetGuid(0)), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetBoolean(4)));
        return senders;
    }

    private static bool Names(Candidate sender, string named) =>
        string.Equals(sender.Name, named, StringComparison.OrdinalIgnoreCase) || string.Equals(sender.Id.ToString(), named, StringComparison.OrdinalIgnoreCase);
}
