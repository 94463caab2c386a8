using System.Collections.Concurrent;

namespace Parley.Platform.Health;

/// <summary>The loops of this process, and whether they still turn. A loop announces itself once and beats in every round;
/// one that falls silent makes <c>/health/ready</c> answer 503 with its name.</summary>
public sealed class Heartbeats(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Heartbeat> _parts = new(StringComparer.Ordinal);

    /// <summary>Expects a beat from now on until the heartbeat is disposed.</summary>
    /// <param name="part">The loop's name as people read it: <c>dispatcher</c>.</param>
    /// <param name="silence">How long it may be silent: several times its slowest round.</param>
    public Heartbeat Expect(string part, TimeSpan silence)
    {
        var heartbeat = new Heartbeat(part, silence, time, _parts);
        if (!_parts.TryAdd(part, heartbeat)) throw new InvalidOperationException($"A loop named {part} beats already.");
        return heartbeat;
    }

    /// <summary>The loops that should have beaten and did not, with how long they are silent.</summary>
    public IReadOnlyList<(string Part, TimeSpan Silent)> Silent() =>
        [.. _parts.Values.Where(part => part.Silence > part.Limit).Select(part => (part.Part, part.Silence)).OrderBy(part => part.Part, StringComparer.Ordinal)];

    /// <summary>Every loop that is expected to beat.</summary>
    public IReadOnlyList<string> Parts => [.. _parts.Keys.Order(StringComparer.Ordinal)];
}

/// <summary>One loop's beat. Cheap enough for every round.</summary>
public sealed class Heartbeat : IDisposable
{
    private const long Resting = long.MinValue;

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Heartbeat> _parts;
    private long _last;

    internal Heartbeat(string part, TimeSpan limit, TimeProvider time, ConcurrentDictionary<string, Heartbeat> parts)
    {
        (Part, Limit, _time, _parts) = (part, limit, time, parts);
        Beat();
    }

    public string Part { get; }
    public TimeSpan Limit { get; }

    /// <summary>Time since the last beat; none while it rests.</summary>
    public TimeSpan Silence => Volatile.Read(ref _last) is var last && last == Resting ? TimeSpan.Zero : _time.GetElapsedTime(last);

    public void Beat() => Volatile.Write(ref _last, _time.GetTimestamp());

    /// <summary>The loop waits for work, however long that takes: nothing is expected until its next beat.</summary>
    public void Rest() => Volatile.Write(ref _last, Resting);

    /// <summary>The loop ended as it should; nothing is expected of it any more.</summary>
    public void Dispose() => _parts.TryRemove(new(Part, this));
}
