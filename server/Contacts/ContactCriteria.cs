using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Contacts.Segments;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

/// <summary>Which contacts: for lists, exports and changes of many. All that is given must hold.</summary>
/// <param name="Q">The beginnings of words of a name, or of a number (+5511, or without the country code).</param>
/// <param name="Tags">Any of them.</param>
/// <param name="Consent"><c>unknown</c>, <c>opted_in</c> or <c>opted_out</c>.</param>
/// <param name="Segment">A saved segment.</param>
/// <param name="Filter">A filter as segments have it.</param>
/// <param name="Blocked">On the blocklist, or not.</param>
public sealed record ContactCriteria(string? Q = null, IReadOnlyList<string>? Tags = null, string? Consent = null, SegmentId? Segment = null, JsonElement? Filter = null, bool? Blocked = null)
{
    internal const int MaxQ = 100;

    /// <summary>The criteria as one filter, besides <see cref="Q"/>; or the field at fault.</summary>
    internal async Task<(SegmentFilter Filter, ProblemHttpResult? Problem)> Resolve(ParleyDb data, TenantId tenant, CancellationToken cancellationToken)
    {
        var parts = new List<SegmentFilter>();
        if (Q?.Length > MaxQ) return (SegmentFilter.Everybody, Problems.Validation.Field("q", $"q has at most {MaxQ} characters."));
        if (Tags is { Count: > 0 } tags)
        {
            if (ContactFields.CheckTags("tags", tags) is { } wrong) return (SegmentFilter.Everybody, wrong);
            parts.Add(SegmentFilter.Of("tags", "any", tags.ToArray()));
        }
        if (Consent is not null)
        {
            if (!Words<ConsentState>.TryParse(Consent, out _)) return (SegmentFilter.Everybody, Problems.Validation.Field("consent", "consent must be unknown, opted_in or opted_out."));
            parts.Add(SegmentFilter.Of("consent", "any", new[] { Consent }));
        }
        if (Blocked is { } blocked) parts.Add(blocked ? SegmentFilter.Blocked : new SegmentFilter.Not(SegmentFilter.Blocked));
        if (Filter is { ValueKind: not JsonValueKind.Undefined } json)
        {
            if (!SegmentFilter.TryRead(json, out var filter, out var trouble)) return (SegmentFilter.Everybody, Problems.Validation.Field("filter", trouble!));
            parts.Add(filter);
        }
        if (Segment is { } id)
        {
            var segment = await data.Segments.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.TenantId == tenant, cancellationToken);
            if (segment is null) return (SegmentFilter.Everybody, Problems.Validation.Field("segment", "There is no segment with this id."));
            parts.Add(segment.Read());
        }
        return (new SegmentFilter.And(parts), null);
    }
}
