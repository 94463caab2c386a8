using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Import.Files;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Import;

/// <summary>Takes a file in and looks at it. With the field <c>start=true</c> (and, as wished, the fields of <see cref="StartImport.Request"/>) it is
/// imported right away: one call for programs and the command line.</summary>
public static class UploadImport
{
    /// <summary>What the form may say besides the file; lists are JSON, or words with commas between them.</summary>
    /// <param name="FileName">For a bare file, which has no name of its own.</param>
    /// <param name="Start"><c>true</c>: import it at once, as the other fields say.</param>
    public sealed record Fields(string? FileName = null, string? Start = null, string? Mapping = null, string? DefaultRegion = null, string? Tags = null, string? Consent = null, string? Reason = null);

    public static Task<Results<Created<ImportView>, Accepted<ImportView>, ProblemHttpResult>> Contacts(HttpRequest request, Caller caller, ParleyDb data, Db db, ImportStore store, ImportOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        Handle(ImportTarget.Contacts, request, caller, data, db, store, options, time, cancellationToken);

    public static Task<Results<Created<ImportView>, Accepted<ImportView>, ProblemHttpResult>> Blocklist(HttpRequest request, Caller caller, ParleyDb data, Db db, ImportStore store, ImportOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        Handle(ImportTarget.Blocklist, request, caller, data, db, store, options, time, cancellationToken);

    private static async Task<Results<Created<ImportView>, Accepted<ImportView>, ProblemHttpResult>> Handle(
        ImportTarget target, HttpRequest request, Caller caller, ParleyDb data, Db db, ImportStore store, ImportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (form, trouble, tooLarge) = await ImportForm.Receive(request, store.Folder, options.MaxBytes, cancellationToken);
        await using var _ = form;
        if (tooLarge) return Problems.TooLarge.With($"A file may have at most {options.MaxBytes:N0} bytes. Split it.");
        if (trouble is not null || form.File is not { } file) return Problems.Validation.Field("file", trouble ?? "The form holds no file.");
        if (form["defaultRegion"] is { } region && !PhoneNumber.IsRegion(region)) return Problems.Validation.Field("defaultRegion", "defaultRegion must be a country's two letters, such as BR.");

        var tenantRegion = await StartImport.RegionOf(data, caller, cancellationToken);
        var look = await Task.Run(() => FileLook.At(file.Content, file.Sniffer, new FileLook.Wish(), target, form["defaultRegion"] ?? tenantRegion, options, time, cancellationToken), cancellationToken);
        if (look is FileLook.Outcome.Refused refused) return Problems.UnsupportedFile.With(refused.Sentence);
        var (layout, preview) = (FileLook.Outcome.Readable)look;
        var import = new ContactImport { Id = Id.New<ImportId>(), TenantId = caller.Tenant, Target = target, FileName = NameOf(form.FileName), Bytes = file.Content.Length, Layout = layout, Preview = preview, CreatedBy = caller.Actor, CreatedAt = time.GetUtcNow() };

        ImportPlan? plan = null;
        if (form["start"] is "true" or "1" or "on")
        {
            if (ReadFields(form, out var start) is { } unreadable) return unreadable;
            if (StartImport.Read(start, import, tenantRegion, out plan) is { } problem) return problem;
        }
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Insert(transaction, import, cancellationToken);
        await ImportStore.Save(transaction, caller.Tenant, import.Id, file.Content, cancellationToken);
        if (plan is not null) await StartImport.Start(transaction, caller, import.Id, plan, time, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var view = (await GetImport.View(data, db, caller, import.Id, cancellationToken))!;
        var place = $"/api/contacts/imports/{import.Id}";
        return plan is null ? TypedResults.Created(place, view) : TypedResults.Accepted(place, view);
    }

    private static ProblemHttpResult? ReadFields(ImportForm form, out StartImport.Request request)
    {
        request = new StartImport.Request();
        var field = "mapping";
        try
        {
            var mapping = form.Read<string?[]>(field);
            field = "tags";
            var tags = form.Read<string[]>(field);
            field = "consent";
            var consent = form.Read<ImportPlan.ConsentWord>(field);
            request = new StartImport.Request(mapping, form["defaultRegion"], tags, consent, form["reason"]);
            return null;
        }
        catch (JsonException)
        {
            return Problems.Validation.Field(field, $"The field {field} is not the JSON that it should be.");
        }
    }

    private static async Task Insert(NpgsqlTransaction transaction, ContactImport import, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO imports (id, tenant_id, target, file_name, bytes, layout, preview, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = import.Id.Value });
        command.Parameters.Add(new() { Value = import.TenantId.Value });
        command.Parameters.Add(new() { Value = Words<ImportTarget>.Of(import.Target) });
        command.Parameters.Add(new() { Value = import.FileName });
        command.Parameters.Add(new() { Value = import.Bytes });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(import.Layout, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(import.Preview, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = import.CreatedBy });
        command.Parameters.Add(new() { Value = import.CreatedAt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Without folders and control characters; it is shown and never used as a path.
    private static string NameOf(string? name)
    {
        var bare = string.Concat((name ?? "").Split('/', '\\')[^1].Where(letter => !char.IsControl(letter))).Trim();
        if (bare.Length == 0) return "upload";
        return bare.Length <= 200 ? bare : bare[..(char.IsHighSurrogate(bare[199]) ? 199 : 200)];
    }
}
