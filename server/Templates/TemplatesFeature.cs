using Parley.Media;

namespace Parley.Templates;

/// <summary>The library of message templates.</summary>
public static class TemplatesFeature
{
    public static void AddTemplates(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IMediaHolder, TemplateMedia>();

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/api/templates").WithTags("templates");
        templates.MapGet("", ListTemplates.Handle).WithSummary("List the message templates");
        templates.MapPost("", SaveTemplate.Create).WithSummary("Save a message template");
        templates.MapGet("/{id}", ShowTemplate.Handle).WithSummary("Show a message template");
        templates.MapPut("/{id}", SaveTemplate.Change).WithSummary("Change a message template");
        templates.MapDelete("/{id}", DeleteTemplate.Handle).WithSummary("Delete a message template");
    }
}
