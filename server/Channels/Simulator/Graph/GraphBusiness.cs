using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Channels.Simulator.Phones;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Channels.Simulator.Graph;

/// <summary>A pretend business account: its numbers in the world of phones, and the webhooks that tell of them. What is not answered 2xx is told again.</summary>
internal sealed class GraphBusiness : IDisposable
{
    /// <summary>Events that one call carries.</summary>
    private const int Batch = 50;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly World _world;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new(new ConnectionFaults(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Channel<GraphNews> _news = Channel.CreateUnbounded<GraphNews>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _gone = new();
    private readonly ConcurrentDictionary<string, GraphNumber> _numbers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private volatile GraphSettings _settings;
    private int _waiting;

    public GraphBusiness(World world, GraphFiles files, TimeProvider time, GraphSettings settings)
    {
        (_world, Files, _time, _settings) = (world, files, time, settings);
        Change(settings);
        _ = Task.Run(TellAll);
    }

    public World World => _world;
    public GraphFiles Files { get; }
    public GraphSettings Settings => _settings;
    public IEnumerable<GraphNumber> Numbers => _numbers.Values;

    /// <summary>Events that were not told yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>What the webhook answered last; 0: nothing at all, null: it was never called.</summary>
    public int? LastAnswer { get; private set; }

    public GraphNumber? Find(string numberId) => _numbers.GetValueOrDefault(numberId);

    public static string Display(long phone) => phone.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes new settings, and tells by webhook what changed.</summary>
    public void Change(GraphSettings settings)
    {
        lock (_gate)
        {
            var before = _settings;
            _settings = settings;
            foreach (var (id, number) in _numbers)
                if (!settings.Numbers.Any(one => one.Id == id && one.Phone == number.Settings.Phone) && _numbers.TryRemove(id, out var gone)) gone.Dispose();
            foreach (var number in settings.Numbers)
                if (!_numbers.TryGetValue(number.Id, out var known)) _numbers[number.Id] = new GraphNumber(_world, this, number);
                else if (known.Settings != number)
                {
                    known.Settings = number;
                    Notice("phone_number_quality_update", new { display_phone_number = Display(number.Phone), @event = number.Quality == "RED" ? "FLAGGED" : "UNFLAGGED", current_limit = number.MessagingLimit });
                }
            foreach (var template in settings.Templates)
                if (before.Templates.FirstOrDefault(one => one.Id == template.Id) is { } was && was.Status != template.Status)
                    Notice("message_template_status_update", new { @event = template.Status, message_template_id = template.Id, message_template_name = template.Name, message_template_language = template.Language, reason = "NONE" });
        }
    }

    public void Notice(string field, object value) => Tell(new GraphNews(null, null, null, field, value));

    public void Tell(GraphNews news)
    {
        Interlocked.Increment(ref _waiting);
        _news.Writer.TryWrite(news);
    }

    private async Task TellAll()
    {
        var batch = new List<GraphNews>();
        try
        {
            while (await _news.Reader.WaitToReadAsync(_gone.Token))
            {
                batch.Clear();
                while (batch.Count < Batch && _news.Reader.TryRead(out var news)) batch.Add(news);
                var wait = FirstWait;
                while (!await Post(batch))
                {
                    await Task.Delay(wait, _time, _gone.Token);
                    wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                }
                foreach (var news in batch) news.Done?.Invoke();
                Interlocked.Add(ref _waiting, -batch.Count);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The process ends, and the pretend network with it.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "whatever the other side does, it is told again")]
    private async Task<bool> Post(List<GraphNews> batch)
    {
        if (_settings.Webhook is not { } address) return false;
        try
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(GraphWebhook.Body(this, batch), Json.Options);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
            request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_settings.AppSecret), body)));
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _gone.Token);
            LastAnswer = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception)
        {
            LastAnswer = 0;
            return false;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        foreach (var number in _numbers.Values) number.Dispose();
        _http.Dispose();
    }
}

/// <summary>The pretend businesses of this process: one in each tenant's world.</summary>
internal sealed class GraphBusinesses(Worlds worlds, GraphFiles files, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<TenantId, GraphBusiness> _businesses = new();

    public GraphBusiness? Of(TenantId tenant) => _businesses.GetValueOrDefault(tenant);

    /// <summary>By the token that a call carries; null when nobody has it.</summary>
    public GraphBusiness? Find(string token) =>
        _businesses.Values.FirstOrDefault(business => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(business.Settings.AccessToken), Encoding.UTF8.GetBytes(token)));

    /// <summary>Makes the tenant's business, or changes it.</summary>
    public GraphBusiness Put(TenantId tenant, GraphSettings settings) => _businesses.AddOrUpdate(tenant,
        static (tenant, made) => new GraphBusiness(made.Worlds.Of(tenant), made.Files, made.Time, made.Settings),
        static (_, business, made) =>
        {
            business.Change(made.Settings);
            return business;
        }, (Worlds: worlds, Files: files, Time: time, Settings: settings));

    public void Dispose()
    {
        foreach (var business in _businesses.Values) business.Dispose();
    }
}
