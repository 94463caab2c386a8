using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Identity.Audit;

/// <summary>GET /api/audit: the newest first.</summary>
public static class ListAudit
{
    /// <param name="Actor">An e-mail, or <c>key</c> and the name of an API key.</param>
    /// <param name="Action">Method and route pattern (<c>POST /api/users</c>), or <c>sign-in</c>, <c>sign-in.failed</c>, <c>sign-in.locked</c>, <c>refresh-token.reused</c>, <c>password.given</c>.</param>
    /// <param name="Words">The action for people.</param>
    /// <param name="Targets">Ids of what it was done to.</param>
    /// <param name="Status">HTTP status of the answer.</param>
    public sealed record Item(Guid Id, DateTimeOffset At, string Actor, UserId? UserId, Guid? ApiKeyId, string Action, string Words, IReadOnlyList<string> Targets, int Status, string? Ip);

    /// <summary>All filters are optional and all must hold.</summary>
    /// <param name="Actor">Part of the e-mail or key name.</param>
    /// <param name="Action">An action as the entries write it, or part of one or of its words; with several, any of them.</param>
    /// <param name="Target">The id of what it was done to.</param>
    /// <param name="Failed">true: only what was refused or went wrong; false: only what was done.</param>
    public readonly record struct Filter(string? Actor, [property: FromQuery] string[]? Action, string? Target, UserId? UserId, DateTimeOffset? From, DateTimeOffset? To, bool? Failed, int? Limit, string? Cursor);

    internal static async Task<Results<Ok<Page<Item>>, ProblemHttpResult>> Handle([AsParameters] Filter filter, ParleyDb db, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(filter.Limit, filter.Cursor, out var page, out var before, out var problem)) return problem!;
        var entries = db.AuditLog.AsNoTracking();
        // The id begins with the time, so that a span of time is a span of the primary key.
        if (filter.From is { } from) entries = entries.Where(e => e.Id >= FirstIdAt(from.ToUnixTimeMilliseconds()) && e.At >= from);
        if (filter.To is { } to) entries = entries.Where(e => e.Id < FirstIdAt(to.ToUnixTimeMilliseconds() + 1) && e.At < to);
        if (filter.Actor is { Length: > 0 } actor) entries = entries.Where(e => EF.Functions.ILike(e.Actor, Containing(actor), "\\"));
        if (filter.Action?.Where(action => action.Length > 0).ToList() is { Count: > 0 } actions)
        {
            // Words of another language are turned into actions by whoever asks: those are meant exactly, since many begin like another one.
            var exactly = actions.Where(action => AccessTable.Rules.ContainsKey(action) || SignInEvents.Actions.Contains(action)).ToArray();
            var parts = actions.Except(exactly, StringComparer.Ordinal).Select(Containing).ToArray();
            entries = entries.Where(e => exactly.Contains(e.Action) || parts.Any(part => EF.Functions.ILike(e.Action, part)) || parts.Any(part => EF.Functions.ILike(e.Words, part)));
        }
        if (filter.Target is { Length: > 0 } target) entries = entries.Where(e => e.Targets.Contains(target));
        if (filter.UserId is { } user) entries = entries.Where(e => e.UserId == user.Value);
        if (filter.Failed is { } failed) entries = entries.Where(e => e.Status >= 400 == failed);
        if (before is { } last) entries = entries.Where(e => e.Id < last);
        var found = await entries.OrderByDescending(e => e.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Cut([.. found.Select(ItemOf)], item => item.Id.ToString()));
    }

    private static Item ItemOf(AuditEntry entry) => new(entry.Id, entry.At, entry.Actor, entry.UserId is { } user ? new UserId(user) : null, entry.ApiKeyId,
        entry.Action, entry.Words, entry.Targets, entry.Status, entry.Ip?.ToString());

    private static string Containing(string text) => "%" + text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";

    private static Guid FirstIdAt(long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, milliseconds) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
