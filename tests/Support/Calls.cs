using System.Net.Http.Json;
using System.Text.Json;

namespace Parley.Tests.Support;

/// <summary>An answer of the API: its status and its JSON.</summary>
public sealed record Answer(int Status, JsonElement Body)
{
    /// <summary>A field, by a path with dots: <c>items.0.state</c>.</summary>
    public string? this[string path]
    {
        get
        {
            var at = Body;
            foreach (var step in path.Split('.'))
            {
                if (at.ValueKind == JsonValueKind.Array && int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) is var index)
                {
                    if (index >= at.GetArrayLength()) return null;
                    at = at[index];
                }
                else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at)) return null;
            }
            return at.ValueKind == JsonValueKind.String ? at.GetString() : at.GetRawText();
        }
    }

    public Guid Id => Body.GetProperty("id").GetGuid();
}

/// <summary>Calls of the JSON API in one line.</summary>
public static class Calls
{
    public static Task<Answer> Get(this HttpClient client, string path) => client.Call(HttpMethod.Get, path, null);

    public static Task<Answer> Post(this HttpClient client, string path, object? body = null, string? key = null, string? prefer = null) =>
        client.Call(HttpMethod.Post, path, body, key, prefer);

    public static Task<Answer> Patch(this HttpClient client, string path, object body) => client.Call(HttpMethod.Patch, path, body);

    public static Task<Answer> Put(this HttpClient client, string path, object body) => client.Call(HttpMethod.Put, path, body);

    public static Task<Answer> Delete(this HttpClient client, string path) => client.Call(HttpMethod.Delete, path, null);

    private static async Task<Answer> Call(this HttpClient client, HttpMethod method, string path, object? body, string? key = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string text) request.Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, answer.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer));
    }
}
