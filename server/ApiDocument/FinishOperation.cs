using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.ApiDocument;

/// <summary>Completes an operation from what the endpoint, the access table and the code behind it say.</summary>
internal static partial class FinishOperation
{
    public static async Task Run(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (method, path) = (context.Description.HttpMethod ?? "GET", "/" + context.Description.RelativePath?.TrimEnd('/'));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().FirstOrDefault();
        var access = AccessTable.Rules.GetValueOrDefault($"{method} {path}");

        operation.OperationId ??= OperationId(method, path);
        operation.Summary = metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault()?.Summary;
        operation.Description = Description(handler, access);
        Parameters(operation, context);
        if (metadata.OfType<TakesFile>().FirstOrDefault() is { } file) operation.RequestBody = await Upload(file, context, cancellationToken);
        Files(operation, handler, metadata.OfType<Sends>().FirstOrDefault());
        Security(operation, access, context.Document!);

        var problems = OperationProblems.Of(handler, access, method != "GET", operation.RequestBody is not null, operation.Parameters is { Count: > 0 });
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
            operation.Responses![status.Key.ToString()] = ProblemResponses.Shared([.. status.OrderBy(problem => problem.Slug, StringComparer.Ordinal)], context.Document!);
    }

    /// <summary>What the use case says of itself, and who may call it.</summary>
    private static string? Description(MethodInfo? handler, Access? access)
    {
        var use = handler is null ? null : CodeComments.Of(handler) ?? CodeComments.Of(handler.DeclaringType!);
        if (use is not null) use = Address().Replace(use, "");
        if (use is { Length: > 0 }) use = char.ToUpperInvariant(use[0]) + use[1..];
        var who = access switch
        {
            null or { Role: null } => "Open to everybody.",
            { OperatorOnly: true } => "Only for owners of the install's first tenant.",
            { Scope: null } => $"Needs the role {Words<Role>.Of(access.Role.Value)}; not for API keys.",
            _ => $"Needs the role {Words<Role>.Of(access.Role.Value)}, or an API key with the scope `{access.Scope}`.",
        };
        return use is null ? who : $"{use}\n\n{who}";
    }

    private static void Parameters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var type = context.Description.ParameterDescriptions.FirstOrDefault(described => described.Name == parameter.Name)?.ParameterDescriptor?.ParameterType
                ?? context.Description.ParameterDescriptions.FirstOrDefault(described => described.Name == parameter.Name)?.Type;
            if (parameter.In == ParameterLocation.Query) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            // None of a list is a list as well, which the framework does not know.
            if (parameter.In == ParameterLocation.Query && type?.IsArray == true) parameter.Required = false;
            if (parameter.Schema is not OpenApiSchema schema) continue;
            if (type is not null && Id.Types.Contains(Nullable.GetUnderlyingType(type) ?? type) || parameter.Name == "id" && schema.Format is null && type == typeof(Guid)) schema.Format = "uuid";
            if (parameter is { Name: "limit", In: ParameterLocation.Query }) (schema.Minimum, schema.Maximum, parameter.Description) = ("1", PageRequest.MaxSize.ToString(), parameter.Description ?? "How many items; 50 when left out.");
            if (parameter is { Name: "cursor", In: ParameterLocation.Query }) parameter.Description ??= "The `nextCursor` of the page before.";
        }
    }

    private static async Task<OpenApiRequestBody> Upload(TakesFile takes, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var form = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(StringComparer.Ordinal) { "file" }, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["file"] = Binary() } };
        if (takes.Fields is not null)
            foreach (var (name, field) in (await context.GetOrCreateSchemaAsync(takes.Fields, null, cancellationToken)).Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)) form.Properties[name] = field;
        return new OpenApiRequestBody
        {
            Required = true,
            Description = "A form with one file, or the bare file with its Content-Type, its name and the fields in the query.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = new() { Schema = form }, ["application/octet-stream"] = new() { Schema = Binary() } },
        };
    }

    private static void Files(OpenApiOperation operation, MethodInfo? handler, Sends? sends)
    {
        if (sends is null && !(handler is not null && Inner(handler.ReturnType).Any(type => type == typeof(FileStreamHttpResult) || type == typeof(FileContentHttpResult) || type == typeof(PushStreamHttpResult)))) return;
        operation.Responses ??= [];
        var response = operation.Responses.GetValueOrDefault("200") as OpenApiResponse ?? new OpenApiResponse { Description = "OK" };
        operation.Responses["200"] = response;
        if (sends is null && response.Content is { Count: > 0 }) return; // what it streams is described
        response.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var type in sends?.ContentTypes ?? ["*/*"]) response.Content[type] = new() { Schema = type.StartsWith("text/", StringComparison.Ordinal) ? new OpenApiSchema { Type = JsonSchemaType.String } : Binary() };
    }

    private static void Security(OpenApiOperation operation, Access? access, OpenApiDocument document)
    {
        if (access?.Role is not { } role) return;
        var word = Words<Role>.Of(role);
        operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [word] }, new() { [new OpenApiSecuritySchemeReference("cookie", document)] = [word] }];
        if (access.Scope is { } scope) operation.Security.Add(new() { [new OpenApiSecuritySchemeReference("apiKey", document)] = [scope] });
    }

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static IEnumerable<Type> Inner(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Inner).Append(type) : [type];

    /// <summary><c>GET /api/senders/{id}/qr</c> → <c>getSendersByIdQr</c>.</summary>
    private static string OperationId(string method, string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "api")
            .Select(part => part.StartsWith('{') ? "By" + Title(part.Trim('{', '}').Split(':')[0]) : string.Concat(part.Split('-', '.', '_').Select(Title)));
        return method.ToLowerInvariant() + string.Concat(words);
    }

    private static string Title(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    [GeneratedRegex("^((GET|POST|PUT|PATCH|DELETE) \\S+?( and )?)+[:.]( |$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
