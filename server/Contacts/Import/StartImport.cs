using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

public static class StartImport
{
    /// <param name="Mapping">For each column <c>phone</c>, <c>name</c>, <c>language</c>, <c>timeZone</c>, <c>tags</c>, <c>variables.NAME</c> or null (left out); as suggested when this is left out.</param>
    /// <param name="DefaultRegion">Where numbers without a country code are from: <c>BR</c>; the tenant's own when left out.</param>
    /// <param name="Tags">Given to every contact of the file.</param>
    /// <param name="Consent">Given to every contact of the file; nobody who opted out is opted in by it.</param>
    /// <param name="Reason">Blocklist files: the reason of rows that have none.</param>
    public sealed record Request(IReadOnlyList<string?>? Mapping = null, string? DefaultRegion = null, IReadOnlyList<string>? Tags = null, ImportPlan.ConsentWord? Consent = null, string? Reason = null);

    /// <summary>Starts an uploaded import; it runs as a job.</summary>
    public static async Task<Results<Accepted<ImportView>, ProblemHttpResult>> Handle(ImportId id, Request request, Caller caller, ParleyDb data, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var import = await data.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken);
        if (import is null) return Problems.NotFound.With("There is no import with this id.");
        if (import.JobId is not null) return Problems.IllegalState.With("The import was started already.");
        if (Read(request, import, await RegionOf(data, caller, cancellationToken), out var plan) is { } problem) return problem;

        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await Start(transaction, caller, id, plan, time, cancellationToken)) return Problems.IllegalState.With("The import was started already.");
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted($"/api/contacts/imports/{id}", await GetImport.View(data, db, caller, id, cancellationToken));
    }

    internal static async Task<string?> RegionOf(ParleyDb data, Caller caller, CancellationToken cancellationToken) =>
        await data.Database.SqlQuery<string?>($"SELECT default_region AS \"Value\" FROM tenants WHERE id = {caller.Tenant.Value}").SingleOrDefaultAsync(cancellationToken);

    /// <summary>Turns a request into a plan, or names the field at fault.</summary>
    internal static ProblemHttpResult? Read(Request request, ContactImport import, string? tenantRegion, out ImportPlan plan)
    {
        var mapping = request.Mapping ?? import.Preview.SuggestedMapping();
        plan = new ImportPlan(mapping, request.DefaultRegion?.ToUpperInvariant() ?? tenantRegion, request.Tags, request.Consent, request.Reason);
        if (request.Mapping is null && !mapping.Contains(ImportColumn.Phone)) return Problems.Unprocessable.Field("mapping", "No column looks like phone numbers: say with mapping which one has them.");
        if (ImportColumn.Trouble(mapping, import.Target, import.Preview.Columns.Count) is { } trouble) return Problems.Validation.Field("mapping", trouble);
        if (plan.DefaultRegion is not null && !PhoneNumber.IsRegion(plan.DefaultRegion)) return Problems.Validation.Field("defaultRegion", "defaultRegion must be a country's two letters, such as BR.");
        if (request.Tags is { } tags && (tags.Count > ContactRules.MaxTags || tags.Any(tag => !ContactRules.IsTag(tag))))
            return Problems.Validation.Field("tags", $"At most {ContactRules.MaxTags} tags of 1 to {ContactRules.MaxTag} characters without commas, semicolons and bars.");
        if (request.Consent is { State: ConsentState.Unknown }) return Problems.Validation.Field("consent", "consent.state must be opted_in or opted_out.");
        if (request.Consent is { State: ConsentState.OptedIn, Evidence: not { Length: > 0 and <= 1000 } }) return Problems.Validation.Field("consent", "Opting people in needs evidence: how do you know, in 1 to 1,000 characters?");
        if (request.Consent?.Evidence?.Length > 1000) return Problems.Validation.Field("consent", "evidence has at most 1,000 characters.");
        if (request.Reason is { Length: 0 or > 200 }) return Problems.Validation.Field("reason", "reason has 1 to 200 characters.");
        return null;
    }

    /// <summary>False when it was started already.</summary>
    internal static async Task<bool> Start(NpgsqlTransaction transaction, Caller caller, ImportId id, ImportPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        var job = await StartJob.Run(transaction.Connection!, caller.Tenant, ImportJob.KindName, new ImportJob.Order(id), caller.Actor, time.GetUtcNow(), cancellationToken);
        await using var command = new NpgsqlCommand("UPDATE imports SET plan = $3, job_id = $4 WHERE id = $1 AND tenant_id = $2 AND job_id IS NULL", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = System.Text.Json.JsonSerializer.Serialize(plan, Json.Options), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = job.Value });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
