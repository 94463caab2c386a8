using System.Buffers.Binary;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Contacts;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Conversations;

/// <summary>GET /api/messages: the ledger, newest first.</summary>
public static class ListMessages
{
    /// <param name="State">One of the states of a message.</param>
    /// <param name="Origin">Who caused it.</param>
    /// <param name="Campaign">Id of a campaign, a broadcast or a bulk send.</param>
    /// <param name="Since">Only what was written down from then on.</param>
    /// <param name="Until">Only what was written down before.</param>
    /// <param name="NoReceipt">true: only what was accepted some time ago and got no receipt since. false: all the others.</param>
    public readonly record struct Query(int? Limit, string? Cursor, string? State, string? Origin, string? Direction, SenderId? Sender, ContactId? Contact, Guid? Campaign, DateTimeOffset? Since, DateTimeOffset? Until, bool? NoReceipt);

    internal static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> Handle([AsParameters] Query query, Caller caller, Db db, ReadMessages read, MissingReceipts receipts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(query.Limit, query.Cursor, out var page, out var before, out var problem)) return problem!;
        if (query.State is not null && !Words<MessageState>.TryParse(query.State, out _)) return Problems.Validation.Field("state", $"state is one of: {string.Join(", ", Enum.GetValues<MessageState>().Select(Words<MessageState>.Of))}.");
        if (query.Origin is not null && !Words<Origin>.TryParse(query.Origin, out _)) return Problems.Validation.Field("origin", $"origin is one of: {string.Join(", ", Enum.GetValues<Origin>().Select(Words<Origin>.Of))}.");
        if (query.Direction is not (null or "in" or "out")) return Problems.Validation.Field("direction", "direction is in or out.");

        var (conditions, values) = (new List<string>(), new List<object>());
        void Add(string condition, object? value)
        {
            if (value is null) return;
            values.Add(value);
            conditions.Add($"{condition} ${values.Count}");
        }
        Add("m.tenant_id =", caller.Tenant.Value);
        Add("m.id <", before);
        Add("m.state =", query.State);
        Add("m.origin =", query.Origin);
        Add("m.direction =", query.Direction);
        Add("m.sender_id =", query.Sender?.Value);
        Add("m.contact_id =", query.Contact?.Value);
        Add("m.queue_id =", query.Campaign);
        Add("m.id >=", query.Since is { } since ? Least(since) : null);
        Add("m.id <", query.Until is { } until ? Least(until) : null);

        if (query.NoReceipt is { } missing)
        {
            var (condition, its) = receipts.Search(missing, values.Count + 1, time.GetUtcNow());
            values.AddRange(its);
            conditions.Add(condition);
        }

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var messages = await read.Where(connection, $"{string.Join(" AND ", conditions)} ORDER BY m.id DESC LIMIT {page.Size + 1}", values, cancellationToken);
        return TypedResults.Ok(page.Cut(messages, message => message.Id.ToString()));
    }

    /// <summary>The least id (UUID v7) that can have been made at that time or later, so that times are ranges of the index.</summary>
    internal static Guid Least(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Clamp(time.ToUnixTimeMilliseconds(), 0, 0xFFFF_FFFF_FFFF) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
