using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Parley.Platform;

namespace Parley.ApiDocument;

/// <summary>Under which name a type stands in the document.</summary>
internal static class SchemaNames
{
    /// <returns>Null: the schema stands where it is used.</returns>
    public static string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (Id.Types.Contains(type) || type == typeof(JsonElement) || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)) return null;
        return OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null ? null : Name(type);
    }

    // Use cases nest their Request and Response, so the use case's name goes in front; a page is named by what it holds.
    private static string Name(Type type)
    {
        var own = type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(Name)) : type.Name;
        return type.DeclaringType is { } outer ? outer.Name + own : own;
    }
}
