namespace Parley.Contacts.Import;

/// <summary>What a column of a file goes into. A mapping is one of these words, <c>variables.NAME</c>, or null (left out) for each column.</summary>
public static class ImportColumn
{
    public const string Phone = "phone";
    public const string Name = "name";
    public const string Language = "language";
    public const string TimeZone = "timeZone";

    /// <summary>Separated by commas, semicolons or bars.</summary>
    public const string Tags = "tags";

    /// <summary>Blocklist files only: why the number is blocked.</summary>
    public const string Reason = "reason";
    public const string VariablePrefix = "variables.";

    /// <summary>The fields that a file for that target can fill, besides variables.</summary>
    public static IReadOnlyList<string> Fields(ImportTarget target) => target == ImportTarget.Contacts ? [Phone, Name, Language, TimeZone, Tags] : [Phone, Reason];

    /// <summary>The variable's name; null when the column is none.</summary>
    public static string? VariableOf(string? column) => column?.StartsWith(VariablePrefix, StringComparison.Ordinal) == true ? column[VariablePrefix.Length..] : null;

    /// <summary>Null, or what is wrong with the mapping.</summary>
    public static string? Trouble(IReadOnlyList<string?> mapping, ImportTarget target, int columns)
    {
        if (mapping.Count > columns) return $"The mapping has {mapping.Count} columns, the file has {columns}.";
        if (mapping.Count(column => column == Phone) != 1) return "Exactly one column must be mapped to phone.";
        if (mapping.OfType<string>().GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) return $"Two columns are mapped to {twice.Key}.";
        if (mapping.Count(column => VariableOf(column) is not null) > ContactRules.MaxVariables) return $"At most {ContactRules.MaxVariables} columns can become variables.";
        foreach (var column in mapping.OfType<string>())
        {
            if (Fields(target).Contains(column)) continue;
            if (target == ImportTarget.Contacts && VariableOf(column) is { } name && ContactRules.IsVariableName(name)) continue;
            return target == ImportTarget.Contacts
                ? $"\"{column}\" is nothing that a column can go into: use phone, name, language, timeZone, tags, variables.NAME (letters, digits, _ and -), or null to leave it out."
                : $"\"{column}\" is nothing that a column can go into: use phone, reason, or null to leave it out.";
        }
        return null;
    }
}

/// <summary>Where the rows of a file go.</summary>
public enum ImportTarget { Contacts, Blocklist }
