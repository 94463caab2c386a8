using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Identity;
using Parley.Tests.Media;
using Parley.Tests.Support;

namespace Parley.Tests.Surface;

/// <summary>A business of its own for one operation, with somebody who may call it and one of the things that its path names.</summary>
internal sealed class Stage
{
    private Stage(TenantId tenant, HttpClient client, string id) => (Tenant, Client, Id) = (tenant, client, id);

    public TenantId Tenant { get; }
    public HttpClient Client { get; }

    /// <summary>Of the thing that the operation is about.</summary>
    public string Id { get; }

    public static async Task<Stage> For(TestServer server, ApiContract contract, string key)
    {
        // Only the owner of the first business may make another.
        var tenant = AccessTable.Rules[key].OperatorOnly ? server.Tenant : await server.Database.NewTenant();
        var client = AccessTable.Rules[key].Role is null ? server.Anonymous() : await server.Member(tenant, Role.Owner);
        return new Stage(tenant, client, ForeignThings.HasTenantId(key) ? await Thing(server, contract, tenant, client, key) : "1");
    }

    /// <summary>The path with the thing's id, or with another value for one of its parameters.</summary>
    public string Path(string key, string? parameter = null, string? value = null) => string.Join('/', key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('/').Select(segment =>
        !segment.StartsWith('{') ? segment : segment == $"{{{parameter}}}" ? value : segment == "{number}" ? "+5511987654321" : Id));

    /// <summary>The request that the document gives as an example.</summary>
    public HttpRequestMessage Example(string key, JsonElement operation)
    {
        var query = string.Join('&', (operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []).Where(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.TryGetProperty("example", out _))
            .Select(parameter => $"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(parameter.GetProperty("example").ToString())}"));
        var request = new HttpRequestMessage(new HttpMethod(key.Split(' ')[0]), Path(key) + (query.Length > 0 ? "?" + query : ""));
        if (!operation.TryGetProperty("requestBody", out var body)) return request;
        var contents = body.GetProperty("content");
        request.Content = contents.TryGetProperty("application/json", out var json)
            ? new StringContent(json.GetProperty("example").GetRawText(), Encoding.UTF8, "application/json")
            : Form(key);
        return request;
    }

    private static async Task<string> Thing(TestServer server, ApiContract contract, TenantId tenant, HttpClient client, string key)
    {
        var collection = key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..key.IndexOf("/{", StringComparison.Ordinal)];
        // As a caller makes one, where a caller can; people are not made from an example, because its e-mail is one person in all businesses.
        if (collection != "/api/users" && contract.Operations.FirstOrDefault(operation => operation.Key == $"POST {collection}") is { Key: { } make, Operation: var operation })
        {
            using var request = new Stage(tenant, client, "").Example(make, operation);
            using var made = await client.SendAsync(request);
            if (made.IsSuccessStatusCode && JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.TryGetProperty("id", out var id)) return id.GetString()!;
        }
        return ForeignThings.MakerFor(key) is { } maker ? await maker(server, tenant) : throw new InvalidOperationException($"{key}: nobody knows how to make one; add it to ForeignThings.");
    }

    private static MultipartFormDataContent Form(string key)
    {
        var isMedia = key.Contains("media", StringComparison.Ordinal) || key.Contains("attachment", StringComparison.Ordinal);
        var file = new ByteArrayContent(isMedia ? Samples.Png : "phone,name\n+55 11 98765-4321,Ana\n"u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue(isMedia ? "image/png" : "text/csv");
        return new MultipartFormDataContent { { file, "file", isMedia ? "photo.png" : "people.csv" } };
    }
}
