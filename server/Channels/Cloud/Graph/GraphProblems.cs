using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>The HTTP answer when Meta did not do what a caller asked for.</summary>
internal static class GraphProblems
{
    public static ProblemHttpResult Of(GraphAnswer refusal) => refusal.Error is { } error && CloudErrors.Of(error, refusal.Status) is { Fault: not null } meaning
        ? Problems.Unprocessable.With($"{Sentence(meaning)} WhatsApp says: {error.Raw}")
        : Problems.Unavailable.With("WhatsApp's API has trouble at the moment; try again shortly.");

    public static ProblemHttpResult Of(GraphAwayException away) => Problems.Unavailable.With($"WhatsApp's API cannot be reached: {away.Message}");

    // A question has no content that could be refused: what is wrong with it is that this account may not ask, or that there is no such account.
    public static string Sentence(CloudMeaning meaning) => meaning.Reason == Reasons.ContentRefused ? "WhatsApp knows no such business account, or the token may not see it." : meaning.Reason.Sentence;
}
