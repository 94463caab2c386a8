using System.Collections.Frozen;
using Parley.Contacts.Numbers;
using Parley.Platform.Text;

namespace Parley.Contacts.Import;

/// <summary>Suggests what a column holds, from its header's words (English, Portuguese, Spanish) or, without a header, from its values.</summary>
public static class ColumnGuess
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [ImportColumn.Phone] =
        [
            "phone", "phone number", "phonenumber", "mobile", "mobile phone", "mobile number", "cell", "cell phone", "cellphone", "tel", "telephone", "whatsapp", "whatsapp number", "wa", "number", "msisdn", "contact number",
            "telefone", "telefone celular", "celular", "fone", "numero", "numero de telefone", "numero whatsapp", "zap", "contato",
            "telefono", "telefono movil", "movil", "numero de telefono", "numero de celular", "tel movil",
        ],
        [ImportColumn.Name] =
        [
            "name", "full name", "fullname", "contact name", "customer", "customer name", "client", "first name", "firstname", "display name",
            "nome", "nome completo", "cliente", "primeiro nome", "nome do cliente", "nombre", "nombre completo", "nombre y apellido", "primer nombre", "nombre del cliente",
        ],
        [ImportColumn.Language] = ["language", "lang", "locale", "idioma", "lingua", "lengua"],
        [ImportColumn.TimeZone] = ["timezone", "time zone", "tz", "fuso", "fuso horario", "zona horaria", "huso horario"],
        [ImportColumn.Tags] = ["tags", "tag", "label", "labels", "groups", "etiquetas", "etiqueta", "marcadores", "grupos"],
        [ImportColumn.Reason] = ["reason", "motivo", "razao", "razon"],
    }.SelectMany(pair => pair.Value.Select(word => (word, pair.Key))).ToFrozenDictionary(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The field that a header names; null when it names none that is known.</summary>
    public static string? OfHeader(string header) => Words.GetValueOrDefault(Bare(header));

    /// <summary>A variable's name for any other header: letters, digits and underscores.</summary>
    public static string? VariableOf(string header)
    {
        var name = string.Concat(Bare(header).Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')).Trim('_');
        return name.Length == 0 ? null : name[..Math.Min(name.Length, ContactRules.MaxVariableName)];
    }

    /// <summary>Whether a cell looks like a number that somebody dials: for telling headers from rows and phone columns from others.</summary>
    public static bool LooksLikeNumber(ReadOnlySpan<char> cell)
    {
        cell = Files.DelimitedText.Unarmed(cell.Trim());
        if (cell.Contains('@')) return cell.EndsWith("@s.whatsapp.net", StringComparison.Ordinal) || cell.EndsWith("@c.us", StringComparison.Ordinal);
        if (cell.Length is < 7 or > 30) return false;
        var digits = 0;
        foreach (var sign in cell)
        {
            if (char.IsAsciiDigit(sign)) digits++;
            else if (sign is not (' ' or '+' or '-' or '(' or ')' or '.' or '/' or '\u00a0')) return false;
        }
        return digits is >= 7 and <= 17;
    }

    /// <summary>How many of the cells are valid numbers; what only looks like one (a tax id, an order) counts a tenth.</summary>
    public static double NumberScore(IEnumerable<string> cells, string? defaultRegion) => cells.Sum(cell =>
        PhoneNumber.TryParse(Files.DelimitedText.Unarmed(cell), defaultRegion, out _, out _) ? 1 : LooksLikeNumber(cell) ? 0.1 : 0);

    private static string Bare(string header)
    {
        var words = Folding.Fold(header).Split([' ', '_', '-', '.', ':', '/', '\u00a0', '*', '(', ')', '[', ']', '#', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
