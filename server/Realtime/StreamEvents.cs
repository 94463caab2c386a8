using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Identity;
using Parley.Platform.Http;

namespace Parley.Realtime;

/// <summary>The same events as the hub's, as server-sent events for programs. A broken stream is not resumed: the first event of a new one is
/// INIT, which says to read anew.</summary>
public static class StreamEvents
{
    /// <param name="types">Names with commas between them; all when left out. INIT comes always.</param>
    public static Results<EventStream, ProblemHttpResult> Handle(string? types, Caller caller, Watchers watchers, RealtimeOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        HashSet<EventKind>? kinds = null;
        if (!string.IsNullOrEmpty(types))
        {
            kinds = [];
            foreach (var name in types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (EventKinds.Find(name) is { } kind) kinds.Add(kind);
                else return Problems.Validation.Field("types", $"There is no event \"{name}\". There are: {string.Join(", ", EventKinds.All.Select(known => known.Name))}.");
        }
        return watchers.Open(caller, kinds, "sse") is { } watcher
            ? new EventStream(watcher, options.Heartbeat, time, lifetime.ApplicationStopping)
            : Problems.TooManyRequests.With($"This tenant has {options.MostPerTenant} open realtime connections, which is the most it may have.");
    }

    /// <summary>Writes what a connection gets until either side ends it. Written by hand: the framework's own result writes no comments,
    /// and without them a proxy takes a quiet stream for a dead one.</summary>
    public sealed class EventStream(Watcher watcher, TimeSpan heartbeat, TimeProvider time, CancellationToken stopping) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var closing = watcher;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, watcher.Ended, stopping);
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no"; // nginx would collect events
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await response.WriteAsync("retry: 3000\n\n", ended.Token);
                await Write(response, ended.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                // The end of every stream.
            }
        }

        private async Task Write(HttpResponse response, CancellationToken cancellationToken)
        {
            var more = watcher.Reader.WaitToReadAsync(cancellationToken).AsTask();
            while (true)
            {
                await response.Body.FlushAsync(cancellationToken);
                using (var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
                {
                    var silence = Task.Delay(heartbeat, time, beat.Token);
                    var first = await Task.WhenAny(more, silence);
                    await beat.CancelAsync();
                    if (first == silence)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        await response.WriteAsync(": still here\n\n", cancellationToken);
                        continue;
                    }
                }
                if (!await more) return;
                while (watcher.Reader.TryRead(out var delivery))
                    await response.WriteAsync($"event: {delivery.Kind.Name}\ndata: {delivery.Payload.GetRawText()}\n\n", cancellationToken);
                more = watcher.Reader.WaitToReadAsync(cancellationToken).AsTask();
            }
        }
    }
}
