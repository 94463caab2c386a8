using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Contacts;
using Parley.Contacts.Numbers;
using Parley.Platform;

namespace Parley.Campaigns;

/// <summary>The people that came with a request: read, checked and freed of doubles.</summary>
internal sealed class GivenContacts
{
    /// <summary>More are uploaded as a file, which is read as a stream.</summary>
    public const int Most = 10_000;

    private const int MostRejects = 100;

    public List<UpsertContacts.Seed> Seeds { get; } = [];
    public List<string?> Variables { get; } = [];
    public List<GivenReject> Rejects { get; } = [];
    public int Duplicate { get; private set; }
    public int Invalid { get; private set; }

    public static GivenContacts Read(IReadOnlyList<RecipientDraft> recipients, string? region)
    {
        var given = new GivenContacts();
        var seen = new HashSet<PhoneNumber>();
        foreach (var (index, recipient) in recipients.Index())
        {
            if (!PhoneNumber.TryParse(recipient.PhoneNumber, region, out var number, out var problem))
            {
                given.Invalid++;
                if (given.Rejects.Count < MostRejects) given.Rejects.Add(new(index, problem.Slug(), problem.Sentence()));
            }
            else if (!seen.Add(number)) given.Duplicate++;
            else
            {
                given.Seeds.Add(new(number, null, recipient.Name));
                given.Variables.Add(VariablesOf(recipient));
            }
        }
        return given;
    }

    // The name that was given is this campaign's name for the person, whatever the contact is called.
    private static string? VariablesOf(RecipientDraft recipient)
    {
        var own = recipient.Variables is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : null;
        if (!string.IsNullOrWhiteSpace(recipient.Name)) (own ??= []).TryAdd("name", recipient.Name);
        return own?.ToJsonString(Json.Options);
    }
}

/// <summary>A number that was given with a campaign and cannot be.</summary>
/// <param name="Index">Place in the list that was given, from 0.</param>
/// <param name="Reason">Slug of the number's problem.</param>
public sealed record GivenReject(int Index, string Reason, string Sentence);
