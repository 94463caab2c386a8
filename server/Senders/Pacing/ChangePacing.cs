using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Senders;

/// <summary>PATCH /api/pacing: changes the fields that the body has; null gives a profile back to the install's meaning. It holds for every
/// sender and every sending that names the profile, from the next message on.</summary>
public static class ChangePacing
{
    /// <param name="DefaultProfile">Of senders that are added from now on; others keep theirs.</param>
    /// <param name="Fast">In numbers, with a gap of 100 ms at least; null: the install's.</param>
    /// <param name="Balanced">In numbers, or null.</param>
    /// <param name="Safe">In numbers, or null.</param>
    /// <param name="Human">In numbers, or null.</param>
    public sealed record Request(Optional<PacingProfile> DefaultProfile, Optional<PacingSpec?> Fast, Optional<PacingSpec?> Balanced, Optional<PacingSpec?> Safe, Optional<PacingSpec?> Human);

    internal static async Task<Results<Ok<ShowPacing.Response>, ProblemHttpResult>> Handle(Request request, Caller caller, Db db, PacingOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (before, usualBefore) = await ShowPacing.Read(connection, caller.Tenant, "FOR NO KEY UPDATE", cancellationToken);
        var own = new OwnPacing
        {
            Fast = request.Fast.Or(before.Fast),
            Balanced = request.Balanced.Or(before.Balanced),
            Safe = request.Safe.Or(before.Safe),
            Human = request.Human.Or(before.Human),
        };
        if (own.Objection() is var (field, sentence)) return Problems.Validation.Field(field, sentence);
        var usual = request.DefaultProfile.Or(usualBefore);
        await Write(connection, caller.Tenant, own, usual, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ShowPacing.Of(own, usual, options));
    }

    private static async Task Write(NpgsqlConnection connection, TenantId tenant, OwnPacing own, PacingProfile usual, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("UPDATE tenants SET pacing = $2, default_pacing = $3 WHERE id = $1")
                {
                    Parameters =
                    {
                        new() { Value = tenant.Value },
                        new() { Value = own.ToJson() is { } json ? json : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb },
                        new() { Value = Words<PacingProfile>.Of(usual) },
                    },
                },
                // Who holds a sender keeps its gap in memory; queues are read anew every other second by themselves.
                new("SELECT pg_notify('parley_senders', id::text) FROM senders WHERE tenant_id = $1 AND deleted_at IS NULL") { Parameters = { new() { Value = tenant.Value } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
