using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

public static class ChangeContact
{
    /// <summary>What is left out stays. An empty text empties the field.</summary>
    /// <param name="Variables">Set one by one; null removes the variable.</param>
    /// <param name="Tags">All of them; left out they stay.</param>
    public sealed record Request(string? PhoneNumber = null, string? Name = null, string? Language = null, string? TimeZone = null, IReadOnlyDictionary<string, JsonElement>? Variables = null,
        IReadOnlyList<string>? Tags = null, string? DefaultRegion = null);

    public static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Handle(ContactId id, Request request, Caller caller, Db db, MoveNumber move, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ContactFields.Check(request.Name, request.Language, request.TimeZone, request.Variables, request.Tags) is { } wrong) return wrong;
        PhoneNumber? phone = null;
        if (request.PhoneNumber is { } text)
        {
            var region = await ContactFields.Region(request.DefaultRegion, db, caller.Tenant, cancellationToken);
            if (!ContactFields.TryNumber("phoneNumber", text, region, out var read, out var problem)) return problem!;
            phone = read;
        }

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            if (phone is { } number) await move.Run(transaction, caller.Tenant, id, number, caller.Actor, cancellationToken);
            switch (await Write(transaction, caller.Tenant, id, request, time.GetUtcNow(), cancellationToken))
            {
                case null: return GetContact.NotFound();
                case > ContactRules.MaxVariables: return Problems.Validation.Field("variables", $"A contact has at most {ContactRules.MaxVariables} variables.");
            }
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problems.Conflict.With("This number is another contact's already.");
        }
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok((await GetContact.Read(connection, caller.Tenant, id, cancellationToken))!);
    }

    private static async Task<long?> Write(NpgsqlTransaction transaction, TenantId tenant, ContactId id, Request request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var given = request.Variables ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Sql.File("Contacts/change_contact.sql"), transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.Name?.Trim() });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.Language });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = request.TimeZone });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(given.Where(pair => pair.Value.ValueKind != JsonValueKind.Null).ToDictionary(StringComparer.Ordinal), Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = given.Where(pair => pair.Value.ValueKind == JsonValueKind.Null).Select(pair => pair.Key).ToArray() });
        command.Parameters.Add(new NpgsqlParameter<string[]?> { TypedValue = request.Tags?.Distinct(StringComparer.Ordinal).ToArray() });
        command.Parameters.Add(new() { Value = now });
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
