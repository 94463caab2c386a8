using Parley.Channels;

namespace Parley.Media;

/// <summary>A stored file as the API shows it.</summary>
/// <param name="Sha256">Lower-case hex digest of the bytes.</param>
/// <param name="Type">Media type by the bytes.</param>
/// <param name="SendAs">Kinds of message that it can be.</param>
public sealed record MediaView(MediaId Id, string FileName, string Type, long Bytes, string Sha256, IReadOnlyList<ContentKind> SendAs, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static MediaView Of(StoredMedia media) =>
        new(media.Id, media.FileName, media.Type, media.Bytes, media.Sha256, FileTypes.SendAs(media.Type), media.CreatedBy, media.CreatedAt);
}
