using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Parley.Identity.Audit;

/// <summary>Says in words what a call does: the endpoint's summary, else what its route tells.</summary>
internal static class AuditWords
{
    /// <summary><c>POST /api/campaigns/{id}/start</c> → "Start campaign"; <c>DELETE /api/users/{id}</c> → "Delete user".</summary>
    public static string Of(string method, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary is { } summary) return summary;
        var path = endpoint.RoutePattern.PathSegments;
        var words = path.Select(Literal).OfType<string>().Where(word => word != "api").ToList();
        if (words.Count == 0) return method;
        var endsInWord = Literal(path[^1]) is not null;
        // Below one thing, a last word after POST is what is done to it.
        var isVerb = method == "POST" && endsInWord && path.Any(segment => Literal(segment) is null) && words.Count > 1;
        var verb = isVerb ? words[^1] : method switch { "POST" => "create", "DELETE" => "delete", _ => "change" };
        var noun = isVerb ? words[^2] : words[^1];
        var text = $"{verb} {Singular(noun)}".Replace('-', ' ');
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string? Literal(RoutePatternPathSegment segment) => segment is { IsSimple: true, Parts: [RoutePatternLiteralPart literal] } ? literal.Content : null;

    private static string Singular(string noun) => noun.EndsWith("ies", StringComparison.Ordinal) ? noun[..^3] + "y"
        : noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal) ? noun[..^1]
        : noun;
}
