using System.Text.Json;
using Npgsql;
using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>What became of the rows of an import.</summary>
/// <param name="Unchanged">Known already and not different.</param>
/// <param name="Duplicate">The number stood in an earlier row of the same file.</param>
/// <param name="Blocked">On the blocklist, or a person who opted out and was erased: left out.</param>
public sealed record ImportFigures(long Created, long Updated, long Unchanged, long Duplicate, long Blocked, long Rejected)
{
    /// <summary>Rejected rows by the slug of their reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    public static ImportFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    public long Rows() => Created + Updated + Unchanged + Duplicate + Blocked + Rejected;

    /// <summary>Figures of the imports that have any.</summary>
    public static async Task<IReadOnlyDictionary<ImportId, ImportFigures>> Read(Db db, TenantId tenant, IEnumerable<ImportId> imports, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(Sql.File("Contacts/Import/read_figures.sql"), connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = imports.Select(import => import.Value).ToArray() });
        var figures = new Dictionary<ImportId, ImportFigures>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            figures[ImportId.Of(rows.GetGuid(0))] = new ImportFigures(rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6))
            {
                Reasons = JsonSerializer.Deserialize<Dictionary<string, long>>(rows.GetString(7), Json.Options)!,
            };
        return figures;
    }
}
