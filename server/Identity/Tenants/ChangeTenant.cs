using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;
using Parley.Platform.Text;

namespace Parley.Identity.Tenants;

/// <summary>PATCH /api/tenant: changes the fields that the body has; null takes a value away where there may be none.</summary>
public static class ChangeTenant
{
    private const int MaxWords = 100;
    private const int MaxWord = 40;
    private const int MaxReply = 1000;

    /// <param name="Name">1 to 120 characters.</param>
    /// <param name="TimeZone">IANA name such as America/Sao_Paulo.</param>
    /// <param name="DefaultRegion">Two letters such as BR, or null.</param>
    /// <param name="CapMessages">1 or more, together with <paramref name="CapDays"/> (1 to 365), or both null.</param>
    /// <param name="QuietFrom">A time such as 21:00, together with <paramref name="QuietTo"/>, or both null.</param>
    /// <param name="OptOutWords">1 to 100 words of up to 40 characters; upper and lower case, accents and punctuation make no difference.</param>
    /// <param name="OptOutReply">Up to 1000 characters, or null for no answer.</param>
    public sealed record Request(
        Optional<string> Name, Optional<string> TimeZone, Optional<string?> DefaultRegion, Optional<bool> RequireOptIn, Optional<int?> CapMessages, Optional<int?> CapDays,
        Optional<TimeOnly?> QuietFrom, Optional<TimeOnly?> QuietTo, Optional<string[]> OptOutWords, Optional<string[]> OptInWords, Optional<string?> OptOutReply, Optional<string?> OptInReply);

    internal static async Task<Results<Ok<ShowTenant.Response>, ProblemHttpResult>> Handle(Request request, ParleyDb db, CancellationToken cancellationToken)
    {
        var tenant = await db.Tenants.SingleAsync(cancellationToken);
        Apply(request, tenant);
        var errors = Objections(tenant).ToLookup(o => o.Field, o => o.Sentence, StringComparer.Ordinal).ToDictionary(o => o.Key, o => o.ToArray(), StringComparer.Ordinal);
        if (errors.Count > 0) return Problems.Validation.With(errors.First().Value[0], errors);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ShowTenant.Of(tenant));
    }

    private static void Apply(Request request, Tenant tenant)
    {
        tenant.Name = request.Name.Or(tenant.Name)?.Trim() ?? "";
        tenant.TimeZone = request.TimeZone.Or(tenant.TimeZone) ?? "";
        tenant.DefaultRegion = request.DefaultRegion.Or(tenant.DefaultRegion)?.ToUpperInvariant();
        tenant.RequireOptIn = request.RequireOptIn.Or(tenant.RequireOptIn);
        tenant.CapMessages = request.CapMessages.Or(tenant.CapMessages);
        tenant.CapDays = request.CapDays.Or(tenant.CapDays);
        tenant.QuietFrom = request.QuietFrom.Or(tenant.QuietFrom);
        tenant.QuietTo = request.QuietTo.Or(tenant.QuietTo);
        if (request.OptOutWords.IsSet) tenant.OptOutWords = Words(request.OptOutWords.Value);
        if (request.OptInWords.IsSet) tenant.OptInWords = Words(request.OptInWords.Value);
        tenant.OptOutReply = Text(request.OptOutReply.Or(tenant.OptOutReply));
        tenant.OptInReply = Text(request.OptInReply.Or(tenant.OptInReply));
    }

    private static IEnumerable<(string Field, string Sentence)> Objections(Tenant tenant)
    {
        if (tenant.Name.Length is 0 or > 120) yield return ("name", "name must have 1 to 120 characters.");
        if (!tenant.TimeZone.All(char.IsAscii) || !TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out var zone) || !zone.HasIanaId) yield return ("timeZone", "timeZone must be an IANA name such as America/Sao_Paulo.");
        if (tenant.DefaultRegion is { } region && (region.Length != 2 || !region.All(char.IsAsciiLetterUpper))) yield return ("defaultRegion", "defaultRegion must be the two letters of a country such as BR.");
        if (tenant.CapMessages is null != tenant.CapDays is null) yield return ("capMessages", "capMessages and capDays go together: give both, or null for both.");
        if (tenant.CapMessages is < 1 or > 100_000) yield return ("capMessages", "capMessages must be from 1 to 100000.");
        if (tenant.CapDays is < 1 or > 365) yield return ("capDays", "capDays must be from 1 to 365.");
        if (tenant.QuietFrom is null != tenant.QuietTo is null) yield return ("quietFrom", "quietFrom and quietTo go together: give both, or null for both.");
        if (tenant.QuietFrom is { } from && tenant.QuietTo == from) yield return ("quietTo", "quietTo must differ from quietFrom; a whole day without messages is a pause.");
        foreach (var (field, words) in new[] { ("optOutWords", tenant.OptOutWords), ("optInWords", tenant.OptInWords) })
        {
            if (words.Length > MaxWords || words.Any(word => word.Length > MaxWord)) yield return (field, $"{field} takes up to {MaxWords} words of up to {MaxWord} characters.");
            // Messages are compared without their punctuation, so such a word would never be heard.
            if (words.Any(word => !word.EnumerateRunes().Any(Rune.IsLetterOrDigit))) yield return (field, $"Each of {field} needs at least one letter or digit.");
        }
        // Somebody who writes STOP must always be understood.
        if (tenant.OptOutWords.Length == 0) yield return ("optOutWords", "optOutWords needs at least one word: people must be able to leave.");
        if (tenant.OptInWords.Select(Folding.Fold).Intersect(tenant.OptOutWords.Select(Folding.Fold), StringComparer.Ordinal).Any()) yield return ("optInWords", "A word cannot mean both: it stands in optOutWords and in optInWords.");
        if (tenant.OptOutReply?.Length > MaxReply) yield return ("optOutReply", $"optOutReply takes up to {MaxReply} characters.");
        if (tenant.OptInReply?.Length > MaxReply) yield return ("optInReply", $"optInReply takes up to {MaxReply} characters.");
    }

    private static string[] Words(string[]? words) => [.. (words ?? []).Select(word => (word ?? "").Trim().ToUpperInvariant()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
