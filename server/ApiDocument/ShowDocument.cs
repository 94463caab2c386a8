using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Platform;

namespace Parley.ApiDocument;

/// <summary>GET /openapi/v1.json: made once, when somebody first asks.</summary>
internal sealed partial class ShowDocument([FromKeyedServices(ShowDocument.Name)] IOpenApiDocumentProvider provider, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public const string Name = "v1";

    private readonly Lock _making = new();
    private Task<byte[]>? _made;

    internal static async Task<IResult> Handle(ShowDocument show) => TypedResults.Bytes(await show.Document(), "application/json");

    private Task<byte[]> Document()
    {
        lock (_making) return _made is null or { IsFaulted: true } or { IsCanceled: true } ? _made = Make(lifetime.ApplicationStopping) : _made;
    }

    [GeneratedRegex(@"(?<!\\)\\n {4,}", RegexOptions.None, 1000)]
    private static partial Regex Indentation();

    private async Task<byte[]> Make(CancellationToken cancellationToken)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        var json = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!.AsObject();
        new Examples(json).Add();
        // The framework keeps the indentation that a comment has in the code.
        return System.Text.Encoding.UTF8.GetBytes(Indentation().Replace(json.ToJsonString(Json.Options), " ")
            .Replace("{tomorrow}", time.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'08:00:00'Z'"), StringComparison.Ordinal));
    }
}
