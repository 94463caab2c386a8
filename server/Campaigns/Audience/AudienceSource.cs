using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Import;
using Parley.Contacts.Segments;

namespace Parley.Campaigns;

/// <summary>Where the people of an audience come from: a query over one batch of them in the order of a key, and its parameters (from $12 on).</summary>
internal sealed record AudienceSource(string Sql, Action<NpgsqlParameterCollection> Add)
{
    private const string Columns = "c.phone AS recipient, c.name, c.consent, c.variables AS contact_variables, c.last_sender_id, c.time_zone";

    /// <summary>People who were given with the campaign, already contacts.</summary>
    public static AudienceSource Given(Guid[] contacts, string?[] variables) => new(
        $"""
            SELECT g.n AS key, c.id AS contact_id, {Columns}, g.variables AS own_variables
            FROM unnest($12::uuid[], $13::jsonb[]) WITH ORDINALITY AS g(id, variables, n) JOIN contacts c ON c.id = g.id
        """,
        p =>
        {
            p.Add(new() { Value = contacts });
            p.Add(new() { Value = variables, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        });

    /// <summary>Contacts behind the cursor that meet a condition over <c>c</c>, whose parameters begin with $14.</summary>
    public static AudienceSource Contacts(string condition, Guid cursor, int batch, Action<NpgsqlParameterCollection>? add = null) => new(
        $"""
            SELECT c.id AS key, c.id AS contact_id, {Columns}, NULL::jsonb AS own_variables
            FROM contacts c WHERE c.tenant_id = $1 AND c.id > $12 AND c.phone IS NOT NULL AND {condition}
            ORDER BY c.id LIMIT $13
        """,
        p =>
        {
            p.Add(new() { Value = cursor });
            p.Add(new() { Value = batch });
            add?.Invoke(p);
        });

    /// <summary>People who came with an uploaded file.</summary>
    public static AudienceSource OfImport(ImportId import, Guid cursor, int batch) => new(
        $"""
            SELECT p.contact_id AS key, c.id AS contact_id, {Columns}, NULL::jsonb AS own_variables
            FROM {SavedAudience.PeopleOfImport}
            WHERE p.import_id = $14 AND p.tenant_id = $1 AND p.contact_id > $12 AND c.phone IS NOT NULL
            ORDER BY p.contact_id LIMIT $13
        """,
        p =>
        {
            p.Add(new() { Value = cursor });
            p.Add(new() { Value = batch });
            p.Add(new() { Value = import.Value });
        });

    /// <summary>People as they were typed, contacts or not: for a look ahead, which writes nothing.</summary>
    public static AudienceSource Typed(string[] phones, string?[] variables) => new(
        """
            SELECT g.n AS key, c.id AS contact_id, g.phone AS recipient, c.name, coalesce(c.consent, 'unknown') AS consent, c.variables AS contact_variables, c.last_sender_id, c.time_zone, g.variables AS own_variables
            FROM unnest($12::text[], $13::jsonb[]) WITH ORDINALITY AS g(phone, variables, n) LEFT JOIN contacts c ON c.tenant_id = $1 AND c.phone = g.phone
        """,
        p =>
        {
            p.Add(new() { Value = phones });
            p.Add(new() { Value = variables, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        });

    /// <summary>Those who wait in the campaign's own queue.</summary>
    public static AudienceSource Waiting(CampaignId campaign) => new(
        """
            SELECT m.id AS key, m.contact_id, m.recipient, c.name, coalesce(c.consent, 'unknown') AS consent, c.variables AS contact_variables, c.last_sender_id, c.time_zone, m.variables AS own_variables
            FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id
            WHERE m.tenant_id = $1 AND m.queue_id = $12 AND m.due_at IS NOT NULL
        """,
        p => p.Add(new() { Value = campaign.Value }));

    /// <summary>The recipients of another campaign, with the variables that they had there.</summary>
    public static AudienceSource RecipientsOf(CampaignId campaign, Guid cursor, int batch) => new(
        $"""
            SELECT m.id AS key, c.id AS contact_id, {Columns}, m.variables AS own_variables
            FROM messages m JOIN contacts c ON c.id = m.contact_id
            WHERE m.tenant_id = $1 AND m.queue_id = $14 AND m.id > $12 AND c.phone IS NOT NULL
            ORDER BY m.id LIMIT $13
        """,
        p =>
        {
            p.Add(new() { Value = cursor });
            p.Add(new() { Value = batch });
            p.Add(new() { Value = campaign.Value });
        });
}
