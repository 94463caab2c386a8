using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Media;

/// <summary>Takes a file in: as <c>multipart/form-data</c> with one file, or as the bare body with its Content-Type and <c>?fileName=</c>.
/// Streamed: the file is never in memory.</summary>
public static class UploadMedia
{
    public static async Task<Results<Created<MediaView>, Ok<MediaView>, ProblemHttpResult>> Handle(
        string? fileName, HttpRequest request, Caller caller, MediaStore store, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return Answer(await store.Upload(caller, request.Body, request.ContentType, fileName, cancellationToken));

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70) return Problems.BadRequest.With("The multipart body names no usable boundary.");
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                return Answer(await store.Upload(caller, section.Body, section.ContentType, fileName ?? NameOf(disposition), cancellationToken));
        return Problems.Validation.Field("file", "The form holds no file.");
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;

    private static Results<Created<MediaView>, Ok<MediaView>, ProblemHttpResult> Answer(MediaStore.Outcome outcome) => outcome switch
    {
        MediaStore.Outcome.Stored { New: true, Media: var media } => TypedResults.Created($"/api/media/{media.Id}", MediaView.Of(media)),
        MediaStore.Outcome.Stored { Media: var media } => TypedResults.Ok(MediaView.Of(media)),
        MediaStore.Outcome.Refused { Sentence: var sentence } => Problems.UnsupportedFile.With(sentence),
        MediaStore.Outcome.TooLarge { Limit: var limit } => Problems.TooLarge.With($"A file may have at most {limit} bytes."),
        _ => Problems.Validation.Field("file", "The file is empty."),
    };
}
