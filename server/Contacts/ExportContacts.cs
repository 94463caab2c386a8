using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Contacts.Import.Files;
using Parley.Contacts.Segments;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>Contacts as CSV, as many as fit the criteria: streamed, from one picture of the database. What a spreadsheet would run as a formula has an apostrophe in front
/// (phone numbers are a plus and digits by nature and stay as they are); an import reads the file back.</summary>
public static class ExportContacts
{
    // A file with a column for each of ten thousand variables helps nobody; the most frequent ones are taken.
    private const int MaxVariableColumns = 200;

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Handle(string? q, [FromQuery] string[]? tag, string? consent, SegmentId? segment, bool? blocked, Caller caller, ParleyDb data, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var criteria = new ContactCriteria(q, tag, consent, segment, Blocked: blocked);
        var (filter, problem) = await criteria.Resolve(data, caller.Tenant, cancellationToken);
        if (problem is not null) return problem;
        return TypedResults.Stream(output => Write(output, caller.Tenant, criteria, filter, db, time.GetUtcNow(), cancellationToken), "text/csv; charset=utf-8", "contacts.csv");
    }

    private static async Task Write(Stream output, TenantId tenant, ContactCriteria criteria, SegmentFilter filter, Db db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var region = await ContactFields.Region(null, db, tenant, cancellationToken);
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection, CommandTimeout = 600 };
        var where = await ContactSearch.Where(connection, command.Parameters, tenant, region, criteria, filter, SearchBy.WalkUnlessRare, now, cancellationToken);

        command.CommandText = $"SELECT array_agg(key ORDER BY key) FROM (SELECT v.key FROM contacts c, jsonb_object_keys(c.variables) AS v (key) WHERE {where} GROUP BY v.key ORDER BY count(*) DESC, v.key LIMIT {MaxVariableColumns}) AS keys";
        var variables = await command.ExecuteScalarAsync(cancellationToken) as string[] ?? [];
        command.Parameters.Add(new() { Value = variables });
        command.CommandText = $"""
            SELECT c.phone, c.name, c.language, c.time_zone, array_to_string(c.tags, ','), c.consent, {Blocklist.BlockedSql.Contact}, c.created_at, ARRAY(SELECT c.variables ->> v.key FROM unnest(${command.Parameters.Count}::text[]) WITH ORDINALITY AS v (key, ord) ORDER BY v.ord)
            FROM contacts c WHERE {where} ORDER BY c.id
            """;

        await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken); // spreadsheets take a CSV without it for Latin-1
        using var text = new StringWriter();
        WriteHeader(text, variables);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            WriteRow(text, rows);
            if (text.GetStringBuilder().Length > 32 * 1024) await Flush(text, output, cancellationToken);
        }
        await Flush(text, output, cancellationToken);
    }

    // A response takes no blocking writes, so the rows are gathered here and not in a StreamWriter.
    private static async Task Flush(StringWriter text, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.GetStringBuilder().Clear();
    }

    private static void WriteHeader(StringWriter text, string[] variables)
    {
        text.Write("phone,name,language,timeZone,tags,consent,blocked,created");
        foreach (var variable in variables)
        {
            text.Write(',');
            DelimitedText.AppendSafely(text, variable);
        }
        text.Write("\r\n");
    }

    private static void WriteRow(StringWriter text, NpgsqlDataReader row)
    {
        if (!row.IsDBNull(0)) text.Write(row.GetString(0));
        for (var column = 1; column <= 5; column++)
        {
            text.Write(',');
            if (!row.IsDBNull(column)) DelimitedText.AppendSafely(text, row.GetString(column));
        }
        text.Write(row.GetBoolean(6) ? ",yes," : ",,");
        text.Write(row.GetFieldValue<DateTimeOffset>(7).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        foreach (var value in row.GetFieldValue<string?[]>(8))
        {
            text.Write(',');
            DelimitedText.AppendSafely(text, value);
        }
        text.Write("\r\n");
    }
}
