using System.Net;
using System.Net.Http.Headers;
using Shouldly;

namespace Parley.Tests.Support;

public sealed class ConformanceTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("GET", "/api/senders", 200, "application/json", """{"items": []}""", null)]
    [InlineData("GET", "/api/senders/active", 200, "application/json", """{"items": []}""", null)]
    [InlineData("GET", "/api/senders", 418, null, null, "has no answer 418")]
    [InlineData("GET", "/api/senders", 200, "text/html", null, "not written as \"text/html\"")]
    [InlineData("GET", "/api/senders", 200, "application/json", """{"items": [], "page": 1}""", "$.page is not documented")]
    [InlineData("GET", "/api/senders", 200, "application/json", """{"items": [{}]}""", "$.items[0].id is missing")]
    [InlineData("GET", "/api/senders", 401, "application/problem+json", """{"type": "not-signed-in", "title": "a", "status": 401, "detail": "b", "traceId": "c"}""", null)]
    [InlineData("GET", "/api/senders", 401, "application/problem+json", """{"type": "oops", "title": "a", "status": 401, "detail": "b", "traceId": "c"}""", "$.type is \"oops\"")]
    [InlineData("GET", "/api/nothing", 404, "application/problem+json", """{"title": "a"}""", "$.type is missing")]
    [InlineData("GET", "/api/media/019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7/content", 206, "image/png", null, null)]
    public async Task An_answer_that_the_document_does_not_describe_is_told(string method, string path, int status, string? type, string? body, string? wrong)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Content = new ByteArrayContent([]);
        if (type is not null) response.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var errors = (await server.Contract()).Errors(method, path, response, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body));
        if (wrong is null) errors.ShouldBeEmpty();
        else errors.ShouldContain(error => error.Contains(wrong, StringComparison.Ordinal));
    }
}
