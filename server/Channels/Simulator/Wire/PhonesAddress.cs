using System.Net;
using System.Net.Http.Headers;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Wire;

/// <summary>Where the phones' process is (SIMULATOR_URL) and what opens it (SIMULATOR_TOKEN).</summary>
internal sealed record PhonesAddress(Uri Url, string? Token)
{
    public Uri Socket => new UriBuilder(new Uri(Url, "/network")) { Scheme = Url.Scheme == "https" ? "wss" : "ws" }.Uri;

    public HttpClient NewClient()
    {
        var client = new HttpClient(new ConnectionFaults(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })) { BaseAddress = Url };
        if (Token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
