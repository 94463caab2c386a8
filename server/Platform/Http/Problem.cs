using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Parley.Platform.Http;

/// <summary>An expected way to fail: its slug is the problem's <c>type</c>, and programs may rely on it.</summary>
/// <param name="Title">A sentence that holds for every occurrence.</param>
public sealed record Problem(string Slug, int Status, string Title)
{
    /// <summary>The RFC 9457 answer.</summary>
    /// <param name="detail">What happened this time and what to do about it.</param>
    public ProblemHttpResult With(string detail, IReadOnlyDictionary<string, string[]>? errors = null) =>
        TypedResults.Problem(Details(detail, errors));

    public ProblemDetails Details(string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var details = new ProblemDetails { Type = Slug, Title = Title, Status = Status, Detail = detail };
        if (errors is not null) details.Extensions["errors"] = errors;
        return details;
    }

    /// <summary>Names the field at fault.</summary>
    public ProblemHttpResult Field(string field, string sentence) =>
        With(sentence, new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [sentence] });
}
