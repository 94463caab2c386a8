using System.Globalization;

namespace Parley.Media;

/// <summary>Whether a file may be stored, under which type and which name. The bytes decide; what the caller says must not contradict them.</summary>
public static class UploadPolicy
{
    private const int LongestName = 120;

    public abstract record Verdict
    {
        private Verdict() { }

        public sealed record Taken(FileType Type, string FileName) : Verdict;

        /// <param name="Sentence">What is wrong and what would be taken.</param>
        public sealed record Refused(string Sentence) : Verdict;
    }

    /// <param name="claimedType">The Content-Type that came with the file; null or <c>application/octet-stream</c> claims nothing.</param>
    public static Verdict Judge(Sniffer.Finding finding, string? claimedType, string? claimedName)
    {
        if (finding.Danger is { } danger) return new Verdict.Refused(danger);
        if (finding.Type is not { } type)
            return new Verdict.Refused($"It is no kind of file that WhatsApp takes: {string.Join(", ", FileTypes.All.Select(known => known.Extensions[0][1..]).Distinct(StringComparer.Ordinal))}.");

        var claim = Bare(claimedType);
        var name = Clean(claimedName);
        var extension = Extension(name);
        type = Refine(type, claim, extension);

        if (claim is not null && !type.Answers(claim)) return new Verdict.Refused($"It is sent as {claim}, but its bytes are {type.Name}.");
        if (extension is not null && !type.Extensions.Contains(extension, StringComparer.Ordinal))
            return new Verdict.Refused($"Its name ends in {extension}, but its bytes are {type.Name}.");
        return new Verdict.Taken(type, extension is null ? name + type.Extensions[0] : name);
    }

    /// <summary>A name without folders, control characters and direction marks (which can make <c>gpj.exe</c> read <c>exe.jpg</c>).</summary>
    public static string Clean(string? name)
    {
        var bare = (name ?? "").Split('/', '\\')[^1];
        var text = string.Concat(bare.EnumerateRunes().Where(rune => System.Text.Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)))
            .Replace("\"", "'", StringComparison.Ordinal).Trim().Trim('.');
        if (text.Length == 0) return "file";
        if (text.Length <= LongestName) return text;
        var extension = Extension(text) ?? "";
        var cut = LongestName - extension.Length;
        // Never half of a surrogate pair.
        return text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)] + extension;
    }

    // A CSV is text and a sound may stand in a film's container: there the claim says what the bytes cannot.
    private static FileType Refine(FileType type, string? claim, string? extension)
    {
        if (type == FileTypes.Text && (claim is "text/csv" or "application/csv" || FileTypes.Csv.Extensions.Contains(extension, StringComparer.Ordinal))) return FileTypes.Csv;
        if (type == FileTypes.Mp4 && (claim is not null ? FileTypes.M4A.Answers(claim) : extension == ".m4a")) return FileTypes.M4A;
        return type;
    }

    private static string? Bare(string? mediaType)
    {
        var bare = mediaType?.Split(';')[0].Trim().ToLowerInvariant();
        return bare is null or "" or "application/octet-stream" or "binary/octet-stream" ? null : bare;
    }

    // "Offer 1.2" and "No. 5" end in no extension: one has a letter.
    private static string? Extension(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension.Length is > 1 and <= 6 && extension.AsSpan(1).IndexOfAnyExcept(Letters) < 0 && extension.Any(char.IsAsciiLetter) ? extension : null;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
