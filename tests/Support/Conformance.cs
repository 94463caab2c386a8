using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Parley.Platform.Http;

namespace Parley.Tests.Support;

/// <summary>Holds every answer that a test gets from a <see cref="TestServer"/> to the server's own OpenAPI document: status, content type, body and problem slug.
/// An answer that the document does not describe fails the call.</summary>
internal sealed class Conformance(Func<Task<ApiContract>> contract) : DelegatingHandler(new ConnectionFaults(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath is "/openapi/v1.json" || response.StatusCode == HttpStatusCode.SwitchingProtocols) return response;
        var isJson = response.Content.Headers.ContentType?.MediaType is { } type && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));
        if (isJson) await response.Content.LoadIntoBufferAsync(cancellationToken); // the test reads it once more
        var body = isJson ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : null;
        var wrong = (await contract()).Errors(request.Method.Method, request.RequestUri.AbsolutePath, response, body);
        return wrong.Count == 0 ? response : throw new ConformanceException(
            $"{request.Method} {request.RequestUri.AbsolutePath} answered {(int)response.StatusCode}, and the OpenAPI document says otherwise: {string.Join("; ", wrong)}.");
    }
}

/// <summary>An answer and the document disagree: mend whichever is wrong.</summary>
public sealed class ConformanceException(string message) : Exception(message);

/// <summary>The server's OpenAPI document, to ask what an answer may look like.</summary>
internal sealed class ApiContract
{
    // A part of a file and "not changed" are HTTP's own answers to a request for a file.
    private static readonly int[] OfFiles = [206, 304, 412, 416];

    private readonly List<(string Key, string Method, string[] Path, JsonElement Operation)> _operations;
    private readonly SchemaCheck _check;
    private readonly JsonElement _problem;

    public ApiContract(JsonElement document)
    {
        Document = document;
        _check = new SchemaCheck(document);
        _problem = document.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
        // What is written out goes before what is a parameter: /api/senders/active before /api/senders/{id}.
        _operations = [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (Key: $"{method.Name.ToUpperInvariant()} {path.Name}", method.Name.ToUpperInvariant(), path.Name.Split('/'), method.Value)))
            .OrderBy(operation => operation.Key.Count(letter => letter == '{'))];
    }

    public JsonElement Document { get; }

    public IEnumerable<(string Key, JsonElement Operation)> Operations => _operations.Select(operation => (operation.Key, operation.Operation));

    /// <summary>Operations by how they have been answered so far, in this process.</summary>
    public static ConcurrentDictionary<(string Key, int Status), bool> Seen { get; } = new();

    /// <returns>What the answer has that the document does not say.</returns>
    public IReadOnlyList<string> Errors(string method, string path, HttpResponseMessage response, byte[]? json)
    {
        var status = (int)response.StatusCode;
        var segments = path.TrimEnd('/').Split('/');
        var (key, _, _, operation) = _operations.Find(candidate => candidate.Method == method && Matches(candidate.Path, segments));
        if (key is null) return status >= 400 && path.StartsWith("/api/", StringComparison.Ordinal) ? OfSchema(json, _problem) : [];
        Seen.TryAdd((key, status), true);

        var responses = operation.GetProperty("responses");
        if (!responses.TryGetProperty(status.ToString(), out var described))
            return OfFiles.Contains(status) && responses.TryGetProperty("200", out var whole) && _check.Resolve(whole).GetProperty("content").EnumerateObject().Any(content => content.Name != "application/json")
                ? [] : [$"{key} has no answer {status}{(json is null ? "" : $" ({System.Text.Encoding.UTF8.GetString(json)})")}"];
        if (!_check.Resolve(described).TryGetProperty("content", out var contents)) return response.Content.Headers.ContentLength is > 0 ? ["it has a body"] : [];
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!contents.TryGetProperty(type, out var content) && !contents.TryGetProperty("*/*", out content)) return [$"{status} is not written as \"{type}\""];
        return json is null ? [] : OfSchema(json, content.GetProperty("schema"));
    }

    private IReadOnlyList<string> OfSchema(byte[]? json, JsonElement schema)
    {
        if (json is null) return ["it is not JSON"];
        using var body = JsonDocument.Parse(json);
        return _check.Errors(body.RootElement, schema);
    }

    private static bool Matches(string[] template, string[] path) => template.Length == path.Length && template.Zip(path).All(pair => pair.First == pair.Second || pair.First.StartsWith('{') && pair.Second.Length > 0);
}
