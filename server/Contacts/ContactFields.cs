using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Contacts.Numbers;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Text;

namespace Parley.Contacts;

/// <summary>Checks what a caller wants to write into a contact.</summary>
internal static class ContactFields
{
    /// <summary>Null when all is well; null fields are not looked at.</summary>
    public static ProblemHttpResult? Check(string? name, string? language, string? timeZone, IReadOnlyDictionary<string, JsonElement>? variables, IReadOnlyCollection<string>? tags)
    {
        if (name?.Length > ContactRules.MaxName) return Problems.Validation.Field("name", $"name has at most {ContactRules.MaxName} characters.");
        if (name?.Contains('\0') == true) return Problems.Validation.Field("name", "name holds a zero character.");
        if (language is { Length: > 0 } && !ContactRules.IsLanguage(language)) return Problems.Validation.Field("language", "language must be a language tag such as pt-BR.");
        if (timeZone is { Length: > 0 } && !ContactRules.IsTimeZone(timeZone)) return Problems.Validation.Field("timeZone", "timeZone must be a name such as America/Sao_Paulo.");
        return CheckVariables(variables) ?? CheckTags("tags", tags);
    }

    public static ProblemHttpResult? CheckTags(string field, IReadOnlyCollection<string>? tags)
    {
        if (tags is null) return null;
        if (tags.Count > ContactRules.MaxTags) return Problems.Validation.Field(field, $"At most {ContactRules.MaxTags} tags.");
        return tags.All(tag => ContactRules.IsTag(tag)) ? null
            : Problems.Validation.Field(field, $"A tag has 1 to {ContactRules.MaxTag} characters and neither commas, semicolons nor bars, nor spaces at its ends.");
    }

    private static ProblemHttpResult? CheckVariables(IReadOnlyDictionary<string, JsonElement>? variables)
    {
        if (variables is null) return null;
        if (variables.Count > ContactRules.MaxVariables) return Problems.Validation.Field("variables", $"At most {ContactRules.MaxVariables} variables.");
        foreach (var (name, value) in variables)
        {
            if (!ContactRules.IsVariableName(name)) return Problems.Validation.Field("variables", $"A variable's name has 1 to {ContactRules.MaxVariableName} letters, digits, _ and -.");
            if (value.GetRawText().Length > ContactRules.MaxVariable) return Problems.Validation.Field("variables", $"The value of {name} has more than {ContactRules.MaxVariable} characters.");
            if (!StorableJson.Check(value)) return Problems.Validation.Field("variables", $"The value of {name} {StorableJson.Problem}");
        }
        return null;
    }

    /// <summary>A number as a caller wrote it.</summary>
    public static bool TryNumber(string field, string? text, string? region, out PhoneNumber number, out ProblemHttpResult? problem)
    {
        problem = null;
        if (PhoneNumber.TryParse(text, region, out number, out var wrong)) return true;
        problem = Problems.InvalidNumber.Field(field, wrong.Sentence());
        return false;
    }

    /// <summary>Where the tenant's numbers without a country code are from.</summary>
    public static async ValueTask<string?> Region(string? wanted, Db db, TenantId tenant, CancellationToken cancellationToken)
    {
        if (wanted is not null) return wanted;
        await using var connection = await db.OpenTenant(tenant, cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("SELECT default_region FROM tenants WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
