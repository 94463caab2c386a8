using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Contacts.Import.Files;
using Parley.Platform;

namespace Parley.Contacts.Import;

/// <summary>An upload as it came: <c>multipart/form-data</c> with one file and, in any order, fields; or the bare file as the body with
/// <c>?fileName=</c> and the fields in the query.</summary>
public sealed class ImportForm : IAsyncDisposable
{
    private const int MaxField = 64 * 1024;
    private const int MaxFields = 20;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    public SpooledFile? File { get; private set; }
    public string? FileName { get; private set; }

    /// <summary>A plain field.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A field that holds JSON, or, for lists, words with commas between them.</summary>
    /// <exception cref="JsonException">The field does not fit.</exception>
    public T? Read<T>(string name) where T : class
    {
        if (this[name] is not { } text) return null;
        return typeof(T).IsAssignableTo(typeof(IEnumerable<string>)) && !text.TrimStart().StartsWith('[')
            ? (T)(object)text.Split(',', StringSplitOptions.TrimEntries).Select(word => word.Length == 0 || word == "null" ? null : word).ToArray()
            : JsonSerializer.Deserialize<T>(text, Json.Options);
    }

    /// <returns>The form, and the sentence why the body cannot be taken, if it cannot.</returns>
    public static async Task<(ImportForm Form, string? Trouble, bool TooLarge)> Receive(HttpRequest request, string folder, long limit, CancellationToken cancellationToken)
    {
        var form = new ImportForm();
        foreach (var (name, value) in request.Query) form._fields[name] = value.ToString();
        try
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            {
                form.FileName = form["fileName"];
                form.File = await SpooledFile.Receive(folder, request.Body, limit, cancellationToken);
                return (form, null, form.File is null);
            }
            return (form, await form.ReadParts(request, type, folder, limit, cancellationToken), form._tooLarge);
        }
        catch
        {
            await form.DisposeAsync();
            throw;
        }
    }

    private bool _tooLarge;

    private async Task<string?> ReadParts(HttpRequest request, MediaTypeHeaderValue type, string folder, long limit, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 70) return "The multipart body names no usable boundary.";
        var reader = new MultipartReader(boundary, request.Body);
        for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
        {
            if (parts > MaxFields) return $"The form has more than {MaxFields} fields.";
            if (section.GetContentDispositionHeader() is not { } disposition) continue;
            if (!disposition.IsFileDisposition())
            {
                if (await Text(section.Body, cancellationToken) is not { } text) return $"A field of the form is longer than {MaxField / 1024} kB.";
                _fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = text;
                continue;
            }
            if (File is not null) return "The form holds more than one file.";
            FileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
            File = await SpooledFile.Receive(folder, section.Body, limit, cancellationToken);
            if (File is not null) continue;
            _tooLarge = true;
            return null;
        }
        return File is null ? "The form holds no file." : null;
    }

    private static async Task<string?> Text(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxField ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;
}
