using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts.Segments;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>Checks whom a list is to be made of.</summary>
internal static class ReadAudience
{
    /// <param name="connection">Of the tenant.</param>
    public static async Task<(BroadcastAudience? Audience, ProblemHttpResult? Problem)> Read(NpgsqlConnection connection, TenantId tenant, BroadcastAudience given, CancellationToken cancellationToken)
    {
        if ((given.Tags is null ? 0 : 1) + (given.SegmentId is null ? 0 : 1) + (given.ImportId is null ? 0 : 1) + (given.All == true ? 1 : 0) != 1) return (null, Problems.Validation.Field("audience", "An audience is one of tags, segmentId, importId, and all."));
        if (given.Tags is { } tags && (tags.Count is 0 or > 50 || tags.Any(tag => string.IsNullOrWhiteSpace(tag) || tag.Contains('\0', StringComparison.Ordinal))))
            return (null, Problems.Validation.Field("audience.tags", "Name 1 to 50 tags, and no empty one."));
        if (given.ImportId is { } import)
            return await SavedAudience.WhyNotImport(connection, tenant, import, cancellationToken) is { } why ? (null, Problems.Unprocessable.Field("audience.importId", why)) : (new BroadcastAudience { ImportId = import }, null);
        if (given.SegmentId is not { } segment) return (new BroadcastAudience { Tags = given.Tags, All = given.All }, null);
        await using var command = new NpgsqlCommand("SELECT filter FROM segments WHERE id = $1", connection) { Parameters = { new() { Value = segment } } };
        if (await command.ExecuteScalarAsync(cancellationToken) is not string stored) return (null, Problems.Unprocessable.Field("audience.segmentId", "There is no such segment."));
        var filter = JsonSerializer.Deserialize<JsonElement>(stored);
        return SegmentFilter.TryRead(filter, out _, out var problem)
            ? (new BroadcastAudience { SegmentId = segment, Filter = filter }, null)
            : (null, Problems.Unprocessable.Field("audience.segmentId", $"The segment's filter cannot be read any more: {problem}"));
    }
}
