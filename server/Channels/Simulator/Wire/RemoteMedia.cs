using System.Collections.Concurrent;
using System.Net;
using Parley.Identity;
using Parley.Platform.Data;

namespace Parley.Channels.Simulator.Wire;

/// <summary>Attachments travel beside the frames, so that a large one holds up no message.</summary>
internal sealed class RemoteMedia(PhonesAddress address) : IDisposable
{
    private readonly HttpClient _client = address.NewClient();
    private readonly ConcurrentDictionary<(TenantId, string), bool> _there = new();

    public bool Has(TenantId tenant, string sha256) => _there.ContainsKey((tenant, sha256));

    /// <summary>Another process may have taken the phones' place.</summary>
    public void Forget() => _there.Clear();

    /// <exception cref="IOException">The phones do not answer.</exception>
    public async Task Put(TenantId tenant, string sha256, byte[] bytes, CancellationToken cancellationToken)
    {
        using var answer = await Ask(HttpMethod.Put, tenant, sha256, new ByteArrayContent(bytes), cancellationToken);
        if (answer.IsSuccessStatusCode) _there[(tenant, sha256)] = true;
        else throw new IOException($"The phones did not take a file: {(int)answer.StatusCode}.");
    }

    /// <inheritdoc cref="Put"/>
    public async Task<byte[]?> Get(TenantId tenant, string sha256, CancellationToken cancellationToken)
    {
        using var answer = await Ask(HttpMethod.Get, tenant, sha256, null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        if (!answer.IsSuccessStatusCode) throw new IOException($"The phones did not give a file: {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, TenantId tenant, string sha256, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, "/network/media/" + Uri.EscapeDataString(sha256)) { Content = content };
        request.Headers.Add(AccessGate.TenantHeader, tenant.ToString());
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw new IOException(problem.Message, problem);
        }
    }

    public void Dispose() => _client.Dispose();
}
