using Microsoft.Extensions.Logging;

namespace Parley.Channels.Pigeon;

/// <summary>One started session. Asks Pigeon for the line's news for as long as it runs, and hands them to the door.</summary>
internal sealed partial class PigeonLine(Session session, PigeonApi api, IChannelDoor door, PigeonOptions options, ILogger logger, Func<PigeonLine, bool> leave)
{
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _connected;
    private Task _running = Task.CompletedTask;

    public Session Session => session;
    public bool IsConnected => _connected;

    public void Begin() => _running = Run();

    /// <summary>Ends without a word, as the process does.</summary>
    public void Cut() => _stop.Cancel();

    /// <summary>Hands nothing in any more once this is over. What the door has not stored by then is told again by the next start.</summary>
    public async Task Quit()
    {
        _connected = false;
        await _stop.CancelAsync();
        await _running;
    }

    private async Task Run()
    {
        try
        {
            await Tell(SessionState.Booting, null, _stop.Token);
            // The first question asks for all that was never acknowledged, and is answered at once.
            for (var (after, wait) = (0L, TimeSpan.Zero); ; wait = options.NewsWait)
            {
                var news = await api.News(session.Phone, after, wait, _stop.Token);
                if (news.Line != "open")
                {
                    await (news.Line == "banned" ? End(SessionState.Banned, Reasons.SenderBanned) : End(SessionState.LoggedOut, Reasons.AccessRefused));
                    return;
                }
                if (!_connected)
                {
                    _connected = true; // first, for whoever hears it may send
                    await Tell(SessionState.Connected, null, _stop.Token);
                }
                after = await Hand(news.Events, after);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever stopped it says so.
        }
        catch (Exception lost)
        {
            Lost(logger, lost, session.Sender.Value);
            await End(SessionState.Disconnected, Reasons.ConnectionLost);
        }
    }

    /// <returns>What may be acknowledged; only when the door has stored all of it.</returns>
    private async Task<long> Hand(IReadOnlyList<PigeonEvent> events, long after)
    {
        var commits = new List<Task>();
        foreach (var told in events)
        {
            after = told.Seq;
            if (EventOf(told) is not { } happened)
            {
                Skipped(logger, told.Type, session.Sender.Value);
                continue;
            }
            var commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            commits.Add(commit.Task);
            await door.Put(happened, () => commit.TrySetResult(), _stop.Token);
        }
        await Task.WhenAll(commits).WaitAsync(_stop.Token);
        return after;
    }

    private ChannelEvent? EventOf(PigeonEvent told)
    {
        return told.Type switch
        {
            "message" when told.From is { } from => new MessageReceived(session.Sender, PigeonDriver.DriverName, told.Id, told.Message, from, null, told.Name, ContentOf(told), told.At, told.ReplyTo),
            "delivered" => Receipt(ReceiptKind.Delivered),
            "read" => Receipt(ReceiptKind.Read),
            "failed" => Receipt(ReceiptKind.Failed, PigeonErrors.Late(told.Error)),
            _ => null, // of a newer Pigeon than this driver was written for
        };

        ReceiptReceived Receipt(ReceiptKind kind, Reason? reason = null) => new(session.Sender, PigeonDriver.DriverName, told.Id, [told.Message], kind, told.At, reason);
    }

    // A message that cannot be shown is a message all the same: somebody wrote.
    private static MessageContent ContentOf(PigeonEvent told) => told.Text is { } text ? MessageContent.OfText(text) : new MessageContent { Kind = ContentKind.Unsupported, Text = told.Kind };

    // Before it is told, so that whoever hears it can start the session again.
    private async Task End(SessionState state, Reason reason)
    {
        _connected = false;
        if (leave(this)) await Tell(state, reason, CancellationToken.None);
    }

    public async Task Tell(SessionState state, Reason? reason, CancellationToken cancellationToken) =>
        await door.Put(new SessionChanged(session.Sender, PigeonDriver.DriverName, "state." + Guid.CreateVersion7().ToString("N"), state, session.Fence, Reason: reason), null, cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pigeon's news of sender {Sender} cannot be heard")]
    private static partial void Lost(ILogger logger, Exception problem, Guid sender);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pigeon told something ({Type}) of sender {Sender} that this driver does not know; it is passed over")]
    private static partial void Skipped(ILogger logger, string type, Guid sender);
}
