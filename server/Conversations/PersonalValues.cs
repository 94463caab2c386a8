using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Outbox;

namespace Parley.Conversations;

/// <summary>What is known of people whose messages are personal: fills in texts at the door, so that what was accepted is what is sent.</summary>
internal sealed class PersonalValues
{
    private readonly Dictionary<ContactId, (string? Name, JsonElement? Variables)> _people = [];

    public static async Task<PersonalValues> Read(NpgsqlConnection connection, IEnumerable<ContactId> ids, CancellationToken cancellationToken)
    {
        var result = new PersonalValues();
        var wanted = ids.Select(id => id.Value).Distinct().ToArray();
        if (wanted.Length == 0) return result;
        await using var command = new NpgsqlCommand("SELECT id, name, variables FROM contacts WHERE id = ANY($1)", connection) { Parameters = { new() { Value = wanted } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            result._people[ContactId.Of(rows.GetGuid(0))] = (rows.IsDBNull(1) ? null : rows.GetString(1), JsonSerializer.Deserialize<JsonElement>(rows.GetString(2)));
        return result;
    }

    /// <summary>The content for this person; null when placeholders stay empty (<paramref name="missing"/> names them).</summary>
    public MessageContent? Fill(Submission submission, ContactId person, out IReadOnlyList<string> missing)
    {
        missing = [];
        if (submission.Variables is not { } own || !TemplateContent.Texts(submission.Content).Any()) return submission.Content;
        var (name, variables) = _people.GetValueOrDefault(person);
        var values = Rendering.Variables(own, variables, name, submission.To.ToString());
        var template = TemplateContent.Parse(submission.Content);
        var filled = template.Render(values, out var first);
        if (first is null) return filled;
        missing = template.Missing(values);
        return null;
    }
}
