using System.Collections.Concurrent;

namespace Parley.Platform;

/// <summary>One reading for everybody who asks for the same at about the same time. An answer is never older than its question: who comes while a reading is under way
/// shares the next one. Between two beginnings lies at least <paramref name="pause"/>, so what a hundred open pages cost is what one costs.</summary>
/// <param name="pause">The longest that somebody waits for a reading to begin, unless readings take longer than that.</param>
internal sealed class SharedReadings<TKey, TValue>(TimeSpan pause, TimeProvider time) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Line> _lines = new();

    /// <summary>Those who wait for the next reading of one key. It exists from the first question until nobody asked for a pause.</summary>
    private sealed class Line
    {
        public readonly Lock Gate = new();
        public bool Over;
        public TaskCompletionSource<TValue>? Next;
        public Func<CancellationToken, Task<TValue>>? Read;
    }

    /// <param name="read">Must not hang on the caller: it may be run for others, and after the caller has gone. Its exceptions reach all who share it.</param>
    public Task<TValue> Read(TKey key, Func<CancellationToken, Task<TValue>> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = _lines.GetOrAdd(key, static _ => new Line());
            Task<TValue> shared;
            var first = false;
            lock (line.Gate)
            {
                if (line.Over) continue; // it was taken away in this moment
                first = line.Read is null;
                line.Read = read;
                line.Next ??= new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
                shared = line.Next.Task;
            }
            if (first) Begin(key, line);
            return shared.WaitAsync(cancellationToken);
        }
    }

    private void Begin(TKey key, Line line)
    {
        // It works for many: it must not carry on the first caller's trace.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => Work(key, line));
    }

    private async Task Work(TKey key, Line line)
    {
        while (true)
        {
            TaskCompletionSource<TValue> asked;
            Func<CancellationToken, Task<TValue>> read;
            lock (line.Gate)
            {
                if (line.Next is null)
                {
                    line.Over = true;
                    _lines.TryRemove(new KeyValuePair<TKey, Line>(key, line));
                    return;
                }
                (asked, read, line.Next) = (line.Next, line.Read!, null);
            }
            var rest = Task.Delay(pause, time);
            try
            {
                asked.SetResult(await read(CancellationToken.None).ConfigureAwait(false));
            }
            catch (Exception problem)
            {
                asked.SetException(problem); // whatever it is, it belongs to those who asked
            }
            await rest.ConfigureAwait(false);
        }
    }
}
