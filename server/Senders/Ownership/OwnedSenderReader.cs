using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Senders;

/// <summary>Reads what this process holds. A sender whose driver this install does not have is left out: nothing can be done for it here.</summary>
internal sealed class OwnedSenderReader(Drivers drivers, PacingOptions pacing)
{
    private static readonly string Statement = Sql.File("Senders/Ownership/read_owned.sql");

    /// <param name="ids">Null for all.</param>
    public async Task<List<OwnedSender>> Read(NpgsqlConnection connection, long epoch, IReadOnlyCollection<SenderId>? ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statement, connection)
        {
            Parameters =
            {
                new() { Value = epoch },
                new() { Value = ids is null ? DBNull.Value : ids.Select(id => id.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            },
        };
        var result = new List<OwnedSender>();
        var sessions = new List<SessionRow>();
        OwnedSender? last = null;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var session = LockedSenders.ReadSession(rows, 0);
            if (session.Sender != sessions.LastOrDefault()?.Sender)
            {
                sessions = [];
                last = null;
            }
            sessions.Add(session);
            // The rows of one sender follow each other; the picture is made anew with each further session.
            var sender = Picture(rows, sessions);
            if (sender is null) continue;
            if (last is null) result.Add(sender);
            else result[^1] = sender;
            last = sender;
        }
        return result;
    }

    private OwnedSender? Picture(NpgsqlDataReader rows, List<SessionRow> sessions)
    {
        const int first = 16;
        if (drivers.Find(rows.GetString(first + 4)) is not { } driver) return null;
        var fallback = rows.TextOrNull(first + 5) is { } name ? drivers.Find(name) : null;
        var (id, tenant, phone, fence) = (sessions[0].Sender, TenantId.Of(rows.GetGuid(first + 1)), rows.GetString(first + 3), rows.GetInt64(first));
        var (wanted, deleted) = (rows.GetBoolean(first + 14), rows.GetBoolean(first + 15));
        // What a person wants disconnected, or deleted, is not sent through any more, also while the driver still says goodbye.
        bool Connected(IChannelDriver? of) => wanted && !deleted && of is not null && sessions.Exists(s => s.Driver == of.Name && s.State == SessionState.Connected);
        return new OwnedSender
        {
            Id = id,
            Tenant = tenant,
            Name = rows.GetString(first + 2),
            Phone = phone,
            Fence = fence,
            Session = new Session(id, tenant, phone, fence),
            Driver = driver,
            Fallback = fallback,
            DriverConnected = Connected(driver),
            FallbackConnected = Connected(fallback),
            Quota = new SenderQuota(rows.GetInt32(first + 6), rows.GetInt32(first + 7), rows.GetInt32(first + 8)),
            Pacing = PacingSpec.Parse(rows.GetString(first + 9)).Resolve(pacing, OwnPacing.Parse(rows.TextOrNull(first + 17))),
            Typing = rows.GetBoolean(first + 10),
            WarmUp = rows.TextOrNull(first + 11) is { } plan ? JsonSerializer.Deserialize<WarmUp>(plan, Json.Options) : null,
            Paused = rows.GetBoolean(first + 12),
            RestUntil = rows.TimeOrNull(first + 13),
            Given = rows.GetInt64(first + 16),
            Wanted = wanted,
            Deleted = deleted,
            Sessions = sessions,
        };
    }
}
