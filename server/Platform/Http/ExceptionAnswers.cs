using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Parley.Platform.Http;

/// <summary>The last door of HTTP: what was not an expected outcome becomes a problem all the same, and bugs are logged once, here.</summary>
internal sealed partial class ExceptionAnswers(IProblemDetailsService writer, ILogger<ExceptionAnswers> logger) : IExceptionHandler
{
    private const int FormBrokeOff = unchecked((int)0x80131620);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var (problem, detail, field) = Read(exception, httpContext);
        if (problem == Problems.Internal) Broke(logger, exception, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName);

        httpContext.Response.StatusCode = problem.Status;
        var details = problem.Details(detail, field is null ? null : new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [detail] });
        return await writer.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
    }

    private static (Problem, string Detail, string? Field) Read(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException { InnerException: JsonException json }) return OfJson(json);
        var failed = context.Features.Get<IExceptionHandlerFeature>();
        if (exception is BadHttpRequestException { StatusCode: 400 } && UnreadableParameter.Find(context, failed?.Endpoint, failed?.RouteValues) is var (name, sentence)) return (Problems.Validation, sentence, name);
        var (problem, detail) = Read(exception, context.Request.HasFormContentType);
        return (problem, detail, null);
    }

    private static (Problem, string) Read(Exception exception, bool isForm) => exception switch
    {
        BadHttpRequestException { StatusCode: 413 } => (Problems.TooLarge, "The body is larger than this endpoint takes."),
        // The reader of forms says so; a disk that is full has a number of its own.
        IOException { HResult: FormBrokeOff } or InvalidDataException when isForm => (Problems.BadRequest, "The form breaks off, or is not written as its Content-Type says."),
        BadHttpRequestException { StatusCode: 415 } => (Problems.UnsupportedFile, "Send the body as the content type that the documentation names."),
        // The one thing that .NET takes for a text and PostgreSQL does not. JSON and parameters are looked at where they are read; this is the rest, such as fields of forms.
        PostgresException problem when IsZeroCharacter(problem) => (Problems.Validation, ZeroCharacter),
        DbUpdateException { InnerException: PostgresException problem } when IsZeroCharacter(problem) => (Problems.Validation, ZeroCharacter),
        BadHttpRequestException bad => (Problems.BadRequest with { Status = bad.StatusCode }, bad.Message),
        NpgsqlException { IsTransient: true } => (Problems.Unavailable, "The database does not answer at the moment; nothing was done. Try again."),
        NpgsqlException { InnerException: System.Net.Sockets.SocketException } => (Problems.Unavailable, "The database does not answer at the moment; nothing was done. Try again."),
        _ => (Problems.Internal, "The error was logged with the trace id below."),
    };

    private const string ZeroCharacter = "A text of the request holds a zero character, which cannot be stored.";

    // By itself, or within JSON.
    private static bool IsZeroCharacter(PostgresException problem) => problem.SqlState is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter;

    // System.Text.Json names the path ("$.contacts[0].phoneNumber"), which is what the caller needs.
    private static (Problem, string Detail, string? Field) OfJson(JsonException json)
    {
        if (NestedJson.FieldOf(json) is not { } field) return (Problems.Validation, "The body is not the JSON that this endpoint takes.", null);
        return (Problems.Validation, $"The field {field} {NestedJson.SentenceOf(json) ?? "is missing or has the wrong type"}.", field);
    }

    /// <summary>Gives every problem its trace id and, for the framework's own answers, a slug.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (details is HttpValidationProblemDetails validation) validation.Errors = validation.Errors.ToDictionary(error => FieldOf(error.Key), error => error.Value, StringComparer.Ordinal);
        details.Extensions["traceId"] = Activity.Current?.Id ?? context.HttpContext.TraceIdentifier;
        if (details.Type is { } type && !type.Contains("://", StringComparison.Ordinal)) return;
        // Of a parameter that may be left out and cannot be read, the framework says no more than that.
        if (details is { Status: 400, Detail: null } && UnreadableParameter.Find(context.HttpContext, context.HttpContext.GetEndpoint(), context.HttpContext.Request.RouteValues) is var (name, sentence))
        {
            details.Detail = sentence;
            details.Extensions["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [sentence] };
        }
        var problem = details.Status switch
        {
            400 => details is HttpValidationProblemDetails || details.Extensions.ContainsKey("errors") ? Problems.Validation : Problems.BadRequest,
            401 => Problems.NotSignedIn,
            403 => Problems.Forbidden,
            404 => Problems.NotFound,
            405 => Problems.MethodNotAllowed,
            409 => Problems.Conflict,
            413 => Problems.TooLarge,
            415 => Problems.UnsupportedFile,
            416 => Problems.RangeNotSatisfiable,
            422 => Problems.Unprocessable,
            429 => Problems.TooManyRequests,
            503 => Problems.Unavailable,
            // Whatever else was the caller's to do otherwise (406, 408, 411, 414, 426, 431) keeps its own status.
            >= 400 and < 500 => Problems.BadRequest,
            _ => Problems.Internal,
        };
        details.Type = problem.Slug;
        details.Title = problem.Title;
        details.Detail ??= problem.Title;
    }

    // The framework's validation names properties of classes (Template.Value.Poll.Options); a caller knows fields. What a PATCH may leave out stands at its first level, wrapped (Optional).
    private static string FieldOf(string property)
    {
        var steps = property.Split('.').ToList();
        if (steps is [_, "Value", ..]) steps.RemoveAt(1);
        return string.Join('.', steps.Select(JsonNamingPolicy.CamelCase.ConvertName));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Endpoint} broke")]
    private static partial void Broke(ILogger logger, Exception exception, string? endpoint);
}
