using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Segments;

/// <summary>Makes a segment, or changes one.</summary>
public static class SaveSegment
{
    /// <param name="Name">1 to 120 characters.</param>
    /// <param name="Filter">See docs/operate/segments.md.</param>
    public sealed record Request(string Name, JsonElement Filter);

    public sealed record Response(SegmentId Id, string Name, JsonElement Filter, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    {
        internal static Response Of(Segment segment) => new(segment.Id, segment.Name, segment.Filter, segment.CreatedBy, segment.CreatedAt, segment.UpdatedAt);
    }

    public static async Task<Results<Created<Response>, ProblemHttpResult>> Create(Request request, Caller caller, ParleyDb data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request) is { } problem) return problem;
        var now = time.GetUtcNow();
        var segment = new Segment { Id = Id.New<SegmentId>(), TenantId = caller.Tenant, Name = request.Name.Trim(), Filter = request.Filter, CreatedBy = caller.Actor, CreatedAt = now, UpdatedAt = now };
        data.Segments.Add(segment);
        return await Save(data, cancellationToken) ?? (Results<Created<Response>, ProblemHttpResult>)TypedResults.Created($"/api/segments/{segment.Id}", Response.Of(segment));
    }

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Change(SegmentId id, Request request, Caller caller, ParleyDb data, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request) is { } problem) return problem;
        if (await data.Segments.SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken) is not { } segment) return NotFound();
        (segment.Name, segment.Filter, segment.UpdatedAt) = (request.Name.Trim(), request.Filter, time.GetUtcNow());
        return await Save(data, cancellationToken) ?? (Results<Ok<Response>, ProblemHttpResult>)TypedResults.Ok(Response.Of(segment));
    }

    internal static ProblemHttpResult NotFound() => Problems.NotFound.With("There is no segment with this id.");

    private static ProblemHttpResult? Check(Request request)
    {
        if (request.Name?.Trim() is not { Length: >= 1 and <= 120 }) return Problems.Validation.Field("name", "name has 1 to 120 characters.");
        return SegmentFilter.TryRead(request.Filter, out _, out var problem) ? null : Problems.Validation.Field("filter", problem!);
    }

    private static async Task<ProblemHttpResult?> Save(ParleyDb data, CancellationToken cancellationToken)
    {
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problems.Conflict.With("There is a segment with this name already.");
        }
    }
}
