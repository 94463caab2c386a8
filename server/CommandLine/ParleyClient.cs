using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.CommandLine;

/// <summary>The HTTP API as the verbs use it. It reads answers into the server's own records, so the two cannot drift apart.
/// Whatever goes wrong is a <see cref="VerbEnded"/> with a sentence.</summary>
internal sealed class ParleyClient : IDisposable
{
    /// <summary>A call that changes something carries a key, so a broken connection may be tried again without doing it twice.</summary>
    private const int Tries = 3;

    private static readonly JsonSerializerOptions Reading = new(Json.Options) { Converters = { new SetReader() } };

    private readonly ServerPlace _place;
    private readonly Terminal _terminal;
    private readonly HttpClient _http;

    public ParleyClient(Terminal terminal) : this(ServerPlace.Find(terminal.Variable), terminal) { }

    public ParleyClient(ServerPlace place, Terminal terminal)
    {
        (_place, _terminal) = (place, terminal);
        // A redirect would carry the key to where it does not belong; a proxy has no business between a machine and itself.
        _http = new HttpClient(new ConnectionFaults(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !place.Address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10) }))
        {
            BaseAddress = place.Address, Timeout = TimeSpan.FromSeconds(100),
        };
        _http.DefaultRequestHeaders.Add("X-Api-Key", place.Key);
    }

    public Uri Address => _place.Address;

    public async Task<T> Get<T>(string path, CancellationToken cancellationToken) => await Read<T>(await Send(HttpMethod.Get, path, null, null, cancellationToken), cancellationToken);

    /// <summary>The answer, or null when there is no such thing.</summary>
    public async Task<T?> Find<T>(string path, CancellationToken cancellationToken) where T : class
    {
        using var answer = await Call(HttpMethod.Get, path, null, null, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await Read<T>(await Checked(answer, cancellationToken), cancellationToken);
    }

    /// <summary>The answer, or null with the server's sentence when the present state does not allow it.</summary>
    public async Task<(T? Answer, string? Sentence)> Try<T>(HttpMethod method, string path, CancellationToken cancellationToken) where T : class
    {
        using var answer = await Call(method, path, null, null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Conflict) return (null, await Sentence(answer, cancellationToken));
        return (await Read<T>(await Checked(answer, cancellationToken), cancellationToken), null);
    }

    /// <param name="key">Sent as Idempotency-Key.</param>
    public async Task<T> Post<T>(string path, object? body, CancellationToken cancellationToken, string? key = null) =>
        await Read<T>(await Send(HttpMethod.Post, path, body, key, cancellationToken), cancellationToken);

    public async Task Post(string path, object? body, CancellationToken cancellationToken) => (await Send(HttpMethod.Post, path, body, null, cancellationToken)).Dispose();

    public async Task Put(string path, object body, CancellationToken cancellationToken) => (await Send(HttpMethod.Put, path, body, null, cancellationToken)).Dispose();

    public async Task Patch(string path, object body, CancellationToken cancellationToken) => (await Send(HttpMethod.Patch, path, body, null, cancellationToken)).Dispose();

    public async Task Delete(string path, CancellationToken cancellationToken) => (await Send(HttpMethod.Delete, path, null, null, cancellationToken)).Dispose();

    /// <summary>Uploads a file as a form, with fields beside it.</summary>
    public async Task<T> Upload<T>(string path, string file, IReadOnlyDictionary<string, string>? fields, CancellationToken cancellationToken)
    {
        await using var bytes = Open(file);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields ?? new Dictionary<string, string>(StringComparer.Ordinal)) form.Add(new StringContent(value), name);
        form.Add(new StreamContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", Path.GetFileName(file));
        return await Read<T>(await Send(HttpMethod.Post, path, form, null, cancellationToken), cancellationToken);
    }

    /// <summary>Streams an answer into a file or the terminal.</summary>
    public async Task Download(string path, Stream output, CancellationToken cancellationToken)
    {
        using var answer = await Send(HttpMethod.Get, path, null, null, cancellationToken);
        await answer.Content.CopyToAsync(output, cancellationToken);
    }

    /// <summary>Streams the answer of a call into a file.</summary>
    /// <returns>What the header says, if it is there.</returns>
    public async Task<string?> Fetch(string path, object body, Stream output, string header, CancellationToken cancellationToken)
    {
        using var answer = await Send(HttpMethod.Post, path, body, null, cancellationToken);
        await answer.Content.CopyToAsync(output, cancellationToken);
        return answer.Headers.TryGetValues(header, out var values) ? string.Join(' ', values) : null;
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new VerbEnded(ExitStatus.Usage, $"The file {file} cannot be read: {missing.Message}");
        }
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken) =>
        await Checked(await Call(method, path, body, key, cancellationToken), cancellationToken);

    private async Task<HttpResponseMessage> Call(HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path.TrimStart('/'))
            {
                Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Options)),
            };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            try
            {
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (HttpRequestException broken) when (Refused(broken) || attempt == Tries || (key is null && method != HttpMethod.Get))
            {
                throw new VerbEnded(ExitStatus.NotReachable, $"Parley does not answer at {_place.Address} ({Cause(broken)}). "
                    + (_place.IsLocal ? "Start it with ./parley up." : "Start it there with ./parley up, or correct PARLEY_URL."));
            }
            catch (HttpRequestException)
            {
                await _terminal.Wait(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new VerbEnded(ExitStatus.NotReachable, $"Parley at {_place.Address} did not answer within {_http.Timeout.TotalSeconds:0} seconds.");
            }
        }
    }

    private static bool Refused(HttpRequestException broken) =>
        broken.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable };

    private static string Cause(HttpRequestException broken) => (broken.InnerException?.Message ?? broken.Message).TrimEnd('.');

    private async Task<HttpResponseMessage> Checked(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
                throw new VerbEnded(ExitStatus.Failed, _place.IsLocal
                    ? "The server does not take the key of this data folder: it was revoked, or the database is another one. Remove secrets/cli-key in the data folder and start the server again, or set PARLEY_API_KEY."
                    : $"{_place.Address} does not take the API key in PARLEY_API_KEY.");
            throw new VerbEnded(ExitStatus.Failed, await Sentence(answer, cancellationToken));
        }
    }

    // A problem's own words; its fields only where they say more than the sentence.
    private async Task<string> Sentence(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var detail = Text(problem, "detail") ?? Text(problem, "title");
            var fields = problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                ? errors.EnumerateObject().SelectMany(field => field.Value.EnumerateArray().Select(sentence => sentence.GetString())).Where(sentence => sentence != detail).Distinct()
                : [];
            if (detail is not null) return string.Join(' ', fields.Prepend(detail));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Not Parley's own words: a proxy, or another program altogether.
        }
        return $"{_place.Address} answered {(int)answer.StatusCode} and nothing that Parley says. Is that where it runs?";
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using (answer)
        {
            try
            {
                return await answer.Content.ReadFromJsonAsync<T>(Reading, cancellationToken) ?? throw new JsonException("null");
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                throw new VerbEnded(ExitStatus.NotReachable, $"Parley at {_place.Address} broke off in its answer.");
            }
            catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
            {
                throw new VerbEnded(ExitStatus.Failed, $"{_place.Address} answered something that this version of the command line does not understand. Use the one that came with that server.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    // The server only writes sets; the framework cannot make one of an interface.
    private sealed class SetReader : JsonConverter<IReadOnlySet<ContentKind>>
    {
        public override IReadOnlySet<ContentKind>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<HashSet<ContentKind>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<ContentKind> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.AsEnumerable(), options);
    }
}
