using System.Text.Json.Nodes;
using Npgsql;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>What one feature stores about people. Each feature with a <c>contact_id</c> column registers one, so that two contacts that
/// turn out to be one person can be joined, and a person's data can be handed out or erased completely. A test walks the
/// schema and names the tables that nobody answers for.</summary>
public interface IPersonalData
{
    /// <summary>The tables with a <c>contact_id</c> that this answers for.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary><paramref name="gone"/> turned out to be <paramref name="keep"/>: points every row there. <paramref name="gone"/> is deleted afterwards.</summary>
    Task Merge(NpgsqlTransaction transaction, TenantId tenant, ContactId keep, ContactId gone, CancellationToken cancellationToken);

    /// <summary>The person is taken out of the book while what is stored stays: ends what was still to be done for them.
    /// The contact's row is still there, held by the caller.</summary>
    Task Leave(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Everything stored about the person, one section per entry, as it goes into the download.</summary>
    IAsyncEnumerable<(string Section, JsonNode Item)> Export(NpgsqlConnection connection, TenantId tenant, ContactId contact, CancellationToken cancellationToken);

    /// <summary>Removes what tells about the person. Rows that figures are made of may stay when nothing in them leads back.
    /// The contact's row is still there, held by the caller, who deletes it last; of an id that the person had before there is none.</summary>
    /// <returns>Null, or the sentence why it cannot be done at this moment (the caller rolls back).</returns>
    Task<string?> Erase(NpgsqlTransaction transaction, TenantId tenant, ContactId contact, CancellationToken cancellationToken);
}
