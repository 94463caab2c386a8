using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Channels;
using Parley.Platform.Http;

namespace Parley.Conversations;

/// <summary>The HTTP answer to a message that was not taken.</summary>
internal static class Refusals
{
    public static ProblemHttpResult Of(Acceptance answer) => answer switch
    {
        Acceptance.OtherRequest => Problems.IdempotencyMismatch.With("This Idempotency-Key came with another request within the last day. Give a new request a new key."),
        Acceptance.Suppressed suppressed => Suppressed(suppressed.Reason),
        Acceptance.NoSuchSender => Problems.Unprocessable.Field("senderId", "There is no sender with this id or name."),
        Acceptance.NoSuchMessage => Problems.Unprocessable.Field("replyTo", "There is no message with this id to answer or react to."),
        Acceptance.NotSupported(var sentence) => Problems.NotSupported.With(sentence),
        Acceptance.TemplateUnfit(var reason, var sentence) => Template(reason).With(sentence),
        Acceptance.MissingVariables(var names) => Problems.UnknownVariables.Field("variables", $"These have no value: {string.Join(", ", names)}. Give one, or write a default as in {{{{{names[0]}|there}}}}."),
        Acceptance.Unstorable => Problems.Validation.With("A text holds a character that cannot be stored (such as NUL)."),
        Acceptance.Crowded => Problems.Unavailable.With("More messages are coming in than can be written at the moment; nothing was done. Try again in a few seconds."),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.GetType().Name, "Not a refusal."),
    };

    private static Problem Template(Reason reason) => reason == Reasons.TemplateVariables ? Problems.TemplateVariables : reason == Reasons.TemplatePaused ? Problems.TemplatePaused : Problems.TemplateMissing;

    /// <summary>Says why in a sentence, and by its slug for programs.</summary>
    public static ProblemHttpResult Suppressed(Reason reason)
    {
        var details = Problems.RecipientSuppressed.Details(reason.Sentence);
        details.Extensions["reason"] = reason.Slug;
        return TypedResults.Problem(details);
    }
}
