using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Campaigns;
using Parley.Conversations;
using Parley.Identity;
using Parley.Identity.Audit;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.Compat;

/// <summary>What the families share: reading a use case's answer, names with several spellings, and campaigns that begin at once.</summary>
internal static class Alias
{
    /// <summary>The value of a use case's answer, or its problem.</summary>
    public static (T? Value, ProblemHttpResult? Problem) Of<T>(INestedHttpResult answer) where T : class => answer.Result switch
    {
        ProblemHttpResult problem => (null, problem),
        IValueHttpResult<T> { Value: { } value } => (value, null),
        _ => throw new InvalidOperationException($"An answer without a {typeof(T).Name}."),
    };

    /// <summary>The first of several spellings of a field that was given.</summary>
    public static string? First(params ReadOnlySpan<string?> spellings)
    {
        foreach (var one in spellings)
            if (!string.IsNullOrWhiteSpace(one)) return one;
        return null;
    }

    /// <summary>A session of theirs is a sender of ours, by its id or name.</summary>
    public static async Task<(SenderId Id, ProblemHttpResult? Problem)> Session(ParleyDb data, string named, CancellationToken cancellationToken) =>
        await FindSender.ByIdOrName(data, named, cancellationToken) is { } sender ? (sender.Id, null)
            : (default, Problems.NotFound.With("There is no sender with this id or name. Make one with POST /api/senders, or give POST /session/start a phoneNumber."));

    /// <summary>Their jobs and campaigns begin when they are made; what cannot begin is not left behind as a draft.</summary>
    /// <param name="key">Of the request: repeated, it is answered with what it began, also when the process that made the campaign died before it could start it.</param>
    public static async Task<(CampaignView? Campaign, ProblemHttpResult? Problem)> Begin(CampaignDraft draft, IdempotencyKey? key, Caller caller, HttpContext context, CreateCampaign create, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (campaign, problem) = await create.Run(draft, caller, key, cancellationToken);
        if (campaign is not null) context.Concerns(campaign.Id);
        if (campaign is not { State: CampaignState.Draft, Problem: null }) return (campaign, problem);
        var (started, refused) = Of<CampaignView>(await StartCampaign.Handle(campaign.Id, null, caller, db, time, cancellationToken));
        if (started is not null) return (started, null);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        // The same request at the same time was faster.
        if (await CampaignView.Find(connection, caller.Tenant, campaign.Id, cancellationToken) is { State: not CampaignState.Draft } begun) return (begun, null);
        await DeleteCampaign.Handle(campaign.Id, caller, db, time, cancellationToken);
        if (key is { } given) await IdempotencyKeys.Release(connection, caller.Tenant, [given.Key], cancellationToken);
        return (null, refused);
    }

    /// <summary>What the header says of a request that is sent once however often it comes.</summary>
    /// <param name="endpoint">As it is called; see <see cref="IdempotencyKey.Of"/>.</param>
    public static (IdempotencyKey? Key, ProblemHttpResult? Problem) Key<TRequest>(string? header, string endpoint, TRequest request) =>
        IdempotencyKey.Objection(header) is { } badKey ? (null, Problems.Validation.Field("Idempotency-Key", badKey)) : (header is null ? null : IdempotencyKey.Of(header, endpoint, request), null);
}
