using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Contacts.Import.Files;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Import;

/// <summary>The rejected rows of an import as CSV: row number, reason as a slug and as a sentence, then the fields as they stood in the file. What a spreadsheet would
/// run as a formula has an apostrophe in front; an import takes it off again, so the corrected file can be imported as it is.</summary>
public static class DownloadRejects
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(ImportId id, Caller caller, ParleyDb data, Db db, CancellationToken cancellationToken)
    {
        var import = await data.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken);
        if (import is null) return Problems.NotFound.With("There is no import with this id.");
        return TypedResults.Stream(output => Write(output, import, db, cancellationToken), "text/csv; charset=utf-8", "rejects.csv");
    }

    private static async Task Write(Stream output, ContactImport import, Db db, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken); // spreadsheets take a CSV without it for Latin-1
        await output.WriteAsync(Encoding.UTF8.GetBytes(Header(import)), cancellationToken);
        await using var connection = await db.OpenTenant(import.TenantId, cancellationToken);
        await using var command = new NpgsqlCommand("SELECT rejects FROM import_batches WHERE import_id = $1 AND tenant_id = $2 AND rejects IS NOT NULL ORDER BY through", connection);
        command.Parameters.Add(new() { Value = import.Id.Value });
        command.Parameters.Add(new() { Value = import.TenantId.Value });
        await using var rows = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            await using var packed = await rows.GetStreamAsync(0, cancellationToken);
            await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            await unpacked.CopyToAsync(output, cancellationToken);
        }
    }

    private static string Header(ContactImport import)
    {
        using var line = new StringWriter();
        line.Write("row,reason,problem");
        foreach (var column in import.Preview.Columns)
        {
            line.Write(',');
            DelimitedText.AppendSafely(line, column.Name ?? $"column {column.Index + 1}");
        }
        line.Write("\r\n");
        return line.ToString();
    }
}
