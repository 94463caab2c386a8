using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator;

/// <summary>Where phones are in another process, the control API's calls go there, once the caller was let in, with the caller's tenant.</summary>
internal sealed class ForwardToPhones(RequestDelegate next, PhoneNetworks networks) : IDisposable
{
    private static readonly PathString Api = "/api/simulator";
    private readonly Dictionary<string, HttpClient> _clients =
        networks.All.Where(network => network.Address is not null).ToDictionary(network => network.Name, network => network.Address!.NewClient(), StringComparer.Ordinal);

    public async Task Invoke(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal, out var rest) || context.Features.Get<Caller>() is not { } caller)
        {
            await next(context);
            return;
        }
        var name = context.Request.Query["network"] is [{ Length: > 0 } named] ? named : PhoneNetworks.Simulator;
        if (networks.Find(name) is null)
        {
            await Problems.Validation.Field("network", $"network is one of {string.Join(", ", networks.All.Select(network => network.Name))}.").ExecuteAsync(context);
            return;
        }
        if (rest == "/networks" || !_clients.TryGetValue(name, out var client))
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
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            if (answer.Content.Headers.ContentDisposition is { } disposition) context.Response.Headers.ContentDisposition = disposition.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            await Problems.Unavailable.With(name == PhoneNetworks.Simulator ? "The simulator's phones (SIMULATOR_URL) do not answer." : "The network that stands in for WhatsApp (STANDINS_URL) does not answer.").ExecuteAsync(context);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
    }
}
