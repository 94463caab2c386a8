using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Parley.Platform.Http;

/// <summary>Turns away what no endpoint can read: NUL in a parameter (PostgreSQL has no such text), and a body in letters that nobody knows.</summary>
internal static class UnreadableRequest
{
    public static void RefuseUnreadableRequests(this IApplicationBuilder app) => app.Use((context, next) => Objection(context.Request) is { } problem ? problem.ExecuteAsync(context) : next(context));

    private static ProblemHttpResult? Objection(HttpRequest request)
    {
        if (request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true && request.Query.FirstOrDefault(pair => pair.Key.Contains('\0') || pair.Value.ToString().Contains('\0')) is { Key: { } name })
            return Problems.Validation.Field(name.Replace("\0", "", StringComparison.Ordinal), $"{name.Replace("\0", "", StringComparison.Ordinal)} holds the character NUL (%00), which no parameter takes.");
        return request.ContentType is { } given && MediaTypeHeaderValue.TryParse(given, out var type) && type.Charset.HasValue && type.Encoding is null
            ? Problems.UnsupportedFile.With($"There is no charset {type.Charset}: send JSON as UTF-8.") : null;
    }
}
