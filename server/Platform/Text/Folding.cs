using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Parley.Platform.Text;

/// <summary>One form for texts that people write in many: lower case, without accents, full-width letters narrowed. For comparing,
/// never for showing. (String.Normalize does nothing under invariant globalization, so the table stands here.)</summary>
public static class Folding
{
    // Each string is a letter and what folds to it.
    private static readonly string[] Letters =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčƈḉ",
        "dðďđḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥħȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįıǐȉȋḭḯỉị",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľłḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩẛ",
        "tţťŧțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "æǣǽ",
        "øǿ",
        "ʒǯ",
        "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "εέἐἑἒἓἔἕὲέ",
        "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ",
        "οόὀὁὂὃὄὅὸό",
        "ρῤῥ",
        "σς",
        "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "аӑӓ",
        "гѓ",
        "еѐёӗ",
        "жӂӝ",
        "зӟ",
        "ийѝӣӥ",
        "кќ",
        "оӧ",
        "уўӯӱӳ",
        "чӵ",
        "ыӹ",
        "эӭ",
        "ії",
        "ѵѷ",
        "әӛ",
        "өӫ",
    ];

    private static readonly FrozenDictionary<char, char> Base = Letters
        .SelectMany(group => group.Skip(1).Select(accented => (accented, group[0])))
        .ToFrozenDictionary(pair => pair.accented, pair => pair.Item2);

    private static readonly SearchValues<char> AlreadyFolded = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'\"()_-+/@#&*");

    /// <summary><c>NÃO</c> → <c>nao</c>.</summary>
    public static string Fold(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(AlreadyFolded) < 0) return text;
        var result = new StringBuilder(text.Length);
        foreach (var letter in text) Append(result, letter);
        return result.ToString();
    }

    private static void Append(StringBuilder result, char letter)
    {
        if (letter is >= '\u0300' and <= '\u036f') return; // combining marks
        if (letter is >= '\uff01' and <= '\uff5e') letter = (char)(letter - 0xfee0);
        letter = char.ToLowerInvariant(letter);
        switch (letter)
        {
            case 'ß': result.Append("ss"); break;
            case 'æ': result.Append("ae"); break;
            case 'œ': result.Append("oe"); break;
            case 'þ': result.Append("th"); break;
            case 'İ': result.Append('i'); break;
            default: result.Append(Base.GetValueOrDefault(letter, letter)); break;
        }
    }
}
