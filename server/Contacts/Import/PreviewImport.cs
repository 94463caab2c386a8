using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Contacts.Import.Files;
using Parley.Contacts.Numbers;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts.Import;

public static class PreviewImport
{
    /// <param name="Encoding"><c>utf8</c>, <c>utf16_le</c>, <c>utf16_be</c> or <c>windows1252</c>.</param>
    /// <param name="Delimiter">A comma, a semicolon, a tab or a bar.</param>
    /// <param name="Header">Whether the first row names the columns.</param>
    /// <param name="Sheet">The sheet of a spreadsheet.</param>
    /// <param name="DefaultRegion">Helps to find the column with the numbers.</param>
    public sealed record Request(FileEncoding? Encoding = null, string? Delimiter = null, bool? Header = null, string? Sheet = null, string? DefaultRegion = null);

    /// <summary>Reads an upload again, the way a person says; what is left out is detected. The import will read it that way.</summary>
    public static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Handle(
        ImportId id, Request request, Caller caller, ParleyDb data, ImportStore store, ImportOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Delimiter is { } delimiter && (delimiter.Length != 1 || !FileLayout.Delimiters.Contains(delimiter[0])))
            return Problems.Validation.Field("delimiter", "delimiter must be a comma, a semicolon, a tab or a bar.");
        if (request.DefaultRegion is { } region && !PhoneNumber.IsRegion(region)) return Problems.Validation.Field("defaultRegion", "defaultRegion must be a country's two letters, such as BR.");
        var import = await data.Imports.SingleOrDefaultAsync(one => one.Id == id && one.TenantId == caller.Tenant, cancellationToken);
        if (import is null) return Problems.NotFound.With("There is no import with this id.");
        if (import.JobId is not null) return Problems.IllegalState.With("The import was started already.");
        await using var file = await store.Restore(caller.Tenant, id, cancellationToken);
        if (file is null) return Problems.IllegalState.With("The file is no longer stored. Upload it again.");

        var wish = new FileLook.Wish(request.Encoding, request.Delimiter?[0], request.Header, request.Sheet);
        var guess = request.DefaultRegion ?? await StartImport.RegionOf(data, caller, cancellationToken);
        var look = await Task.Run(() => FileLook.At(file.Content, file.Sniffer, wish, import.Target, guess, options, time, cancellationToken), cancellationToken);
        if (look is FileLook.Outcome.Refused refused) return Problems.UnsupportedFile.With(refused.Sentence);
        (import.Layout, import.Preview) = (FileLook.Outcome.Readable)look;
        await data.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ImportView.Of(import, null, null));
    }
}
