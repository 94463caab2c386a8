using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Consent;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

public static class CreateContact
{
    /// <param name="PhoneNumber">In any spelling; without a country code the default region's.</param>
    /// <param name="Variables">Free values by name, for texts and segments.</param>
    /// <param name="Consent">What the person said about being written to, and how you know.</param>
    /// <param name="DefaultRegion">Two letters, such as BR; the tenant's own when left out.</param>
    public sealed record Request(string PhoneNumber, string? Name = null, string? Language = null, string? TimeZone = null, IReadOnlyDictionary<string, JsonElement>? Variables = null,
        IReadOnlyList<string>? Tags = null, SetConsent.Request? Consent = null, string? DefaultRegion = null);

    /// <summary>Adds one person; 409 when the number is somebody's already.</summary>
    public static async Task<Results<Created<ContactView>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, UpsertContacts upsert, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ContactFields.Check(request.Name, request.Language, request.TimeZone, request.Variables, request.Tags) is { } wrong) return wrong;
        if (request.Consent is { } said && SetConsent.Check("consent", said) is { } unclear) return unclear;
        var region = await ContactFields.Region(request.DefaultRegion, db, caller.Tenant, cancellationToken);
        if (!ContactFields.TryNumber("phoneNumber", request.PhoneNumber, region, out var phone, out var problem)) return problem!;

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var known = (await upsert.Run(transaction, caller.Tenant, [new UpsertContacts.Seed(phone, null, request.Name)], cancellationToken))[0];
        if (!known.Created) return Problems.Conflict.With($"This number is contact {known.Id}. Change that one.");
        await Fill(transaction, known.Id, request, cancellationToken);
        if (request.Consent is { } consent)
            await RecordConsent.Run(connection, caller.Tenant, known.Id, consent.State, caller.Actor, consent.Evidence, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/api/contacts/{known.Id}", await GetContact.Read(connection, caller.Tenant, known.Id, cancellationToken));
    }

    private static async Task Fill(NpgsqlTransaction transaction, ContactId id, Request request, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE contacts SET language = nullif($2, ''), time_zone = nullif($3, ''), variables = $4, tags = $5 WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.Language });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.TimeZone });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(request.Variables ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal), Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = (request.Tags ?? []).Distinct(StringComparer.Ordinal).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
