using Npgsql;
using Parley.Contacts.Segments;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Contacts;

/// <summary>Works through a change of many contacts' tags, five thousand at a time in the order of their ids: each is looked at once, also when the change makes it
/// fall out of the filter, and doing a part again changes nothing.</summary>
internal sealed class TagContactsJob(Db db, TimeProvider time) : IJobKind
{
    public const string KindName = "contacts_tag";
    private const int Batch = 5000;

    public sealed record Order(ContactCriteria Criteria, string[] Add, string[] Remove);

    public sealed record Result(long Matched, long Changed);

    public string Name => KindName;
    public bool Restartable => true;

    public async Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken)
    {
        var order = job.Input<Order>();
        await using var data = new ParleyDb(ParleyDb.ForTenant(db, job.Tenant));
        var (filter, problem) = await order.Criteria.Resolve(data, job.Tenant, cancellationToken);
        if (problem is not null) return new JobOutcome.Failed("The segment was deleted or changed before its turn came.");

        await using var connection = await db.OpenTenant(job.Tenant, cancellationToken);
        var region = await ContactFields.Region(null, db, job.Tenant, cancellationToken);
        var (matched, changed, last) = (0L, 0L, Guid.Empty);
        while (await Next(connection, job.Tenant, order.Criteria, region, filter, last, cancellationToken) is { Length: > 0 } ids)
        {
            changed += await Change(connection, job.Tenant, ids, order.Add, order.Remove, time.GetUtcNow(), cancellationToken);
            (matched, last) = (matched + ids.Length, ids[^1]);
            job.Report(new JobProgress("tagging", matched, null, new Dictionary<string, long>(StringComparer.Ordinal) { ["changed"] = changed }));
        }
        return new JobOutcome.Completed(new Result(matched, changed));
    }

    internal static async Task<int> Change(NpgsqlConnection connection, TenantId tenant, Guid[] ids, string[] add, string[] remove, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql.File("Contacts/tag_contacts.sql"), connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = ids });
        command.Parameters.Add(new() { Value = add });
        command.Parameters.Add(new() { Value = remove });
        command.Parameters.Add(new() { Value = now });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Guid[]> Next(NpgsqlConnection connection, TenantId tenant, ContactCriteria criteria, string? region, SegmentFilter filter, Guid last, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var where = await ContactSearch.Where(connection, command.Parameters, tenant, region, criteria, filter, SearchBy.WalkUnlessRare, time.GetUtcNow(), cancellationToken);
        command.Parameters.Add(new() { Value = last });
        command.CommandText = $"SELECT array_agg(id ORDER BY id) FROM (SELECT c.id FROM contacts c WHERE {where} AND c.id > ${command.Parameters.Count} ORDER BY c.id LIMIT {Batch}) AS batch";
        return await command.ExecuteScalarAsync(cancellationToken) as Guid[] ?? [];
    }
}
