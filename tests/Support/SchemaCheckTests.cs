using System.Text.Json;
using Shouldly;

namespace Parley.Tests.Support;

public sealed class SchemaCheckTests
{
    private static readonly JsonElement Document = Parse("""
        { "components": { "schemas": {
            "Pet": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string", "format": "uuid" }, "age": { "type": ["null", "integer"], "minimum": 0 }, "kind": { "enum": ["cat", "dog"] } } },
            "Owner": { "allOf": [{ "$ref": "#/components/schemas/Pet" }], "properties": { "tags": { "type": "array", "items": { "type": "string" } } } },
            "Open": { "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": { "type": "integer" } },
            "Either": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Pet" }] },
            "Odd": { "dependentRequired": {} }
        } } }
        """);

    private const string Id = "\"id\": \"019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7\"";

    [Theory]
    [InlineData("Pet", $"{{ {Id} }}", null)]
    [InlineData("Pet", $"{{ {Id}, \"age\": null, \"kind\": \"cat\" }}", null)]
    [InlineData("Pet", "{}", "$.id is missing")]
    [InlineData("Pet", "{ \"id\": 5 }", "$.id is 5, not string")]
    [InlineData("Pet", "{ \"id\": \"5\" }", "$.id is \"5\", not a uuid")]
    [InlineData("Pet", $"{{ {Id}, \"age\": -1 }}", "$.age is -1, against minimum 0")]
    [InlineData("Pet", $"{{ {Id}, \"kind\": \"cow\" }}", "$.kind is \"cow\", not one of")]
    [InlineData("Pet", $"{{ {Id}, \"name\": \"Rex\" }}", "$.name is not documented")]
    [InlineData("Owner", $"{{ {Id}, \"tags\": [\"a\"] }}", null)]
    [InlineData("Owner", $"{{ {Id}, \"tags\": [1] }}", "$.tags[0] is 1, not string")]
    [InlineData("Owner", $"{{ {Id}, \"more\": 1 }}", "$.more is not documented")]
    [InlineData("Open", "{ \"a\": \"x\", \"b\": 1 }", null)]
    [InlineData("Open", "{ \"b\": \"x\" }", "$.b is \"x\", not integer")]
    [InlineData("Either", "null", null)]
    [InlineData("Either", $"{{ {Id} }}", null)]
    [InlineData("Either", "{}", "$.id is missing")]
    [InlineData("Odd", "{}", "does not know the keyword dependentRequired")]
    public void What_does_not_fit_is_said_with_its_place(string schema, string value, string? wrong)
    {
        var errors = new SchemaCheck(Document).Errors(Parse(value), Document.GetProperty("components").GetProperty("schemas").GetProperty(schema));
        if (wrong is null) errors.ShouldBeEmpty();
        else errors.ShouldContain(error => error.Contains(wrong, StringComparison.Ordinal));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
