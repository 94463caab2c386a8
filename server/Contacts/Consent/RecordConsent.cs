using Npgsql;
using Parley.Platform.Data;

namespace Parley.Contacts.Consent;

/// <summary>Writes a line into the consent ledger; the contact carries the last one.</summary>
public static class RecordConsent
{
    /// <param name="source">Where it comes from: <c>message</c>, <c>api</c>, <c>import</c>, a person's e-mail.</param>
    /// <param name="evidence">What proves it, such as the ledger's id of the message that said so; null for none.</param>
    /// <returns>Whether it changed anything; saying the same again adds no line.</returns>
    public static async Task<bool> Run(NpgsqlConnection connection, TenantId tenant, ContactId contact, ConsentState consent, string source, string? evidence, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH changed AS (UPDATE contacts SET consent = $3, consent_at = $7, updated_at = $7 WHERE id = $1 AND tenant_id = $2 AND consent <> $3 RETURNING id)
            INSERT INTO consent_events (id, tenant_id, contact_id, consent, source, evidence, at) SELECT $4, $2, id, $3, $5, $6, $7 FROM changed
            """, connection);
        var p = command.Parameters;
        p.Add(new() { Value = contact.Value });
        p.Add(new() { Value = tenant.Value });
        p.Add(new() { Value = Words<ConsentState>.Of(consent) });
        p.Add(new() { Value = Guid.CreateVersion7() });
        p.Add(new() { Value = source });
        p.Add(new() { Value = (object?)evidence ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        p.Add(new() { Value = now });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
