using System.Collections.Concurrent;
using System.Globalization;
using Parley.Senders;

namespace Parley.Channels.Gateway;

/// <summary>What a pool is made of.</summary>
/// <param name="Engine">For example <c>baileys</c>.</param>
/// <param name="Folder">Each process has a folder in it, named by its number; null: the one gateway runs elsewhere.</param>
/// <param name="Open">Makes the room of that number, not started. The second argument says which sessions are in another room by now.</param>
/// <param name="SessionsPerRoom">How many sessions one process takes.</param>
/// <param name="Lacking">What is missing for any process to be started, in a sentence; null when nothing is.</param>
internal sealed record GatewayPoolPlan(string Engine, string? Folder, Func<int, Func<SenderId, bool>, GatewayRoom> Open, Func<CancellationToken, ValueTask<int>> SessionsPerRoom, Func<string?> Lacking);

/// <summary>The gateways of one engine: sessions are shared out over processes, so that the end of one is the end of few. A session stays with its process from its start
/// to its stop; places that become free are taken again, the lowest number first. A folder that an earlier run left is opened at the start, because what its spool
/// holds must still be told; a process without sessions and with nothing left to tell is ended after a while, and its spool goes.</summary>
internal sealed partial class GatewayPool(GatewayPoolPlan plan, GatewayOptions options, TimeProvider time, ILogger<GatewayPool> logger) : BackgroundService
{
    /// <summary>Rooms beyond those that the sessions need, for when one cannot be started at all (a folder that cannot be written). More would only multiply a trouble that all of them have.</summary>
    private const int MostSpare = 2;

    /// <summary>What every engine has in its folder: events that are to be told, and files that messages name.</summary>
    private static readonly string[] Shared = ["spool", "media"];

    private readonly SemaphoreSlim _changing = new(1);
    private readonly ConcurrentDictionary<SenderId, GatewayRoom> _of = new();
    private volatile GatewayRoom[] _rooms = [];
    private bool _stopped;

    public IReadOnlyList<GatewayRoom> Rooms => _rooms;

    /// <summary>Where the session is; null when it is nowhere.</summary>
    public GatewayRoom? Find(SenderId sender) => _of.GetValueOrDefault(sender);

    /// <summary>The one room of a gateway elsewhere; null when the processes are this server's own.</summary>
    public GatewayRoom? Elsewhere => plan.Folder is null && _rooms is [var only] ? only : null;

    /// <summary>Why senders cannot be connected, in a sentence; null when nothing is known against it.</summary>
    public string? Problem
    {
        get
        {
            var rooms = _rooms;
            if (rooms.Length == 0) return plan.Lacking();
            var problems = Array.FindAll(Array.ConvertAll(rooms, room => room.Driver.Problem), problem => problem is not null);
            if (problems.Length == 0) return null;
            return problems.Length == rooms.Length ? problems[0] : $"{problems.Length} of {rooms.Length} {plan.Engine} gateways: {problems[0]}";
        }
    }

    /// <summary>The session's room: the one that it has, or else the first with a free place.</summary>
    /// <exception cref="GatewayAwayException">The server is stopping.</exception>
    public async ValueTask<GatewayRoom> Assign(SenderId sender, CancellationToken cancellationToken)
    {
        if (_of.TryGetValue(sender, out var has) && !has.Fails) return has;
        var most = await plan.SessionsPerRoom(cancellationToken);
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (_stopped) throw new GatewayAwayException("The server is stopping.");
            has = _of.GetValueOrDefault(sender);
            if (has is { Fails: false }) return has;
            var room = await Choose(has, most, cancellationToken);
            if (room == has) return room;
            if (has is not null)
            {
                // Its process does not run, so nothing of it does.
                has.Sessions.Forget(sender);
                Leave(has, sender);
            }
            room.Taken.Add(sender);
            room.IdleSince = null;
            return _of[sender] = room;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Its place may be another's.</summary>
    public async Task Free(SenderId sender)
    {
        await _changing.WaitAsync();
        try
        {
            if (_of.TryRemove(sender, out var room)) Leave(room, sender);
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Leave(GatewayRoom room, SenderId sender)
    {
        room.Taken.Remove(sender);
        if (room.Taken.Count == 0) room.IdleSince = time.GetTimestamp();
    }

    /// <param name="has">Where it is now, and where it cannot run; null when it is nowhere.</param>
    private async Task<GatewayRoom> Choose(GatewayRoom? has, int most, CancellationToken cancellationToken)
    {
        var free = Array.FindAll(_rooms, room => room != has && room.Taken.Count < most);
        if (Array.Find(free, room => !room.Fails) is { } good) return good;
        var needed = (_of.Count + (has is null ? 1 : 0) + most - 1L) / most;
        var mayOpen = plan.Folder is null ? _rooms.Length == 0 : _rooms.Length < needed + MostSpare;
        return mayOpen ? await Open(FreeNumber(), cancellationToken) : has ?? (free.Length > 0 ? free[0] : _rooms[0]);
    }

    private int FreeNumber()
    {
        var number = 1;
        while (Array.Exists(_rooms, room => room.Number == number)) number++;
        return number;
    }

    private async Task<GatewayRoom> Open(int number, CancellationToken cancellationToken)
    {
        GatewayRoom? room = null;
        room = plan.Open(number, sender => Find(sender) is { } elsewhere && elsewhere != room);
        room.IdleSince = time.GetTimestamp();
        await room.Start(cancellationToken);
        _rooms = [.. _rooms.Append(room).OrderBy(one => one.Number)];
        return room;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await OpenWhatIsThere(stoppingToken);
            while (plan.Folder is not null)
            {
                await Task.Delay(options.IdleLook, time, stoppingToken);
                foreach (var room in _rooms) await CloseIfIdle(room, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync ends the rooms.
        }
    }

    /// <summary>The gateway elsewhere, or the folders of an earlier run: their processes are started though nothing is assigned to them yet, because their spools may hold what was never told.</summary>
    private async Task OpenWhatIsThere(CancellationToken cancellationToken)
    {
        int[] numbers = plan.Folder is null ? [1] : Left(plan.Folder);
        if (plan.Folder is not null && plan.Lacking() is not null) return;
        await _changing.WaitAsync(cancellationToken);
        try
        {
            foreach (var number in numbers)
            {
                if (_stopped || Array.Exists(_rooms, room => room.Number == number)) continue;
                var room = await Open(number, cancellationToken);
                if (room.Process is { } process) process.Need();
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private int[] Left(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return [];
            // Of the time when there was one process for all.
            if (Directory.Exists(Path.Combine(folder, "spool")) && !Directory.Exists(Path.Combine(folder, "1")))
            {
                Directory.CreateDirectory(Path.Combine(folder, "1"));
                foreach (var part in Shared)
                    if (Directory.Exists(Path.Combine(folder, part))) Directory.Move(Path.Combine(folder, part), Path.Combine(folder, "1", part));
            }
            return [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Where(name => name is { Length: < 7 } && name.All(char.IsAsciiDigit) && name[0] != '0' && Directory.Exists(Path.Combine(folder, name, Shared[0])))
                .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Order()];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Unreadable(logger, folder, unreadable.Message);
            return [];
        }
    }

    /// <summary>Ends a process that has had nothing to do for a while, if all that it ever told is stored.</summary>
    private async Task CloseIfIdle(GatewayRoom room, CancellationToken cancellationToken)
    {
        if (!IsIdle(room) || !await IsDrained(room, cancellationToken)) return;
        await _changing.WaitAsync(cancellationToken);
        try
        {
            // It was given something to do while we asked.
            if (!IsIdle(room)) return;
            _rooms = Array.FindAll(_rooms, one => one != room);
            await room.Stop(cancellationToken);
            room.Dispose();
            if (room.Folder is { } folder) Clear(folder);
            Closed(logger, plan.Engine, room.Number);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the number next finds an empty spool in it.
            Unreadable(logger, room.Folder ?? "", kept.Message);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>What an engine keeps there besides, a browser's profile for one, is its own.</summary>
    private static void Clear(string folder)
    {
        foreach (var part in Shared)
            if (Directory.Exists(Path.Combine(folder, part))) Directory.Delete(Path.Combine(folder, part), recursive: true);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private bool IsIdle(GatewayRoom room) => room.IdleSince is { } since && time.GetElapsedTime(since) >= options.IdleAfter;

    private static async Task<bool> IsDrained(GatewayRoom room, CancellationToken cancellationToken)
    {
        // One that was never needed has told nothing. One that cannot be asked may have.
        if (room.Process is { Starts: 0, IsNeeded: false }) return true;
        if (room.Place.Now is null || room.Events.OwesAcknowledgement) return false;
        try
        {
            var health = await room.Client.Health(cancellationToken);
            return health is { Sessions: 0 } && health.Spool.First > health.Spool.Last;
        }
        catch (GatewayAwayException)
        {
            return false;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _changing.WaitAsync(CancellationToken.None);
        _stopped = true;
        _changing.Release();
        await Task.WhenAll(_rooms.Select(room => room.Stop(cancellationToken)));
    }

    public override void Dispose()
    {
        foreach (var room in _rooms) room.Dispose();
        _changing.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Engine} gateway {Number} had nothing left to do and was ended")]
    private static partial void Closed(ILogger logger, string engine, int number);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway's folder {Folder} cannot be worked with: {Problem}")]
    private static partial void Unreadable(ILogger logger, string folder, string problem);
}
