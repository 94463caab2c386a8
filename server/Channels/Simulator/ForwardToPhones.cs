using Parley.Channels.Simulator.Wire;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator;

/// <summary>With SIMULATOR_URL the phones are elsewhere, and so the control API's calls go there, once the caller was let in, with the caller's tenant.</summary>
internal sealed class ForwardToPhones(RequestDelegate next, PhonesAddress address) : IDisposable
{
    private readonly HttpClient _client = address.NewClient();

    public async Task Invoke(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api/simulator", StringComparison.Ordinal) || context.Features.Get<Caller>() is not { } caller)
        {
            await next(context);
            return;
        }
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        request.Headers.Add(AccessGate.TenantHeader, caller.Tenant.ToString());
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            if (answer.Content.Headers.ContentDisposition is { } disposition) context.Response.Headers.ContentDisposition = disposition.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            await Problems.Unavailable.With("The simulator's phones (SIMULATOR_URL) do not answer.").ExecuteAsync(context);
        }
    }

    public void Dispose() => _client.Dispose();
}
