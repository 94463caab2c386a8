using System.Text.Json;
using Parley.Platform;

namespace Parley.Channels.Simulator.Graph;

/// <summary>The pretend Graph API's refusals.</summary>
internal static class GraphErrors
{
    public static int CodeOf(Reason reason) => reason.Slug switch
    {
        "recipient-not-on-whatsapp" => 131026,
        "recipient-invalid" => 131021,
        "sender-restricted" => 131048,
        "sender-banned" => 131031,
        "sender-logged-out" => 190,
        "outside-free-form-window" => 131047,
        "rate-limited" => 130429,
        "content-refused" => 100,
        _ => 131000,
    };

    public static Task Answer(HttpContext context, int status, int code, string message, int? subcode = null)
    {
        context.Response.StatusCode = status;
        return Answer(context, new
        {
            error = new
            {
                message = $"(#{code}) {message}",
                type = "OAuthException",
                code,
                error_subcode = subcode,
                error_data = new { messaging_product = "whatsapp", details = message },
                fbtrace_id = "standin",
            },
        });
    }

    public static Task Answer(HttpContext context, object body)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, body, Json.Options, context.RequestAborted);
    }
}
