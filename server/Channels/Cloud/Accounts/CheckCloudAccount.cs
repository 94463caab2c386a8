using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;

namespace Parley.Channels.Cloud;

/// <summary>POST /api/cloud/accounts/{id}/check: asks Meta whether the token is good and sees the account.</summary>
public static class CheckCloudAccount
{
    /// <param name="Sentence">For a person: what Meta answered and what to do about it.</param>
    /// <param name="Reason">What is wrong; left out when it is good.</param>
    /// <param name="Numbers">How many numbers the account has; left out when Meta did not say.</param>
    public sealed record Response(bool Ok, string Sentence, Reason? Reason, int? Numbers, DateTimeOffset CheckedAt);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(CloudAccountId id, Caller caller, CloudBook book, Numbers numbers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await book.Find(caller.Tenant, id, cancellationToken) is not { } account) return AccountInput.Missing;
        var now = time.GetUtcNow();
        try
        {
            var (found, refusal) = await numbers.List(account, cancellationToken);
            if (refusal is null)
            {
                await numbers.KeepProblem(account, null, cancellationToken);
                return TypedResults.Ok(new Response(true, found.Count == 0 ? "The token is good; the account has no numbers yet." : $"The token is good. Numbers of the account: {found.Count}.", null, found.Count, now));
            }
            var meaning = refusal.Error is { } error ? CloudErrors.Of(error, refusal.Status) : new CloudMeaning(Reasons.NetworkFailure, null);
            if (meaning.Fault is null) return TypedResults.Ok(new Response(false, "WhatsApp's API has trouble at the moment; try again shortly.", Reasons.NetworkFailure, null, now));
            var reason = meaning.Reason == Reasons.ContentRefused ? Reasons.AccessRefused : meaning.Reason;
            await numbers.KeepProblem(account, reason, cancellationToken);
            return TypedResults.Ok(new Response(false, $"{GraphProblems.Sentence(meaning)} WhatsApp says: {refusal.Error!.Raw}", reason, null, now));
        }
        catch (GraphAwayException away)
        {
            return TypedResults.Ok(new Response(false, $"WhatsApp's API cannot be reached: {away.Message}", Reasons.NetworkFailure, null, now));
        }
    }
}
