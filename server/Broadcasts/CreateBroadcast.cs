using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts;
using Parley.Contacts.Numbers;
using Parley.Conversations;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Broadcasts;

/// <summary>POST /api/broadcasts: makes a list and cuts it into groups. Numbers given with it are members when the answer comes; a list out of contacts is filled by a worker.
/// Members are those of that moment: who gets a tag later is in no list of before.</summary>
public sealed class CreateBroadcast(Db db, UpsertContacts contacts, TenantRegions regions, BroadcastsOptions options, TimeProvider time)
{
    private const int MostNumbers = 10_000;

    /// <param name="Numbers">Up to 10,000 numbers; more come in as a file of contacts.</param>
    /// <param name="Audience">Instead of numbers: people whom the tenant knows; one of tags, segmentId, importId and all.</param>
    /// <param name="GroupSize">Members of a group; 256 when left out.</param>
    public sealed record Request([Required, StringLength(120)] string Name, IReadOnlyList<string>? Numbers = null, BroadcastAudience? Audience = null, [Range(1, 1024)] int? GroupSize = null);

    internal static async Task<Results<Created<BroadcastView>, ProblemHttpResult>> Handle(Request request, Caller caller, CreateBroadcast create, CancellationToken cancellationToken)
    {
        var (list, problem) = await create.Run(request, caller, cancellationToken);
        return problem is not null ? problem : TypedResults.Created($"/api/broadcasts/{list!.Id}", list);
    }

    internal async Task<(BroadcastView? List, ProblemHttpResult? Problem)> Run(Request request, Caller caller, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Contains('\0', StringComparison.Ordinal)) return (null, Problems.Validation.Field("name", "Give the list a name."));
        if (request.Numbers is null == request.Audience is null) return (null, Problems.Validation.Field("numbers", "Give numbers, or an audience."));
        if (request.Numbers is { Count: 0 or > MostNumbers }) return (null, Problems.Validation.Field("numbers", $"Give 1 to {MostNumbers} numbers; for more, import a file and take the import as the audience."));

        var region = await regions.Of(caller.Tenant, cancellationToken);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        var (audience, wrong) = request.Audience is { } named ? await ReadAudience.Read(connection, caller.Tenant, named, cancellationToken) : (new BroadcastAudience { Numbers = request.Numbers!.Count }, null);
        if (audience is null) return (null, wrong);
        var (id, now, size) = (Id.New<BroadcastId>(), time.GetUtcNow(), request.GroupSize ?? options.GroupSize);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Insert(connection, caller, id, request.Name.Trim(), audience, size, now, cancellationToken);
        if (request.Numbers is { } numbers && await WriteGiven(transaction, caller.Tenant, id, numbers, region, size, cancellationToken) is { } none) return (null, none);
        await transaction.CommitAsync(cancellationToken);
        return (await BroadcastView.Find(connection, caller.Tenant, id, cancellationToken), null);
    }

    private static async Task Insert(NpgsqlConnection connection, Caller caller, BroadcastId id, string name, BroadcastAudience audience, int size, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO broadcasts (id, tenant_id, name, audience, group_size, phase, created_by, created_at, worked_at) VALUES ($1, $2, $3, $4, $5, 'filling', $6, $7, $7)
            RETURNING pg_notify('parley_broadcasts', '')
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(audience, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = size });
        command.Parameters.Add(new() { Value = caller.Actor });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<ProblemHttpResult?> WriteGiven(NpgsqlTransaction transaction, TenantId tenant, BroadcastId id, IReadOnlyList<string> numbers, string? region, int size, CancellationToken cancellationToken)
    {
        var (seeds, seen, invalid, duplicate) = (new List<UpsertContacts.Seed>(), new HashSet<PhoneNumber>(), 0, 0);
        foreach (var text in numbers)
        {
            if (!PhoneNumber.TryParse(text, region, out var number, out _)) invalid++;
            else if (!seen.Add(number)) duplicate++;
            else seeds.Add(new(number));
        }
        if (seeds.Count == 0) return Problems.InvalidNumber.Field("numbers", "None of these is a number that can exist.");
        var known = await contacts.Run(transaction, tenant, seeds, cancellationToken);
        await using var command = new NpgsqlCommand("""
            WITH members AS (
                INSERT INTO broadcast_members (broadcast_id, tenant_id, contact_id, group_no)
                SELECT $1, $2, m.id, (m.n - 1) / $4 + 1 FROM unnest($3::uuid[]) WITH ORDINALITY AS m(id, n))
            UPDATE broadcasts SET phase = 'ready', total = $5, left_out = $6 WHERE id = $1
            """, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = Array.ConvertAll(known, person => person.Id.Value) });
        command.Parameters.Add(new() { Value = size });
        command.Parameters.Add(new() { Value = (long)known.Length });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(new { duplicate, invalid }, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }
}
