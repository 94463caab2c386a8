using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Parley.Tests.Identity;

/// <summary>Short words for talking to a server in these tests.</summary>
internal static class Talk
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The answer is this problem.</summary>
    public static async Task ShouldBeProblem(this HttpResponseMessage answer, HttpStatusCode status, string slug)
    {
        var body = await answer.Json(status);
        body.GetProperty("type").GetString().ShouldBe(slug);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <summary>The answer is a validation problem that names the field.</summary>
    public static async Task ShouldObjectTo(this HttpResponseMessage answer, string field) =>
        (await answer.Json(HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject().ShouldContain(e => string.Equals(e.Name, field, StringComparison.OrdinalIgnoreCase));

    public static Task<HttpResponseMessage> Login(this HttpClient client, string email, string password) => client.PostAsJsonAsync("/api/auth/login", new { email, password });

    /// <summary>Signs in and returns the cookie as a browser sends it.</summary>
    public static async Task<string> CookieOf(this HttpClient client, string email, string password)
    {
        var answer = await client.Login(email, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public static Task<HttpResponseMessage> Send(this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return client.SendAsync(request);
    }

    public static async Task<string?> Text(this Task<HttpResponseMessage> answer, string property) => (await (await answer).Json()).GetProperty(property).GetString();
}
