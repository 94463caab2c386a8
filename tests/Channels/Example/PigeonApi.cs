using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Platform;
using Parley.Platform.Http;

namespace Parley.Channels.Pigeon;

internal sealed record PigeonMessage(string Id, string From, string To, string Text, string? ReplyTo);
internal sealed record PigeonTaken(string Id, DateTimeOffset At);
internal sealed record PigeonRefusal(string Error);
internal sealed record PigeonNews(string Line, IReadOnlyList<PigeonEvent> Events);
internal sealed record PigeonEvent(long Seq, string Id, string Type, string Message, DateTimeOffset At, string? From = null, string? Name = null, string? Text = null, string? Kind = null, string? ReplyTo = null, string? Error = null);
internal sealed record PigeonAccounts(IReadOnlyDictionary<string, bool> Accounts);

/// <summary>The calls to Pigeon.</summary>
internal sealed class PigeonApi(PigeonOptions options, TimeProvider time) : IDisposable
{
    // What lacks a field is not understood, instead of half understood.
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3) })
    {
        BaseAddress = options.Url,
        Timeout = Timeout.InfiniteTimeSpan, // each call has its own
        MaxResponseContentBufferSize = 8 << 20,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.Key) },
    };

    /// <summary>What is wrong with Pigeon, in a sentence; null when nothing is known against it.</summary>
    public string? Problem { get; private set; }

    /// <summary>One message. Never throws.</summary>
    public async Task<SendResult> Send(PigeonMessage message, CancellationToken cancellationToken)
    {
        using var body = new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(message, Wire));
        using var limit = new TimeLimit(options.SendTimeout, time, cancellationToken);
        try
        {
            using var answer = await _http.PostAsync("v1/messages", body, limit.Token);
            if (!answer.IsSuccessStatusCode) return PigeonErrors.Result((await Body<PigeonRefusal>(answer, limit.Token)).Error, answer.Headers.RetryAfter?.Delta);
            var taken = await Body<PigeonTaken>(answer, limit.Token);
            return new SendResult.Accepted(taken.Id, taken.At);
        }
        catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException or IOException or JsonException)
        {
            // What was not begun to be written surely did not leave. What was, may have.
            if (body.Begun) return new SendResult.Unknown(Reasons.Timeout, broken.GetType().Name);
            return new SendResult.Retry(cancellationToken.IsCancellationRequested ? Reasons.Stopping : Reasons.NetworkFailure, RawError: broken.GetType().Name);
        }
    }

    /// <summary>What happened on a line after <paramref name="after"/>; Pigeon forgets what came up to there.</summary>
    /// <exception cref="IOException">Pigeon cannot be asked at the moment.</exception>
    public Task<PigeonNews> News(string line, long after, TimeSpan wait, CancellationToken cancellationToken) =>
        Ask<PigeonNews>(token => _http.GetAsync($"v1/lines/{Uri.EscapeDataString(line)}/news?after={after}&waitMs={(long)wait.TotalMilliseconds}", token), options.CallTimeout + wait, cancellationToken);

    /// <summary>Which of the numbers have an account.</summary>
    /// <exception cref="IOException">Pigeon cannot be asked at the moment.</exception>
    public Task<PigeonAccounts> Check(IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) =>
        Ask<PigeonAccounts>(token => _http.PostAsJsonAsync("v1/check", new { numbers }, token), options.CallTimeout, cancellationToken);

    private async Task<T> Ask<T>(Func<CancellationToken, Task<HttpResponseMessage>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(patience, time, cancellationToken);
        try
        {
            using var answer = await call(limit.Token);
            Problem = answer.StatusCode == HttpStatusCode.Unauthorized ? "Pigeon refuses the key in PIGEON_KEY." : null;
            return await Body<T>(answer.EnsureSuccessStatusCode(), limit.Token);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException || away is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException(Problem ?? $"Pigeon cannot be asked: {away.GetType().Name}.", away);
        }
    }

    private static async Task<T> Body<T>(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await answer.Content.ReadAsByteArrayAsync(cancellationToken), Wire) ?? throw new JsonException("An answer that is null.");

    public void Dispose() => _http.Dispose();
}
