using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Campaigns;

/// <summary>DELETE /api/campaigns/{id}: it is gone at once, whatever its state, and sends nothing more. A worker erases its messages afterwards.</summary>
public static class DeleteCampaign
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(CampaignId id, Caller caller, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        // The rows are erased only when nobody writes any more (AudienceWorker), so for now the queue is merely closed.
        await using var command = new NpgsqlCommand("""
            WITH gone AS (UPDATE campaigns SET deleted_at = $3, updated_at = $3 WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL RETURNING id)
            UPDATE outbox_queues q SET state = 'closed', closes_as = NULL FROM gone WHERE q.id = gone.id
            RETURNING q.id, pg_notify('parley_campaigns', ''), pg_notify('parley_outbox', '')
            """, connection);
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = caller.Tenant.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        return await command.ExecuteScalarAsync(cancellationToken) is null ? MoveCampaign.Missing : TypedResults.NoContent();
    }
}
