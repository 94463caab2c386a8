using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Platform.Http;

namespace Parley.Outbox;

/// <summary>Which dead letters are meant; what is left out does not restrict.</summary>
/// <param name="CampaignId">Of this campaign, broadcast or bulk send.</param>
/// <param name="SenderId">Last tried through this sender.</param>
/// <param name="Reason">A slug, such as <c>network-failure</c>.</param>
/// <param name="State"><c>failed</c> (attempts used up) or <c>unknown</c> (nobody knows whether it left).</param>
public sealed record DeadLetterFilter(Guid? CampaignId = null, Guid? SenderId = null, [StringLength(80)] string? Reason = null, [StringLength(20)] string? State = null)
{
    public ProblemHttpResult? Objection() => State is null or "failed" or "unknown" ? null : Problems.Validation.Field("state", "state is failed or unknown.");

    /// <summary>Conditions over messages <c>m</c>, whose values are appended.</summary>
    internal string Where(List<object> values)
    {
        var text = "m.dead";
        void Add(string condition, object? value)
        {
            if (value is null) return;
            values.Add(value);
            text += $" AND {condition} ${values.Count}";
        }
        Add("m.queue_id =", CampaignId);
        Add("m.sender_id =", SenderId);
        Add("m.reason =", Reason);
        Add("m.state =", State);
        return text;
    }

    internal static ProblemHttpResult Missing => Problems.NotFound.With("There is no such dead letter; it may have been retried or dropped already.");
}
