using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.ApiDocument;

/// <summary>Says of a type what the framework cannot see: what our JSON converters write, and that nulls are left out.</summary>
internal static class FinishSchema
{
    public static async Task Run(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var member = context.JsonPropertyInfo?.AttributeProvider as MemberInfo;
        if (Id.Types.Contains(type)) (schema.Type, schema.Format, schema.Properties) = (context.JsonPropertyInfo?.IsGetNullable == true ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, "uuid", null);
        else if (type == typeof(string)) schema.Type ??= context.JsonPropertyInfo?.IsGetNullable == true ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String; // read by a converter of ours
        else if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format) = (context.JsonPropertyInfo is { IsGetNullable: true } moment && !IsRequired(moment) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, "date-time"); // the same
        else if (type.IsEnum) schema.Type = JsonSchemaType.String;
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)) await OfOptional(schema, type.GetGenericArguments()[0], member, context, cancellationToken);
        else if ((member?.GetCustomAttribute<WrittenAsAttribute>() ?? type.GetCustomAttribute<WrittenAsAttribute>()) is { } written) await OfForms(schema, written.Forms, context, cancellationToken);
        else if (type == typeof(JsonElement) && member?.Name is "Variables" or "Filter" or "Progress" or "Credential") (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema());
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { } properties) OfObject(schema, properties, context.JsonTypeInfo);
        if (context.JsonTypeInfo is { ElementType: { } element } && element == typeof(string))
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary) schema.AdditionalProperties ??= new OpenApiSchema { Type = JsonSchemaType.String };
            else schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
        if (context.JsonTypeInfo.ElementType?.GetCustomAttribute<WrittenAsAttribute>() is { } ofItems && schema.AdditionalProperties is null && schema.Items is null)
            await OfForms((OpenApiSchema)(schema.Items = new OpenApiSchema()), ofItems.Forms, context, cancellationToken);
        // A record by itself is never null, whatever a generic list of it (Page<T>) looks like; a property of its type may be.
        if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object) schema.Type &= ~JsonSchemaType.Null;
        if (member is PropertyInfo property && schema.Items is not null) OfItems(schema, new NullabilityInfoContext().Create(property));
    }

    private static void OfObject(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, JsonTypeInfo type)
    {
        var required = type.Properties.Where(property => properties.ContainsKey(property.Name) && IsRequired(property)).ToList();
        schema.Required = required.Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        if (type.Properties.Any(property => property.IsExtensionData)) schema.AdditionalProperties = new OpenApiSchema();
        // Nullable in the code only so that its absence can be told.
        foreach (var property in required.Where(property => property.IsGetNullable))
            if (properties[property.Name] is OpenApiSchema { OneOf: [OpenApiSchema { Type: JsonSchemaType.Null }, var value] }) properties[property.Name] = value;
            else if (properties[property.Name] is OpenApiSchema simple) simple.Type &= ~JsonSchemaType.Null;
    }

    // The framework sees whether a list may be null, and not whether its items may.
    private static void OfItems(OpenApiSchema schema, NullabilityInfo list)
    {
        if (schema.Items is not OpenApiSchema items || (list.ElementType ?? list.GenericTypeArguments.FirstOrDefault()) is not { } element) return;
        if (element.ReadState == NullabilityState.Nullable) items.Type |= JsonSchemaType.Null;
        OfItems(items, element);
    }

    /// <summary>What cannot be null is always written, and must be given unless the record has a default for it.</summary>
    private static bool IsRequired(JsonPropertyInfo property) => Has<RequiredAttribute>(property)
        || property.PropertyType is { } type && !(type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Optional<>) || Nullable.GetUnderlyingType(type) is not null))
        && !property.IsGetNullable && (property.AssociatedParameter is { HasDefaultValue: false } || property.IsRequired || property.AssociatedParameter is null && property.Set is null);

    private static bool Has<T>(JsonPropertyInfo property) where T : Attribute =>
        property.AttributeProvider?.IsDefined(typeof(T), true) == true || property.AssociatedParameter?.AttributeProvider?.IsDefined(typeof(T), true) == true;

    // A field of a PATCH: null takes the value away where the value may be missing.
    private static async Task OfOptional(OpenApiSchema schema, Type inner, MemberInfo? member, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (inner.GetCustomAttribute<WrittenAsAttribute>() is { } written)
        {
            await OfForms(schema, written.Forms, context, cancellationToken);
            schema.OneOf?.Insert(0, new OpenApiSchema { Type = JsonSchemaType.Null });
            return;
        }
        var value = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(inner) ?? inner, null, cancellationToken);
        if (schema.Description == CodeComments.Of(typeof(Optional<>))) schema.Description = null;
        var takesNull = Nullable.GetUnderlyingType(inner) is not null
            || member is PropertyInfo property && new NullabilityInfoContext().Create(property).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }];
        (schema.Type, schema.Format, schema.Items, schema.Enum, schema.Pattern, schema.Properties) =
            (takesNull ? value.Type | JsonSchemaType.Null : value.Type & ~JsonSchemaType.Null, value.Format, value.Items, value.Enum, value.Pattern, value.Properties);
    }

    private static async Task OfForms(OpenApiSchema schema, IReadOnlyList<Type> forms, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = new List<IOpenApiSchema>();
        foreach (var form in forms) schemas.Add(await context.GetOrCreateSchemaAsync(form, null, cancellationToken));
        if (schemas is [OpenApiSchema only]) (schema.Type, schema.Format, schema.Properties, schema.AdditionalProperties) = (only.Type, only.Format, only.Properties, only.AdditionalProperties);
        else schema.OneOf = schemas;
    }
}
