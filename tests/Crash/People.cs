using System.Collections.Concurrent;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Crash;

/// <summary>People who write to our numbers all the time, whether a server lives or not.</summary>
internal sealed class People : IDisposable
{
    private readonly CrashStage _stage;
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<string> _written = new();
    private readonly Task _writing;

    public People(CrashStage stage, IReadOnlyList<CrashStage.Sender> senders, TimeSpan gap)
    {
        _stage = stage;
        _writing = Task.Run(async () =>
        {
            for (var number = 1; !_enough.IsCancellationRequested; number++)
            {
                var text = $"Question {number}";
                // Each writes ten times to one number, so conversations have an order.
                await stage.Phones.Write($"+55319{70000000 + number / 10}", senders[number / 10 % senders.Count].Phone, text);
                _written.Enqueue(text);
                await Task.Delay(gap, TimeProvider.System, _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
    }

    public int Written => _written.Count;

    public async Task Finish()
    {
        await _enough.CancelAsync();
        await _writing;
    }

    /// <summary>All that the network took is in the ledger, once, worked off.</summary>
    public async Task EachStandsOnce()
    {
        await Wait.Until(async () => await _stage.Count("SELECT count(*) FROM messages WHERE direction = 'in'") >= Written, TimeSpan.FromSeconds(60));
        (await _stage.Count("SELECT count(*) FROM messages WHERE direction = 'in'")).ShouldBe(Written);
        (await _stage.Count("SELECT count(DISTINCT content->>'text') FROM messages WHERE direction = 'in'")).ShouldBe(Written);
        (await _stage.Count("SELECT count(*) FROM inbox_events WHERE kind = 'message' AND state <> 'done'")).ShouldBe(0);
    }

    public void Dispose()
    {
        _enough.Cancel();
        _enough.Dispose();
    }
}
