// Longer than most: every call of the wire stands here, each a few lines, over one way to ask and to read.
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Platform.Http;

namespace Parley.Channels.Gateway;

/// <summary>The calls to one gateway. Whatever goes wrong with a send becomes a result; every other call throws <see cref="GatewayAwayException"/> when there was no
/// proper answer, and gives back the gateway's problem when that was the answer.</summary>
internal sealed class GatewayClient(IGatewayPlace place, GatewayOptions options, TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 1 << 20;
    private const int LongestRaw = 200;

    /// <summary>An exported login: a few hundred keys; a long history of chats, or a browser's profile, makes it megabytes.</summary>
    public const int LongestLogin = 64 << 20;

    private readonly HttpClient _http = new(new ConnectionFaults(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A gateway on loopback is not behind the proxy that the rest of the world is behind, and one elsewhere is the operator's own.
        UseProxy = false,
        ConnectTimeout = options.ConnectTimeout,
        // Below the 65 seconds after which the gateway closes: a connection that it just closed would make an unknown of what never left.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    }))
    { Timeout = Timeout.InfiniteTimeSpan };

    public Task<HealthAnswer> Health(CancellationToken cancellationToken) => Ask<HealthAnswer>(HttpMethod.Get, "v1/health", null, cancellationToken);

    public async Task<(SessionAnswer? Session, ProblemAnswer? Problem)> Start(string session, StartBody body, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Put, $"v1/sessions/{session}", Json(body), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Conflict) return (null, await ProblemOf(answer, cancellationToken));
        // It could, and does not want to for now.
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && await ProblemOf(answer, cancellationToken) is { Type: "spool-full" } full) return (null, full);
        return (await Expect<SessionAnswer>(answer, cancellationToken), null);
    }

    /// <returns>The gateway's problem (<c>fence-old</c>); null when it is done.</returns>
    public async Task<ProblemAnswer?> Stop(string session, long fence, bool logout, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Delete, $"v1/sessions/{session}?fence={fence}&logout={(logout ? "true" : "false")}", null, cancellationToken);
        return await Done(answer, cancellationToken);
    }

    public async Task<ProblemAnswer?> RequestPairingCode(string session, long fence, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/pairing-code", Json(new FenceBody(fence)), cancellationToken);
        return await Done(answer, cancellationToken);
    }

    public async Task<ProblemAnswer?> Typing(string session, TypingBody body, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/typing", Json(body), cancellationToken);
        return await Done(answer, cancellationToken);
    }

    public async Task<ProblemAnswer?> MarkRead(string session, ReadBody body, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/read", Json(body), cancellationToken);
        return await Done(answer, cancellationToken);
    }

    /// <returns>Null when the session is not known there, or another node's.</returns>
    public async Task<CheckedAnswer?> Check(string session, CheckBody body, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/check", Json(body), cancellationToken);
        return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict ? null : await Expect<CheckedAnswer>(answer, cancellationToken);
    }

    /// <returns>The login as a sealed file, or the gateway's problem (<c>session-unknown</c>, <c>session-running</c>).</returns>
    public async Task<(byte[]? File, ProblemAnswer? Problem)> Export(string session, string passphrase, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/export", Json(new ExportBody(passphrase)), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict) return (null, await ProblemOf(answer, cancellationToken) ?? throw Strange(answer.StatusCode));
        if (answer.StatusCode != HttpStatusCode.OK) throw Strange(answer.StatusCode);
        return (await BodyInTime(answer, cancellationToken, LongestLogin) ?? throw new GatewayAwayException("The gateway's login has no end."), null);
    }

    /// <returns>The gateway's problem with the file or the session; null when it is done.</returns>
    public async Task<ProblemAnswer?> Import(string session, string phone, string passphrase, Stream file, CancellationToken cancellationToken)
    {
        var content = new StreamContent(file) { Headers = { { "Parley-Phone", phone }, { "Parley-Passphrase", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(passphrase)) } } };
        using var answer = await Call(HttpMethod.Post, $"v1/sessions/{session}/import", content, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict) return await ProblemOf(answer, cancellationToken) ?? throw Strange(answer.StatusCode);
        return await Done(answer, cancellationToken) is null ? null : throw Strange(answer.StatusCode);
    }

    public async Task Acknowledge(long seq, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Post, "v1/events/ack", Json(new AckBody(seq)), cancellationToken);
        if (await Done(answer, cancellationToken) is { } problem) throw new GatewayAwayException($"The gateway refused an acknowledgement: {problem.Type}.");
    }

    public async Task<bool> HasMedia(string sha256, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Head, $"v1/media/{sha256}", null, cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => false,
            var other => throw Strange(other),
        };
    }

    /// <returns>The gateway's problem with the file (<c>too-large</c>, <c>hash-differs</c>); null when it has it now.</returns>
    public async Task<ProblemAnswer?> PutMedia(string sha256, Stream bytes, CancellationToken cancellationToken)
    {
        using var answer = await Call(HttpMethod.Put, $"v1/media/{sha256}", new StreamContent(bytes), cancellationToken, options.CallTimeout * 10);
        return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge ? await ProblemOf(answer, cancellationToken) : await Done(answer, cancellationToken);
    }

    /// <summary>A received file; null when the network keeps it no longer.</summary>
    public async Task<Stream?> GetMedia(string session, string reference, CancellationToken cancellationToken)
    {
        var answer = await Call(HttpMethod.Get, $"v1/sessions/{session}/media/{Uri.EscapeDataString(reference)}", null, cancellationToken, options.CallTimeout * 10);
        if (answer.StatusCode == HttpStatusCode.OK) return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancellationToken));
        using (answer)
            return answer.StatusCode == HttpStatusCode.NotFound && (await ProblemOf(answer, cancellationToken))?.Type == "media-gone" ? null : throw Strange(answer.StatusCode);
    }

    /// <summary>The stream of events, until it breaks; whoever reads it watches over its silence.</summary>
    public async Task<Stream> Events(long after, CancellationToken cancellationToken)
    {
        var answer = await Call(HttpMethod.Get, $"v1/events?after={after}", null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK) return new AnswerStream(answer, await answer.Content.ReadAsStreamAsync(cancellationToken));
        using (answer) throw Strange(answer.StatusCode);
    }

    /// <summary>One message. Never throws. What was not begun to be written surely did not leave; what was, and got no proper answer, may have.</summary>
    public async Task<SendResult> Send(string session, SendBody body, CancellationToken cancellationToken)
    {
        if (place.Now is not { } address) return new SendResult.Retry(Reasons.GatewayDown, RawError: Short(place.Problem ?? "The gateway is not started."));
        var content = new WatchedContent(GatewayWire.Write(body));
        var patience = TimeSpan.FromMilliseconds(body.DeadlineMs ?? 0) + options.AnswerGrace;
        using var limit = new Platform.TimeLimit(patience, time, cancellationToken);
        try
        {
            using var request = Request(address, HttpMethod.Post, $"v1/sessions/{session}/messages", content);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Result(answer.StatusCode, await Body(answer, limit.Token));
        }
        catch (OperationCanceledException) when (limit.Token.IsCancellationRequested)
        {
            var stopped = cancellationToken.IsCancellationRequested;
            if (!content.Begun) return new SendResult.Retry(stopped ? Reasons.Stopping : Reasons.GatewayDown, RawError: stopped ? null : "The gateway took no call in time.");
            return new SendResult.Unknown(Reasons.Timeout, stopped ? "The call was given up before the gateway's answer." : "The gateway did not answer in time.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return content.Begun
                ? new SendResult.Unknown(Reasons.Timeout, Short($"The gateway broke off before its answer: {Words(broken)}"))
                : new SendResult.Retry(Reasons.GatewayDown, RawError: Short(Words(broken)));
        }
    }

    private static SendResult Result(HttpStatusCode status, byte[]? body)
    {
        if (status == HttpStatusCode.OK)
        {
            try
            {
                return body is null ? Garbage("longer than any answer") : GatewayWire.Read<WireOutcome>(body).ToResult();
            }
            catch (Exception strange) when (strange is JsonException or NotSupportedException or InvalidOperationException)
            {
                return Garbage($"{body!.Length} bytes that are no outcome");
            }
        }
        var problem = body is null ? null : ProblemIn(body);
        var raw = Short($"{(int)status} {problem?.Type} {problem?.Detail}".TrimEnd());
        return (int)status switch
        {
            404 when problem?.Type == "session-unknown" => new SendResult.Retry(Reasons.NotConnected, RawError: raw),
            409 => new SendResult.Retry(Reasons.SenderReplaced, RawError: raw),
            // The gateway reads a body before it does anything with it; the next try would carry the same one.
            400 when problem is not null => new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, raw),
            413 => new SendResult.Refused(Reasons.ContentRefused, Fault.Content, raw),
            // Every other refusal comes before the message is looked at: a wrong secret, an end that is near, something at that address that is no gateway.
            503 when problem is not null => new SendResult.Retry(Reasons.GatewayDown, RawError: raw),
            >= 300 and < 500 => new SendResult.Retry(Reasons.GatewayDown, RawError: raw),
            _ => new SendResult.Unknown(Reasons.Timeout, raw),
        };

        static SendResult Garbage(string what) => new SendResult.Unknown(Reasons.Timeout, $"The gateway answered {what}.");
    }

    private async Task<T> Ask<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken) where T : class
    {
        using var answer = await Call(method, path, content, cancellationToken);
        return await Expect<T>(answer, cancellationToken);
    }

    /// <summary>The answer's head; its body is still to be read.</summary>
    private async Task<HttpResponseMessage> Call(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        using var limit = new Platform.TimeLimit(patience ?? options.CallTimeout, time, cancellationToken);
        try
        {
            using var request = Request(place.Now ?? throw new GatewayAwayException(place.Problem ?? "The gateway is not started."), method, path, content);
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GatewayAwayException("The gateway did not answer in time.", late);
        }
        catch (HttpRequestException broken)
        {
            throw new GatewayAwayException($"The gateway cannot be reached: {Words(broken)}", broken);
        }
    }

    private static HttpRequestMessage Request(GatewayAddress address, HttpMethod method, string path, HttpContent? content) =>
        new(method, new Uri(address.Base, path)) { Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", address.Secret) } };

    private static ByteArrayContent Json<T>(T body) => new(GatewayWire.Write(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<T> Expect<T>(HttpResponseMessage answer, CancellationToken cancellationToken) where T : class
    {
        var body = await BodyInTime(answer, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK) throw Strange(answer.StatusCode, body);
        try
        {
            return GatewayWire.Read<T>(body ?? throw new GatewayAwayException("The gateway's answer has no end."));
        }
        catch (JsonException strange)
        {
            throw new GatewayAwayException($"The gateway answered {body?.Length} bytes that are no {typeof(T).Name}.", strange);
        }
    }

    /// <returns>A problem that is about the session; null when it is done.</returns>
    private async Task<ProblemAnswer?> Done(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode) return null;
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict && await ProblemOf(answer, cancellationToken) is { } problem) return problem;
        throw Strange(answer.StatusCode);
    }

    private async Task<ProblemAnswer?> ProblemOf(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        await BodyInTime(answer, cancellationToken) is { } body ? ProblemIn(body) : null;

    private static ProblemAnswer? ProblemIn(byte[] body)
    {
        try
        {
            return GatewayWire.Read<ProblemAnswer>(body);
        }
        catch (JsonException)
        {
            return null; // a proxy's page, or nothing at all
        }
    }

    private async Task<byte[]?> BodyInTime(HttpResponseMessage answer, CancellationToken cancellationToken, int most = LongestAnswer)
    {
        using var limit = new Platform.TimeLimit(options.CallTimeout, time, cancellationToken);
        try
        {
            return await Body(answer, limit.Token, most);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GatewayAwayException("The gateway did not end its answer in time.", late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new GatewayAwayException($"The gateway broke off in its answer: {Words(broken)}", broken);
        }
    }

    /// <returns>Null when it is longer than any answer of the wire.</returns>
    private static async Task<byte[]?> Body(HttpResponseMessage answer, CancellationToken cancellationToken, int most = LongestAnswer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var piece = new byte[8192];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            bytes.Write(piece, 0, read);
            if (bytes.Length > most) return null;
        }
        return bytes.ToArray();
    }

    private static GatewayAwayException Strange(HttpStatusCode status, byte[]? body = null) =>
        new(status == HttpStatusCode.Unauthorized
            ? "The gateway refused the secret."
            : Short($"The gateway answered {(int)status} {(body is null ? null : ProblemIn(body)?.Type)}".TrimEnd()));

    // The framework's own words name the address and the error and carry nothing of what was sent.
    private static string Words(Exception broken) => broken is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } ? error.ToString() : broken.GetType().Name;

    private static string Short(string text) => text.Length <= LongestRaw ? text : text[..LongestRaw];

    public void Dispose() => _http.Dispose();
}
