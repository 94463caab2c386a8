using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Channels.Cloud;

/// <summary>The calls to Meta's Graph API. Whatever goes wrong with a message becomes a result; every other call throws <see cref="GraphAwayException"/> when there was no
/// proper answer, and gives back Meta's error when that was the answer.</summary>
internal sealed class GraphClient : IDisposable
{
    private const int LongestAnswer = 4 << 20;

    /// <summary>Where Meta keeps received files besides the API's own host. An account's token goes nowhere else.</summary>
    private static readonly string[] MediaHosts = [".facebook.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net"];

    private readonly HttpClient _http;
    private readonly CloudOptions _options;
    private readonly TimeProvider _time;

    public GraphClient(CloudOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _http = new HttpClient(new ConnectionFaults(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(45),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectCallback = new OutgoingGuard([$"{options.Url.IdnHost.Trim('[', ']')}:{options.Url.Port}", .. options.MediaHosts]).Connect,
        }))
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Task<GraphAnswer> Get(CloudAccount account, string path, CancellationToken cancellationToken) => Call(account, HttpMethod.Get, path, null, _options.CallTimeout, cancellationToken);

    public Task<GraphAnswer> Post(CloudAccount account, string path, object body, CancellationToken cancellationToken) =>
        Call(account, HttpMethod.Post, path, new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(body, Json.Options)), _options.CallTimeout, cancellationToken);

    /// <summary>Hands a file over.</summary>
    public Task<GraphAnswer> Upload(CloudAccount account, string numberId, Stream file, string type, string fileName, CancellationToken cancellationToken)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent(type), "type" },
        };
        var part = new StreamContent(file) { Headers = { ContentType = MediaTypeHeaderValue.TryParse(type, out var read) ? read : new("application/octet-stream") } };
        form.Add(part, "file", fileName.Length > 0 ? fileName : "file");
        return Call(account, HttpMethod.Post, $"{numberId}/media", form, _options.MediaTimeout, cancellationToken);
    }

    /// <summary>A received file; null when Meta keeps it no longer.</summary>
    /// <param name="url">As Meta said it.</param>
    public async Task<Stream?> Download(CloudAccount account, string url, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !MayHaveToken(address)) throw new GraphAwayException("Meta named an address for the file that is none of its own.");
        var request = Request(account, HttpMethod.Get, address);
        HttpResponseMessage answer;
        using (var limit = new TimeLimit(_options.MediaTimeout, _time, cancellationToken)) answer = await Ask(request, limit.Token, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK) return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancellationToken));
        using (answer)
            return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? null : throw new GraphAwayException($"Meta answered {(int)answer.StatusCode} for the file.");
    }

    /// <summary>One message. Never throws. What was not begun to be written surely did not leave; what was, and got no proper answer, may have.</summary>
    public async Task<(GraphAnswer? Answer, SendResult? NoAnswer)> Send(CloudAccount account, string numberId, object body, CancellationToken cancellationToken)
    {
        var content = new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(body, Json.Options));
        using var limit = new TimeLimit(_options.SendTimeout, _time, cancellationToken);
        try
        {
            using var request = Request(account, HttpMethod.Post, Address(account, $"{numberId}/messages"), content);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return (await Read(answer, limit.Token), null);
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            var stopped = cancellationToken.IsCancellationRequested;
            if (!content.Begun) return (null, new SendResult.Retry(stopped ? Reasons.Stopping : Reasons.NetworkFailure, RawError: stopped ? null : "Meta took no call in time."));
            return (null, new SendResult.Unknown(Reasons.Timeout, stopped ? "The call was given up before Meta's answer." : "Meta did not answer in time."));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (null, content.Begun
                ? new SendResult.Unknown(Reasons.Timeout, $"Meta broke off before its answer: {Words(broken)}")
                : new SendResult.Retry(Reasons.NetworkFailure, RawError: Words(broken)));
        }
    }

    private async Task<GraphAnswer> Call(CloudAccount account, HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(patience, _time, cancellationToken);
        using var answer = await Ask(Request(account, method, Address(account, path), content), limit.Token, cancellationToken);
        try
        {
            return await Read(answer, limit.Token);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || broken is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new GraphAwayException("Meta broke off in its answer.", broken);
        }
    }

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request, CancellationToken limit, CancellationToken cancellationToken)
    {
        using (request)
            try
            {
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new GraphAwayException("Meta did not answer in time.", late);
            }
            catch (HttpRequestException broken)
            {
                throw new GraphAwayException($"Meta cannot be reached: {Words(broken)}.", broken);
            }
    }

    private Uri Address(CloudAccount account, string path) => new($"{_options.Url.ToString().TrimEnd('/')}/{account.ApiVersion}/{path}");

    private static HttpRequestMessage Request(CloudAccount account, HttpMethod method, Uri address, HttpContent? content = null) =>
        new(method, address) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken) } };

    private bool MayHaveToken(Uri address) => _options.MediaHosts.Contains($"{address.IdnHost.Trim('[', ']')}:{address.Port}", StringComparer.OrdinalIgnoreCase)
        || (address.Scheme, address.IdnHost, address.Port) == (_options.Url.Scheme, _options.Url.IdnHost, _options.Url.Port)
        || address is { Scheme: "https", Port: 443, UserInfo: "" } && Array.Exists(MediaHosts, host => address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase));

    private static async Task<GraphAnswer> Read(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        JsonElement? body = null;
        if (await Body(answer, cancellationToken) is { Length: > 0 } bytes)
            try
            {
                body = JsonSerializer.Deserialize<JsonElement>(bytes);
            }
            catch (JsonException)
            {
                // A proxy's page.
            }
        var after = answer.Headers.RetryAfter?.Delta;
        return new GraphAnswer((int)answer.StatusCode, body, body is { ValueKind: JsonValueKind.Object } read && read.TryGetProperty("error", out var error) ? GraphError.Of(error) : null, after);
    }

    /// <returns>Null when it is longer than any answer.</returns>
    private static async Task<byte[]?> Body(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var piece = new byte[8192];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            bytes.Write(piece, 0, read);
            if (bytes.Length > LongestAnswer) return null;
        }
        return bytes.ToArray();
    }

    // The framework's own words name the address and the error and carry nothing of what was sent.
    private static string Words(Exception broken) => broken switch
    {
        { InnerException: OutgoingRefusedException refused } => refused.Message,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error.ToString(),
        _ => broken.GetType().Name,
    };

    public void Dispose() => _http.Dispose();
}
