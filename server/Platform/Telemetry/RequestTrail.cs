using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Platform.Telemetry;

/// <summary>Names each request in traces and (at debug level) in the log by its route pattern, never by its address:
/// <c>GET /api/contacts/{id}</c>.</summary>
internal sealed partial class RequestTrail(RequestDelegate next, TimeProvider time, ILogger<RequestTrail> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = context.GetEndpoint() is RouteEndpoint endpoint ? endpoint.RoutePattern.RawText ?? "?" : "(no route)";
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity) Name(activity, context, route);
            Answered(logger, context.Request.Method, route, context.Response.StatusCode, time.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    // The framework's own tags would hold the address; it leaves them out unless asked.
    private static void Name(Activity activity, HttpContext context, string route)
    {
        activity.DisplayName = $"{context.Request.Method} {route}";
        activity.SetTag("http.request.method", context.Request.Method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= 500) activity.SetStatus(ActivityStatusCode.Error);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger logger, string method, string route, int status, double milliseconds);
}
