using Parley.Contacts;
using Parley.Contacts.Numbers;

namespace Parley.Bulk;

/// <summary>The recipients of a request, read, checked and freed of doubles.</summary>
internal sealed class GivenRecipients
{
    public List<UpsertContacts.Seed> Seeds { get; } = [];
    public List<string?> Variables { get; } = [];
    public List<Reject> Rejects { get; } = [];

    /// <param name="Index">Place in the request, from 0.</param>
    /// <param name="Status"><c>invalid</c> or <c>duplicate</c>.</param>
    /// <param name="Reason">Slug of the number's problem.</param>
    public sealed record Reject(int Index, string Status, string? Reason = null, string? Sentence = null);

    public static GivenRecipients Read(IReadOnlyList<BulkRecipient> recipients, string? region)
    {
        var given = new GivenRecipients();
        var seen = new HashSet<PhoneNumber>();
        foreach (var (index, recipient) in recipients.Index())
        {
            if (!PhoneNumber.TryParse(recipient.To, region, out var number, out var problem)) given.Rejects.Add(new(index, "invalid", problem.Slug(), problem.Sentence()));
            else if (!seen.Add(number)) given.Rejects.Add(new(index, "duplicate", null, "The number stands in the request before."));
            else
            {
                given.Seeds.Add(new(number, null, recipient.Name));
                given.Variables.Add(recipient.Stored());
            }
        }
        return given;
    }
}
