using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.ApiDocument;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.ApiDocument;

public sealed class ApiDocumentTests(TestServer server) : IClassFixture<TestServer>
{
    // No HTTP calls, or no part of the API.
    private static readonly string[] NotDescribed = ["GET /", "GET /app/{**path}", "GET /login", "GET /openapi/v1.json", "GET /docs", "GET /docs/docs.js", "GET /docs/docs.css", "ANY /hub", "ANY /hub/negotiate"];

    // What a job leaves behind is of its own kind, and a reject is what somebody gave.
    private static readonly string[] Anything = ["JobView.result", "PretendBusinessTemplate.components", "CampaignViewShownAudience.rejects[]"];

    [Fact]
    public async Task The_document_describes_every_endpoint_and_nothing_else()
    {
        var operations = Operations(await Document());
        operations.Keys.Order(StringComparer.Ordinal).ShouldBe(AccessTable.Rules.Keys.Except(NotDescribed, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        operations.Values.Select(operation => operation.GetProperty("operationId").GetString()).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_for_whom()
    {
        var document = await Document();
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var tags = document.GetProperty("tags").EnumerateArray().ToDictionary(tag => tag.GetProperty("name").GetString()!, tag => tag.TryGetProperty("description", out var text) ? text.GetString() : null, StringComparer.Ordinal);
        foreach (var (key, operation) in Operations(document))
        {
            operation.TryGetProperty("summary", out var summary).ShouldBeTrue($"{key}: add WithSummary where it is mapped");
            summary.GetString()!.ShouldNotEndWith(".", customMessage: key);
            operation.GetProperty("description").GetString()!.Length.ShouldBeGreaterThan(30, key);
            operation.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!).ShouldHaveSingleItem(key).ShouldMatch("^[a-z][a-z-]*$");
            tags[operation.GetProperty("tags")[0].GetString()!].ShouldNotBeNullOrWhiteSpace(key);

            var access = AccessTable.Rules[key];
            operation.TryGetProperty("security", out var security).ShouldBe(access.Role is not null, key);
            if (access.Role is not { } role) continue;
            var ways = security.EnumerateArray().SelectMany(way => way.EnumerateObject()).ToDictionary(way => way.Name, way => way.Value[0].GetString(), StringComparer.Ordinal);
            ways["bearer"].ShouldBe(Words<Role>.Of(role), key);
            ways.GetValueOrDefault("apiKey").ShouldBe(access.Scope, key);
        }
    }

    [Fact]
    public async Task Every_answer_has_a_form_and_every_body_an_example_that_fits_it()
    {
        var document = await Document();
        var check = new SchemaCheck(document);
        var wrong = new List<string>();
        foreach (var (key, operation) in Operations(document))
        {
            var responses = operation.GetProperty("responses").EnumerateObject().Select(response => (Status: response.Name, Response: check.Resolve(response.Value))).ToList();
            responses.Exists(response => response.Status[0] == '2').ShouldBeTrue(key);
            var bodies = responses.Where(response => response.Status is not "204").SelectMany(response => response.Response.GetProperty("content").EnumerateObject().Select(body => (Where: $"{key} {response.Status}", Body: body)));
            if (operation.TryGetProperty("requestBody", out var request)) bodies = bodies.Concat(request.GetProperty("content").EnumerateObject().Select(body => (key, body)));
            foreach (var (where, (type, body)) in bodies.Select(pair => (pair.Where, (pair.Body.Name, pair.Body.Value))))
            {
                if (!body.TryGetProperty("schema", out var schema)) wrong.Add($"{where}: {type} has no schema");
                else if (type == "application/json")
                    if (!body.TryGetProperty("example", out var example)) wrong.Add($"{where}: no example");
                    else wrong.AddRange(check.Errors(example, schema).Select(error => $"{where}: the example {error}"));
                else if (type == "application/problem+json")
                    foreach (var given in body.GetProperty("examples").EnumerateObject()) wrong.AddRange(check.Errors(given.Value.GetProperty("value"), schema).Select(error => $"{where}: {error}"));
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_has_a_word_in_the_examples()
    {
        var examples = new Examples(JsonNode.Parse((await Document()).GetRawText())!.AsObject());
        examples.Add();
        examples.Missing.ShouldBeEmpty("add them to values in server/ApiDocument/examples.json");
    }

    [Fact]
    public async Task No_schema_is_empty_unless_its_value_may_be_anything()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        schemas.EnumerateObject().SelectMany(schema => Empty(schema.Value, schema.Name)).Except(Anything, StringComparer.Ordinal)
            .ShouldBeEmpty("a JSON converter of our own hides the form: add [WrittenAs(…)] beside it");
        schemas.TryGetProperty("Request", out _).ShouldBeFalse("two requests would share it");
        schemas.GetProperty("CampaignState").GetProperty("enum").EnumerateArray().Select(word => word.GetString()).ShouldContain("waiting_for_login");
    }

    [Fact]
    public async Task The_problems_of_an_operation_are_those_of_its_code_and_of_the_doors_before_it()
    {
        var document = await Document();
        var check = new SchemaCheck(document);
        var send = Operations(document)["POST /api/messages"].GetProperty("responses").EnumerateObject().ToDictionary(response => response.Name,
            response => check.Resolve(response.Value).GetProperty("content").TryGetProperty("application/problem+json", out var problem)
                ? problem.GetProperty("schema").GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(slug => slug.GetString()!).ToArray() : [], StringComparer.Ordinal);
        send["401"].ShouldBe(["not-signed-in"]);
        send["409"].ShouldBe(["idempotency-mismatch"]);
        send["422"].ShouldBe(["invalid-number", "not-supported", "recipient-suppressed", "template-missing", "template-paused", "template-variables", "unknown-variables", "unprocessable"], ignoreOrder: true);
    }

    private static IEnumerable<string> Empty(JsonElement schema, string path)
    {
        if (schema.EnumerateObject().All(keyword => keyword.Name == "description")) yield return path;
        foreach (var keyword in schema.EnumerateObject())
            foreach (var inner in keyword.Name switch
            {
                "properties" => keyword.Value.EnumerateObject().SelectMany(property => Empty(property.Value, $"{path}.{property.Name}")),
                "items" => Empty(keyword.Value, path + "[]"),
                "oneOf" or "anyOf" or "allOf" => keyword.Value.EnumerateArray().SelectMany(form => Empty(form, path)),
                "type" when keyword.Value.ValueKind == JsonValueKind.String && keyword.Value.GetString() == "array" && !schema.TryGetProperty("items", out _) => [path + "[]"],
                _ => [],
            }) yield return inner;
    }

    private Task<JsonElement> Document() => server.Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

    private static Dictionary<string, JsonElement> Operations(JsonElement document) => document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject().Select(method => (Key: $"{method.Name.ToUpperInvariant()} {path.Name}", method.Value)))
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
