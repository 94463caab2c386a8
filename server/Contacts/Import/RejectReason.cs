using Parley.Contacts.Numbers;

namespace Parley.Contacts.Import;

/// <summary>Why a row was not imported: a slug for figures and a sentence for the person who corrects the file.</summary>
internal sealed record RejectReason(string Slug, string Sentence)
{
    public static readonly RejectReason TooManyColumns = new("too-many-columns", "The row has more columns than the file. A delimiter may stand in a field without quotes.");
    public static readonly RejectReason NameTooLong = new("name-too-long", $"The name has more than {ContactRules.MaxName} characters.");
    public static readonly RejectReason UnknownLanguage = new("unknown-language", "The language is no language tag. Write it like pt-BR or en.");
    public static readonly RejectReason UnknownTimeZone = new("unknown-time-zone", "There is no such time zone. Write it like America/Sao_Paulo.");
    public static readonly RejectReason BadTags = new("bad-tags", $"A contact has at most {ContactRules.MaxTags} tags of at most {ContactRules.MaxTag} characters.");
    public static readonly RejectReason VariableTooLong = new("variable-too-long", $"A value has more than {ContactRules.MaxVariable} characters.");
    public static readonly RejectReason ReasonTooLong = new("reason-too-long", "The reason has more than 200 characters.");

    public static RejectReason Of(NumberProblem problem) => new(problem.Slug(), problem.Sentence());
}
