using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Parley.Identity.SignIn;
using Parley.Platform;

namespace Parley.ApiDocument;

/// <summary>The OpenAPI 3.1 document of the HTTP surface, made from the endpoints themselves, and a page to read it.</summary>
public static class ApiDocumentFeature
{
    public static void AddApiDocument(this WebApplicationBuilder builder, ParleySettings settings)
    {
        builder.Services.AddSingleton<ShowDocument>();
        builder.Services.AddOpenApi(ShowDocument.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddSchemaTransformer(FinishSchema.Run);
            options.AddOperationTransformer(FinishOperation.Run);
            options.AddDocumentTransformer((document, context, _) =>
            {
                Describe(document, settings);
                foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description = FeatureOf(tag.Name!, context.DescriptionGroups.SelectMany(group => group.Items));
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", ShowDocument.Handle).ExcludeFromDescription();
        ShowPage.Map(app);
    }

    /// <summary>What the feature behind a tag says of itself.</summary>
    private static string? FeatureOf(string tag, IEnumerable<ApiDescription> operations)
    {
        var metadata = operations.Select(operation => operation.ActionDescriptor.EndpointMetadata).First(metadata => metadata.OfType<ITagsMetadata>().Any(tags => tags.Tags.Contains(tag)));
        for (var space = metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType?.Namespace; space?.Contains('.', StringComparison.Ordinal) == true; space = space[..space.LastIndexOf('.')])
            if (typeof(ApiDocumentFeature).Assembly.GetTypes().FirstOrDefault(type => type.Namespace == space && type.Name.EndsWith("Feature", StringComparison.Ordinal)) is { } feature) return CodeComments.Of(feature);
        return null;
    }

    private static void Describe(OpenApiDocument document, ParleySettings settings)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Parley",
            Version = "v1",
            Description = "Times are RFC 3339 in UTC, ids are UUIDs; fields that are null are left out of answers, and fields that are not known are ignored in requests. "
                + "Errors are problem details (RFC 9457) whose type is a slug. Lists take limit and cursor and answer items and nextCursor.",
        };
        document.Servers = [new OpenApiServer { Url = settings.PublicUrl.ToString().TrimEnd('/') }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An access token of POST /api/auth/token, or an API key. The role that an operation needs stands with it." },
            ["cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = SignIns.CookieName, Description = "What POST /api/auth/login gives a browser." },
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "An API key; the header apikey is taken as well. The scope that an operation needs stands with it." },
        };
    }
}
