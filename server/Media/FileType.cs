using System.Collections.Frozen;
using Parley.Channels;

namespace Parley.Media;

/// <summary>A kind of file that WhatsApp takes.</summary>
/// <param name="Name">The media type that is stored and sent.</param>
/// <param name="Extensions">What its file names may end in; the first is added to a name that has none.</param>
/// <param name="Aliases">Other media types by which browsers and programs call it.</param>
/// <param name="SendAs">Kinds of message that it can be.</param>
public sealed record FileType(string Name, IReadOnlyList<string> Extensions, IReadOnlyList<string> Aliases, IReadOnlyList<ContentKind> SendAs)
{
    /// <summary>Whether this is a name of the type, its own or another's for it.</summary>
    public bool Answers(string mediaType) => Name == mediaType || Aliases.Contains(mediaType, StringComparer.Ordinal);
}

/// <summary>The one table of files that can be uploaded. What is not here is refused.</summary>
public static class FileTypes
{
    private static readonly ContentKind[] AsDocument = [ContentKind.Document];
    private static readonly ContentKind[] AsImage = [ContentKind.Image, ContentKind.Document];
    private static readonly ContentKind[] AsVideo = [ContentKind.Video, ContentKind.Document];
    private static readonly ContentKind[] AsAudio = [ContentKind.Audio, ContentKind.Document];

    public static readonly FileType Jpeg = new("image/jpeg", [".jpg", ".jpeg", ".jfif"], ["image/jpg", "image/pjpeg"], AsImage);
    public static readonly FileType Png = new("image/png", [".png"], ["image/x-png"], AsImage);
    public static readonly FileType WebP = new("image/webp", [".webp"], [], [ContentKind.Sticker, ContentKind.Image, ContentKind.Document]);
    public static readonly FileType Gif = new("image/gif", [".gif"], [], AsImage);
    public static readonly FileType Mp4 = new("video/mp4", [".mp4", ".m4v"], ["video/x-m4v"], AsVideo);
    public static readonly FileType ThreeGp = new("video/3gpp", [".3gp", ".3gpp"], ["audio/3gpp", "video/3gpp2"], AsVideo);
    public static readonly FileType M4A = new("audio/mp4", [".m4a", ".mp4"], ["audio/x-m4a", "audio/m4a", "audio/mp4a-latm"], AsAudio);
    public static readonly FileType Opus = new("audio/ogg", [".ogg", ".oga", ".opus"], ["application/ogg", "audio/opus"], [ContentKind.Voice, ContentKind.Audio, ContentKind.Document]);
    public static readonly FileType Mp3 = new("audio/mpeg", [".mp3"], ["audio/mp3", "audio/x-mp3", "audio/mpeg3"], AsAudio);
    public static readonly FileType Aac = new("audio/aac", [".aac"], ["audio/x-aac", "audio/aacp"], AsAudio);
    public static readonly FileType Amr = new("audio/amr", [".amr"], ["audio/amr-nb", "audio/amr-wb"], AsAudio);
    public static readonly FileType Pdf = new("application/pdf", [".pdf"], ["application/x-pdf"], AsDocument);
    public static readonly FileType Doc = new("application/msword", [".doc", ".dot"], [], AsDocument);
    public static readonly FileType Xls = new("application/vnd.ms-excel", [".xls"], ["application/msexcel"], AsDocument);
    public static readonly FileType Ppt = new("application/vnd.ms-powerpoint", [".ppt"], ["application/mspowerpoint"], AsDocument);
    public static readonly FileType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"], ["application/zip"], AsDocument);
    public static readonly FileType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"], ["application/zip"], AsDocument);
    public static readonly FileType Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"], ["application/zip"], AsDocument);
    public static readonly FileType Odt = new("application/vnd.oasis.opendocument.text", [".odt"], ["application/zip"], AsDocument);
    public static readonly FileType Ods = new("application/vnd.oasis.opendocument.spreadsheet", [".ods"], ["application/zip"], AsDocument);
    public static readonly FileType Odp = new("application/vnd.oasis.opendocument.presentation", [".odp"], ["application/zip"], AsDocument);
    public static readonly FileType Text = new("text/plain", [".txt", ".text", ".log", ".md"], ["text/markdown"], AsDocument);
    // Windows calls a CSV an Excel file when Excel is installed.
    public static readonly FileType Csv = new("text/csv", [".csv", ".tsv"], ["text/plain", "application/csv", "application/vnd.ms-excel", "text/tab-separated-values"], AsDocument);
    public static readonly FileType VCard = new("text/vcard", [".vcf"], ["text/x-vcard", "text/directory", "text/plain"], AsDocument);

    private static readonly FileType[] Table = [.. typeof(FileTypes).GetFields().Where(field => field.FieldType == typeof(FileType)).Select(field => (FileType)field.GetValue(null)!)];
    private static readonly FrozenDictionary<string, FileType> ByName = Table.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>In the order in which people expect them: pictures, films, sounds, documents.</summary>
    public static IReadOnlyList<FileType> All => Table;

    /// <summary>Whether a stored file of that type can be a message of that kind.</summary>
    public static bool Suits(string type, ContentKind kind) => ByName.TryGetValue(type, out var known) ? known.SendAs.Contains(kind) : kind == ContentKind.Document;

    /// <summary>Kinds of message that a stored file of that type can be; a type that came in and is not in the table is a document.</summary>
    public static IReadOnlyList<ContentKind> SendAs(string type) => ByName.TryGetValue(type, out var known) ? known.SendAs : AsDocument;
}
