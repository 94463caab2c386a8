using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Parley.Platform.Http;

namespace Parley.ApiDocument;

/// <summary>The answers that say why something was not done; operations with the same ones share them.</summary>
internal static class ProblemResponses
{
    public const string Schema = "Problem";

    /// <param name="problems">Of one status, in the order of their slugs.</param>
    public static OpenApiResponseReference Shared(IReadOnlyList<Problem> problems, OpenApiDocument document)
    {
        var name = string.Join("-or-", problems.Select(problem => problem.Slug));
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
        document.Components.Schemas.TryAdd(Schema, OfAny());
        if (!document.Components.Responses.ContainsKey(name)) document.Components.Responses[name] = Response(problems, document);
        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse Response(IReadOnlyList<Problem> problems, OpenApiDocument document) => new()
    {
        Description = string.Join(" Or: ", problems.Select(problem => $"{problem.Title} (`{problem.Slug}`)")),
        Headers = problems[0].Status != 429 ? null : new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
        {
            ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
        },
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    AllOf = [new OpenApiSchemaReference(Schema, document)],
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. problems.Select(problem => (JsonNode)problem.Slug)] },
                    },
                },
                Examples = problems.ToDictionary(problem => problem.Slug, problem => (IOpenApiExample)new OpenApiExample { Summary = problem.Title, Value = Example(problem) }, StringComparer.Ordinal),
            },
        },
    };

    private static JsonObject Example(Problem problem)
    {
        var example = new JsonObject
        {
            ["type"] = problem.Slug,
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["detail"] = problem.Title,
            ["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        };
        if (problem != Problems.Validation) return example;
        const string Sentence = "limit must be between 1 and 500.";
        example["detail"] = Sentence;
        example["errors"] = new JsonObject { ["limit"] = new JsonArray(Sentence) };
        return example;
    }

    private static OpenApiSchema OfAny() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why something was not done (RFC 9457).",
        Required = new HashSet<string>(["type", "title", "status", "detail", "traceId"], StringComparer.Ordinal),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A slug that programs may rely on." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A sentence that holds for every such problem." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened this time, and what to do about it." },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Under which the logs know this request." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Sentences by field.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
        // Some problems say more for programs, such as the reason's slug.
        AdditionalProperties = new OpenApiSchema(),
    };
}
