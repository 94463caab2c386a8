using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Channels.Example;

/// <summary>Pigeon, pretended: its HTTP API on loopback, and behind it the lines that it hosts and the phones that they write to.
/// It reads and writes JSON by hand, so that a name that the driver gets wrong is found.</summary>
internal sealed class StandinPigeon : IAsyncDisposable
{
    public const string Key = "pigeon-key";
    private const int MostAtOnce = 100;
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Phone> _phones = new(StringComparer.Ordinal);
    private int _messages;

    public StandinPigeon()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            if (Instead is { } instead) await instead(context);
            else if (context.Request.Headers.Authorization == "Bearer " + Key) await next(context);
            else await Answer(context, 401, new { error = "key-refused" });
        });
        _app.MapPost("/v1/messages", Take);
        _app.MapGet("/v1/lines/{number}/news", TellNews);
        _app.MapPost("/v1/check", Check);
    }

    public Uri Address => new(_app.Urls.First());

    public NetworkMood Mood { get; set; } = new();

    /// <summary>Answers every call in the API's place; null leaves it to the API.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>A number that Pigeon hosts.</summary>
    internal sealed class Line
    {
        public string State { get; set; } = "open";
        public bool NoNewChats { get; set; }

        /// <summary>Takes what is sent and answers nothing.</summary>
        public bool Frozen { get; set; }

        public HashSet<string> Writers { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, DateTimeOffset> Taken { get; } = new(StringComparer.Ordinal);
        public List<JsonObject> News { get; } = [];
        public long Seq { get; set; }

        /// <summary>Completes with the next thing that happens.</summary>
        public TaskCompletionSource More { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class Phone
    {
        public bool HasAccount { get; set; } = true;
        public HashSet<string> Blocks { get; } = new(StringComparer.Ordinal);
        public List<Received> Received { get; } = [];
    }

    internal sealed record Received(string Id, string From, string Text, string? ReplyTo, int Copies, DateTimeOffset At);

    public Task Start() => _app.StartAsync();

    public void Host(string number)
    {
        lock (_gate) _lines[number] = new Line();
    }

    public void Change(string number, Action<Line> change)
    {
        lock (_gate)
        {
            change(_lines[number]);
            Wake(_lines[number]);
        }
    }

    public void ChangePhone(string number, Action<Phone> change)
    {
        lock (_gate) change(PhoneOf(number));
    }

    public IReadOnlyList<Received> Seen(string number)
    {
        lock (_gate) return [.. PhoneOf(number).Received];
    }

    /// <summary>How much was told, or is to be told, and is not acknowledged.</summary>
    public int Owed
    {
        get
        {
            lock (_gate) return _lines.Values.Sum(line => line.News.Count);
        }
    }

    /// <summary>A person writes to a line.</summary>
    /// <returns>Pigeon's id of the message.</returns>
    public string Write(string from, string to, string text)
    {
        lock (_gate)
        {
            var id = $"in-{++_messages}";
            _lines[to].Writers.Add(from);
            Tell(_lines[to], "message", id, new JsonObject { ["from"] = from, ["name"] = "A person", ["text"] = text });
            return id;
        }
    }

    /// <summary>Anything else that Pigeon may tell of a line.</summary>
    public void Tell(string number, string type, string message, JsonObject? more = null)
    {
        lock (_gate) Tell(_lines[number], type, message, more);
    }

    private async Task Take(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var (id, from, to, text) = (body["id"]!.GetValue<string>(), body["from"]!.GetValue<string>(), body["to"]!.GetValue<string>(), body["text"]!.GetValue<string>());
        var (status, answer, frozen) = Take(id, from, to, text, body["replyTo"]?.GetValue<string>());
        try
        {
            // What was taken keeps on its way, whoever waits for the answer.
            if (status == 200) await Task.Delay(frozen ? Timeout.InfiniteTimeSpan : Mood.Latency, TimeProvider.System, context.RequestAborted);
            await Answer(context, status, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private (int Status, object Answer, bool Frozen) Take(string id, string from, string to, string text, string? replyTo)
    {
        lock (_gate)
        {
            if (Mood.FailsBeforeLeaving) return Refusal(503, "busy");
            if (!_lines.TryGetValue(from, out var line) || line.State == "closed") return Refusal(403, "line-closed");
            if (line.State == "banned") return Refusal(403, "line-banned");
            var phone = PhoneOf(to);
            if (!phone.HasAccount) return Refusal(422, "no-account");
            if (line.NoNewChats && !line.Writers.Contains(to)) return Refusal(422, "no-new-chats");

            var repeated = line.Taken.TryGetValue(id, out var at);
            if (!repeated) line.Taken[id] = at = TimeProvider.System.GetUtcNow();
            var index = phone.Received.FindIndex(received => received.Id == id);
            if (repeated && index >= 0) phone.Received[index] = phone.Received[index] with { Copies = phone.Received[index].Copies + 1 };
            if (!repeated && !phone.Blocks.Contains(from))
            {
                phone.Received.Add(new Received(id, from, text, replyTo, 1, at));
                foreach (var kind in Mood.ReceiptsSwapped ? new[] { "read", "delivered" } : ["delivered", "read"]) Tell(line, kind, id, null);
            }
            return (200, new { id, at }, line.Frozen);
        }

        static (int, object, bool) Refusal(int status, string error) => (status, new { error }, false);
    }

    private async Task TellNews(HttpContext context, string number, long after, int waitMs)
    {
        try
        {
            var until = Task.Delay(TimeSpan.FromMilliseconds(waitMs), TimeProvider.System, context.RequestAborted);
            while (true)
            {
                Task more;
                lock (_gate)
                {
                    if (!_lines.TryGetValue(number, out var line)) line = new Line { State = "closed" };
                    line.News.RemoveAll(told => told["seq"]!.GetValue<long>() <= after);
                    if (line.News.Count > 0 || line.State != "open" || until.IsCompleted)
                    {
                        var news = new JsonArray([.. line.News.Take(MostAtOnce).Select(told => told.DeepClone())]);
                        more = Answer(context, 200, new { line = line.State, events = news });
                    }
                    else
                    {
                        more = Task.WhenAny(line.More.Task, until);
                    }
                }
                await more;
                if (context.Response.HasStarted) return;
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task Check(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        Dictionary<string, bool> accounts;
        lock (_gate) accounts = body["numbers"]!.AsArray().Select(number => number!.GetValue<string>()).ToDictionary(number => number, number => PhoneOf(number).HasAccount, StringComparer.Ordinal);
        await Answer(context, 200, new { accounts });
    }

    private static Task Answer(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    private void Tell(Line line, string type, string message, JsonObject? more)
    {
        var happened = more ?? [];
        happened["id"] = Guid.NewGuid().ToString("N");
        happened["type"] = type;
        happened["message"] = message;
        happened["at"] = TimeProvider.System.GetUtcNow();
        for (var times = Mood.EventsTwice && type != "message" ? 2 : 1; times > 0; times--)
        {
            var told = (JsonObject)happened.DeepClone();
            told["seq"] = ++line.Seq;
            line.News.Add(told);
        }
        Wake(line);
    }

    private static void Wake(Line line)
    {
        line.More.TrySetResult();
        line.More = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private Phone PhoneOf(string number) => _phones.TryGetValue(number, out var phone) ? phone : _phones[number] = new Phone();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
