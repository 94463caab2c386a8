using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Parley.Channels.Simulator.Wire;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Bench.Micro;

/// <summary>What the stand-in costs, so that the other figures can be read without it. Verb: <c>simulator</c>.</summary>
internal static class SimulatorBench
{
    private const int Messages = 1_000_000;
    private const int Senders = 1000;

    public static async Task Run(TextWriter output)
    {
        await Idle(output);
        await Send(output, "one message to each of a million phones, nothing delayed", 0, read: 0, phones: Messages);
        await Send(output, "a million messages to 1,000 phones, nothing delayed", 0, read: 0, phones: 1000);
        await Send(output, "one message to each of a million phones, delivered after 100 ms and read after 200 ms", 100, read: 200, phones: Messages);
        await Remote(output);
    }

    // The phones in a process of their own; 2,000 sends under way.
    private static async Task Remote(TextWriter output)
    {
        const int messages = 300_000;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Parley.Server.dll"), "phones", "--port", "3199"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var phones = Process.Start(start)!;
        try
        {
            await phones.StandardOutput.ReadLineAsync();
            using var clock = new Clock(TimeProvider.System);
            var address = new PhonesAddress(new Uri("http://127.0.0.1:3199"), null);
            await using var network = new RemoteNetwork(address, new SimulatorOptions(), clock, TimeProvider.System, NullLogger<RemoteNetwork>.Instance);
            var bench = new Setup(network);
            var sessions = await bench.Connect(Senders);
            using var client = address.NewClient();
            (await client.PutAsJsonAsync("/api/simulator/world", new { deliverAfterMs = 0, readAfterMs = 0 })).EnsureSuccessStatusCode();

            var watch = Stopwatch.StartNew();
            var next = -1;
            await Task.WhenAll(Enumerable.Range(0, 2000).Select(async _ =>
            {
                for (int i; (i = Interlocked.Increment(ref next)) < messages;)
                    if (await bench.Driver.Send(sessions[i % Senders], Message(i, messages), default) is not SendResult.Accepted) throw new InvalidOperationException("A send failed.");
            }));
            var sent = watch.Elapsed.TotalSeconds;
            await bench.Receipts(2 * messages);
            output.WriteLine($"over the socket, {messages} messages: {messages / sent:0} sends/s; all receipts at the door after {watch.Elapsed.TotalSeconds:0.0} s ({messages / watch.Elapsed.TotalSeconds:0} msg/s)");
        }
        finally
        {
            phones.Kill();
        }
    }

    private static Outgoing Message(int i, int phones) => new(i.ToString("X32"), "+" + (5511_900_000_000 + i % phones),
        MessageContent.OfText("Good morning! Our new prices are here, have a look when you can: 10% off until Friday."));

    private static async Task Idle(TextWriter output)
    {
        using var clock = new Clock(TimeProvider.System);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var bench = new Setup(new Worlds(clock, new SimulatorOptions()));
        await bench.Connect(10_000);
        var took = watch.ElapsedMilliseconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        output.WriteLine($"10,000 sessions paired and connected in {took} ms; idle: {bytes / 10_000} bytes each, {cpu.TotalMilliseconds / 30:0.0}% of one core");
        GC.KeepAlive(bench);
    }

    private static async Task Send(TextWriter output, string name, int deliver, int read, int phones)
    {
        using var clock = new Clock(TimeProvider.System);
        var worlds = new Worlds(clock, new SimulatorOptions());
        var bench = new Setup(worlds);
        worlds.Of(bench.Tenant).Settings = new WorldSettings { DeliverAfterMs = deliver, ReadAfterMs = read };
        var sessions = await bench.Connect(Senders);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(half => Task.Run(async () =>
        {
            for (var i = half; i < Messages; i += 2)
            {
                var result = await bench.Driver.Send(sessions[i % Senders], Message(i, phones), default);
                if (result is not SendResult.Accepted) throw new InvalidOperationException(result.ToString());
            }
        })));
        var sent = watch.Elapsed.TotalSeconds;
        await bench.Receipts(2 * Messages);
        var told = watch.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{name}: {Messages / sent:0} sends/s; all {2 * Messages} receipts at the door after {told:0.0} s ({Messages / told:0} msg/s) in {bench.Events} events; {bytes >> 20} MB kept");
    }

    private sealed class Setup : IChannelDoor, ILoginStore
    {
        private readonly ConcurrentDictionary<SenderId, byte[]> _logins = new();
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _connected;
        private int _wanted;
        private long _receipts;
        private long _events;

        public Setup(INetwork network)
        {
            Driver = new SimulatorDriver(network, this, this, TimeProvider.System, NullLogger<SimulatorDriver>.Instance, new SimulatorOptions());
        }

        public TenantId Tenant { get; } = Parley.Platform.Id.New<TenantId>();
        public SimulatorDriver Driver { get; }
        public long Events => Interlocked.Read(ref _events);

        public async Task<Session[]> Connect(int count)
        {
            _wanted = count;
            var sessions = Enumerable.Range(0, count).Select(i => new Session(Parley.Platform.Id.New<SenderId>(), Tenant, "+" + (5521_900_000_000 + i), 1)).ToArray();
            foreach (var session in sessions)
            {
                _ = Digits.TryParse(session.Phone, out var number);
                _logins[session.Sender] = Credentials.Make(number, Guid.NewGuid());
                await Driver.Start(session, default);
            }
            await _all.Task;
            return sessions;
        }

        public async Task Receipts(long count)
        {
            while (Interlocked.Read(ref _receipts) < count) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        public ValueTask Put(ChannelEvent happened, Action? acknowledge, CancellationToken cancellationToken)
        {
            if (happened is ReceiptReceived receipt)
            {
                Interlocked.Add(ref _receipts, receipt.ProviderIds.Count);
                Interlocked.Increment(ref _events);
            }
            if (happened is SessionChanged { State: SessionState.Connected } && Interlocked.Increment(ref _connected) == _wanted) _all.TrySetResult();
            acknowledge?.Invoke();
            return ValueTask.CompletedTask;
        }

        public Task<byte[]?> Read(Session session, CancellationToken cancellationToken) => Task.FromResult(_logins.GetValueOrDefault(session.Sender));

        public Task Write(Session session, byte[]? login, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
