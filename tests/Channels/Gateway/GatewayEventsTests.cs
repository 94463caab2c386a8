// Longer than most: one scripted gateway plays every way in which a stream of events can go wrong.
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Platform.Data;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>What a gateway tells is stored once and forgotten there only after that, whatever breaks in between.</summary>
public sealed class GatewayEventsTests : IAsyncLifetime
{
    private readonly SenderId _sender = Parley.Platform.Id.New<SenderId>();
    private readonly ConcurrentQueue<long> _acknowledged = new();
    private readonly ConcurrentQueue<string> _streams = new();
    private readonly ConcurrentDictionary<long, string> _spool = new();
    private readonly TestDoor _door = new();
    private readonly LogCapture _log = new();
    private readonly GatewayOptions _options = new() { AckEvery = TimeSpan.FromMilliseconds(10), Silence = TimeSpan.FromSeconds(2), CallTimeout = TimeSpan.FromSeconds(2) };
    private readonly ScriptedGateway _gateway;
    private readonly GatewayClient _client;
    private readonly GatewaySessions _sessions;
    private readonly GatewayEvents _events;
    private readonly GatewayDriver _driver;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _instance = "one";
    private volatile bool _isDown;
    private volatile bool _isFull;
    private volatile bool _isSilentAboutFiles;
    private int _cuts;

    public GatewayEventsTests()
    {
        _gateway = new ScriptedGateway(Answer);
        var place = new GatewayElsewhere(_gateway.Address);
        _client = new GatewayClient(place, _options, TimeProvider.System);
        _sessions = new GatewaySessions("baileys", _door);
        _events = new GatewayEvents("baileys", place, _client, _sessions, _door, _options, TimeProvider.System, new LoggerFactory([_log]).CreateLogger<GatewayEvents>());
        _driver = new GatewayDriver("baileys", Parley.Channels.Baileys.BaileysFeature.Capabilities, place, _client, _events, _sessions, _options, TimeProvider.System);
    }

    public async ValueTask InitializeAsync() => await _events.StartAsync(default);

    public async ValueTask DisposeAsync()
    {
        await _events.StopAsync(default);
        _events.Dispose();
        await _gateway.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_stream_that_broke_goes_on_after_the_last_event_that_came()
    {
        Tell(1, "one");
        Tell(2, "two");
        await Came(2);
        Cut();
        Tell(3, "three");
        (await Came(3)).ShouldBe(["one", "two", "three"]);
        _streams.ShouldBe(["GET /v1/events?after=0", "GET /v1/events?after=2"]);
    }

    [Fact]
    public async Task An_event_is_acknowledged_only_when_it_and_all_before_it_are_stored()
    {
        var door = new ManualDoor();
        await using var other = new Listening(_gateway, _options, door);
        Tell(1, "one");
        Tell(2, "two");
        Tell(3, "three");
        await Wait.Until(() => door.Waiting.Count == 3);
        door.Waiting[1]();
        door.Waiting[2]();
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System); // nothing is what is waited for here
        other.Acknowledged.ShouldBeEmpty();
        door.Waiting[0]();
        await Wait.Until(() => other.Acknowledged.Contains(3));
        other.Acknowledged.ShouldBe([3]);
    }

    [Fact]
    public async Task What_was_not_acknowledged_because_the_gateway_was_away_is_when_it_is_back()
    {
        _door.Acknowledges = false;
        Tell(1, "one");
        await Came(1);
        _isDown = true;
        Cut();
        _door.AcknowledgeAll();
        await Wait.Until(() => _events.Problem is not null);
        _acknowledged.ShouldBeEmpty();
        _isDown = false;
        await Wait.Until(() => _acknowledged.Contains(1));
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_skipped_and_nothing_of_it_gets_into_the_log()
    {
        _spool[1] = """{"seq":1,"session":"x","id":"y","type":"message","text":"a secret of somebody +5511987654321"}""";
        _spool[2] = "garbage of somebody";
        Tell(3, "three");
        Ring();
        (await Came(1)).ShouldBe(["three"]);
        await Wait.Until(() => _acknowledged.Contains(3));
        _log.Lines.Count(line => line.Contains("skipped", StringComparison.Ordinal)).ShouldBe(2);
        _log.Lines.ShouldNotContain(line => line.Contains("somebody", StringComparison.Ordinal) || line.Contains("5511987654321", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_gateway_that_was_started_anew_has_lost_its_sessions_and_that_is_told()
    {
        var session = await Started();
        TellState(1, "connected");
        await _door.State(_sender, SessionState.Connected);
        // The old process had more to say of its session than it was heard; the new one has it in its spool.
        _isDown = true;
        Cut();
        (await _door.State(_sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayDown);
        _instance = "two";
        TellState(2, "connected");
        Tell(3, "said before the end");
        _isDown = false;
        await Came(1);
        _door.Of<SessionChanged>(_sender)[^1].State.ShouldBe(SessionState.Disconnected);

        await _driver.Start(session, default);
        TellState(4, "connected");
        await _door.AtLeast<SessionChanged>(2, _sender, changed => changed.State == SessionState.Connected);
    }

    [Fact]
    public async Task A_gateway_that_was_only_out_of_reach_still_has_its_sessions()
    {
        var session = await Started();
        TellState(1, "connected");
        await _door.State(_sender, SessionState.Connected);
        _isDown = true;
        Cut();
        await _door.State(_sender, SessionState.Disconnected);
        _isDown = false;
        _door.Forget();
        // It runs there, so the start finds it connected and the gateway tells nothing new.
        await Wait.Until(async () =>
        {
            try
            {
                await _driver.Start(session, default);
                return true;
            }
            catch (GatewayAwayException)
            {
                return false;
            }
        });
        await _door.State(_sender, SessionState.Connected);
    }

    [Fact]
    [Trait("Requirement", "SND-07")]
    public async Task A_stop_that_the_gateway_could_not_be_told_of_is_told_when_it_is_back()
    {
        var session = await Started();
        TellState(1, "connected");
        await _door.State(_sender, SessionState.Connected);
        _isDown = true;
        await _driver.Stop(session, default);
        await _door.State(_sender, SessionState.Disconnected);
        Cut();
        await Wait.Until(() => _events.Problem is not null);
        Stops.ShouldBe(0);
        _isDown = false;
        await Wait.Until(() => Stops == 1);
        Cut();
        Tell(2, "after it");
        await Came(1);
        Stops.ShouldBe(1); // and once only
    }

    [Fact]
    public async Task One_that_was_started_again_meanwhile_is_not_stopped()
    {
        var session = await Started();
        _isDown = true;
        await _driver.Stop(session, default);
        _sessions.Begin(session);
        Cut();
        _isDown = false;
        Tell(1, "it is back");
        await Came(1);
        Stops.ShouldBe(0);
    }

    [Fact]
    public async Task A_gateway_that_is_full_says_so_as_the_sessions_state()
    {
        _isFull = true;
        await Started();
        (await _door.State(_sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.GatewayFull);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_send_whose_file_the_gateway_never_answers_for_ends_at_its_deadline_and_surely_did_not_leave()
    {
        var session = await Started();
        _isSilentAboutFiles = true;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var began = TimeProvider.System.GetTimestamp();
        var content = new MessageContent { Kind = ContentKind.Image, Media = new MediaReference(Guid.NewGuid(), new string('a', 64), "image/png", 10, "x.png") };
        (await _driver.Send(session, new Outgoing("3EB0C0FFEE0123456789", "+5521998877665", content), deadline.Token)).ShouldBeOfType<SendResult.Retry>();
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_stream_that_only_broke_ends_no_session()
    {
        await Started();
        TellState(1, "connected");
        await _door.State(_sender, SessionState.Connected);
        Cut();
        Tell(2, "after it");
        await Came(1);
        _door.Of<SessionChanged>(_sender).ShouldNotContain(changed => changed.State == SessionState.Disconnected);
    }

    [Fact]
    public async Task What_the_door_did_not_store_is_told_again_when_its_session_starts_but_not_what_the_session_was_then()
    {
        var door = new ManualDoor();
        await using var other = new Listening(_gateway, _options, door);
        Tell(1, "one");
        TellState(2, "connected");
        Tell(3, "three");
        await Wait.Until(() => door.Waiting.Count == 3);
        other.Events.TellAgain(Parley.Platform.Id.New<SenderId>());
        other.Events.TellAgain(_sender);
        await Wait.Until(() => door.Waiting.Count == 5);
        door.Came.Skip(3).ShouldBe(["m.1", "m.3"]);
        foreach (var stored in door.Waiting.Skip(3).ToArray()) stored();
        await Wait.Until(() => other.Acknowledged.Contains(3));
    }

    [Fact]
    public async Task A_stream_that_fell_silent_is_opened_again()
    {
        Tell(1, "one");
        await Came(1);
        await Wait.Until(() => _streams.Count >= 2);
    }

    [Fact]
    public async Task A_send_that_finds_the_session_gone_tells_whoever_looks_after_it()
    {
        var session = await Started();
        TellState(1, "connected");
        await _door.State(_sender, SessionState.Connected);
        (await _driver.Send(session, new Outgoing("3EB0C0FFEE0123456789", "+5521998877665", MessageContent.OfText("Hi")), default)).ShouldBeOfType<SendResult.Retry>();
        (await _door.State(_sender, SessionState.Disconnected)).Reason.ShouldBe(Reasons.NotConnected);
    }

    private int Stops => _gateway.Calls.Count(call => call.Line.StartsWith("DELETE", StringComparison.Ordinal) && call.IsAnswered);

    private async Task<Session> Started()
    {
        var session = new Session(_sender, Parley.Platform.Id.New<TenantId>(), "+5511987654321", 7);
        await _driver.Start(session, default);
        return session;
    }

    private void Tell(long seq, string text)
    {
        _spool[seq] = JsonSerializer.Serialize(new { seq, session = _sender.ToString(), id = $"m.{seq}", type = "message", providerId = $"P{seq}", from = "+5521998877665", content = new { kind = "text", text }, at = "2026-11-27T10:15:31.000Z" });
        Ring();
    }

    private void TellState(long seq, string state)
    {
        _spool[seq] = JsonSerializer.Serialize(new { seq, session = _sender.ToString(), id = $"s.{seq}", type = "session", state, fence = 7 });
        Ring();
    }

    private void Ring() => Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private void Cut()
    {
        Interlocked.Increment(ref _cuts);
        Ring();
    }

    private async Task<IEnumerable<string>> Came(int count) => (await _door.AtLeast<MessageReceived>(count, _sender)).Select(message => message.Content.Text!);

    private async Task Answer(ScriptedGateway.Call call)
    {
        if (_isDown)
        {
            call.HangUp();
            return;
        }
        if (call.Line == "GET /v1/health")
            await call.Answer(200, JsonSerializer.Serialize(new { engine = "baileys", library = new { name = "x", version = "1" }, wire = 1, instance = _instance, sessions = 0, spool = new { first = 0, last = _spool.Keys.DefaultIfEmpty().Max(), bytes = 0 }, memoryMb = 1.5, problem = (string?)null }));
        else if (call.Line == "POST /v1/events/ack")
        {
            _acknowledged.Enqueue(JsonDocument.Parse(call.Body).RootElement.GetProperty("seq").GetInt64());
            await call.Answer(204);
        }
        else if (call.Line.StartsWith("GET /v1/events", StringComparison.Ordinal)) await Stream(call);
        else if (call.Line.StartsWith("DELETE /v1/sessions/", StringComparison.Ordinal)) await call.Answer(204);
        else if (call.Line.StartsWith("HEAD /v1/media/", StringComparison.Ordinal) && _isSilentAboutFiles) await call.Nothing();
        else if (call.Line.StartsWith("PUT /v1/sessions/", StringComparison.Ordinal) && _isFull) await call.Answer(503, """{"type":"spool-full","detail":"The spool is full."}""");
        else if (call.Line.StartsWith("PUT /v1/sessions/", StringComparison.Ordinal))
            await call.Answer(200, JsonSerializer.Serialize(new { id = _sender.ToString(), state = _spool.Values.Any(line => line.Contains("connected", StringComparison.Ordinal)) && _instance == "one" ? "connected" : "booting", fence = 7 }));
        else await call.Answer(404, """{"type":"session-unknown","detail":"This session is not started here."}""");
    }

    private async Task Stream(ScriptedGateway.Call call)
    {
        _streams.Enqueue(call.Line);
        await call.Write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n");
        var next = long.Parse(call.Line.Split('=')[1]);
        var cuts = Volatile.Read(ref _cuts);
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            foreach (var (seq, line) in _spool.OrderBy(one => one.Key).Where(one => one.Key > next).ToList())
            {
                // In two pieces, as a network would.
                await call.Write(line[..10]);
                await call.Write(line[10..] + "\n");
                next = seq;
            }
            if (Volatile.Read(ref _cuts) != cuts) break;
            await news.WaitAsync(call.Gone);
            if (Volatile.Read(ref _cuts) != cuts) break;
        }
        call.HangUp();
    }

    /// <summary>A door that stores when the test says so.</summary>
    private sealed class ManualDoor : IChannelDoor
    {
        private readonly ConcurrentQueue<Action> _waiting = new();

        public IReadOnlyList<Action> Waiting => [.. _waiting];

        public ConcurrentQueue<string> Came { get; } = new();

        public ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken)
        {
            Came.Enqueue(happened.EventId);
            if (acknowledge is not null) _waiting.Enqueue(acknowledge);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A second server at the same gateway.</summary>
    private sealed class Listening : IAsyncDisposable
    {
        private readonly GatewayClient _client;
        private readonly GatewayEvents _events;
        private readonly ScriptedGateway _front;

        public Listening(ScriptedGateway gateway, GatewayOptions options, IChannelDoor door)
        {
            // Its acknowledgements are told apart by coming through a front of its own.
            _front = new ScriptedGateway(async call =>
            {
                if (call.Line == "POST /v1/events/ack")
                {
                    Acknowledged.Enqueue(JsonDocument.Parse(call.Body).RootElement.GetProperty("seq").GetInt64());
                    await call.Answer(204);
                    return;
                }
                using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address.Base, call.Line.Split(' ')[1]));
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, call.Gone);
                await call.Write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                await (await answer.Content.ReadAsStreamAsync(call.Gone)).CopyToAsync(call.Stream, call.Gone);
                call.Stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            });
            var place = new GatewayElsewhere(_front.Address);
            _client = new GatewayClient(place, options, TimeProvider.System);
            _events = new GatewayEvents("baileys", place, _client, new GatewaySessions("baileys", door), door, options, TimeProvider.System, new LoggerFactory().CreateLogger<GatewayEvents>());
            _ = _events.StartAsync(default);
        }

        public GatewayEvents Events => _events;

        public ConcurrentQueue<long> Acknowledged { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await _events.StopAsync(default);
            _events.Dispose();
            await _front.DisposeAsync();
            _client.Dispose();
        }
    }
}
