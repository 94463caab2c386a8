using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Parley.Channels;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Platform.Telemetry;
using Parley.Senders;

namespace Parley.Outbox;

/// <summary>Hands claimed messages to their drivers. No transaction is open here. The fence is asked right before the hand-over;
/// the fallback takes over only what surely did not leave, and the ledger says so first.</summary>
internal sealed partial class Sending(Db db, OwnedSenders owned, Finalizer finalizer, ProviderIds providerIds, OutboxOptions options, TimeProvider time, ILogger<Sending> logger)
{
    private readonly ConcurrentDictionary<Claimed, byte> _inFlight = new();
    private readonly CancellationTokenSource _givingUp = new();

    /// <summary>A sender has room again.</summary>
    public event Action? Freed
    {
        add => finalizer.Freed += value;
        remove => finalizer.Freed -= value;
    }

    /// <summary>The process stops, and nothing more is handed over.</summary>
    public bool IsGivingUp => _givingUp.IsCancellationRequested;

    /// <summary>Begins to send; the outcome goes to the finaliser by itself.</summary>
    public void Begin(Claimed message)
    {
        _inFlight[message] = 0;
        _ = Run(message);
    }

    /// <summary>Waits for what is in flight; what is not done by then is cancelled, which the driver answers truthfully.</summary>
    public async Task Drain(TimeSpan most)
    {
        var deadline = time.GetTimestamp();
        while (!_inFlight.IsEmpty && time.GetElapsedTime(deadline) < most) await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
        await _givingUp.CancelAsync();
        while (!_inFlight.IsEmpty && time.GetElapsedTime(deadline) < most + TimeSpan.FromSeconds(2)) await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
    }

    [SuppressMessage("Design", "CA1031", Justification = "a driver that throws broke its contract; the message may have left, and the loop must go on")]
    private async Task Run(Claimed message)
    {
        Outcome outcome;
        using var span = ParleyTracing.Source.StartActivity(ParleyTracing.Send, System.Diagnostics.ActivityKind.Producer);
        try
        {
            outcome = await Attempt(message);
            OutboxMetrics.HandedOver(outcome);
            if (outcome.Before is { } before) OutboxMetrics.HandedOver(before);
        }
        catch (Exception bug)
        {
            Broke(logger, bug, message.Method);
            outcome = new Outcome(message, message.Method, new SendResult.Unknown(Reasons.Timeout, bug.GetType().Name), message.ClaimedAt, time.GetUtcNow() - message.ClaimedAt);
        }
        OutboxMetrics.Ended(span, outcome);
        // In this order: whoever waits for what is in flight stops the finaliser next, and it takes nothing more then.
        finalizer.Add(outcome);
        _inFlight.TryRemove(message, out _);
    }

    private async Task<Outcome> Attempt(Claimed message)
    {
        var sender = message.Sender;
        var chosen = message.Method == sender.Driver.Name ? sender.Driver : sender.Fallback?.Name == message.Method ? sender.Fallback : null;
        if (chosen is null)
        {
            // Bound to a driver that the sender does not have any more.
            return new Outcome(message, message.Method, new SendResult.Retry(Reasons.NotConnected), time.GetUtcNow(), TimeSpan.Zero);
        }
        var first = await Through(chosen, message);
        // Both say that it surely did not leave; what an earlier attempt may have sent is bound to its driver.
        if (first.Result is not (SendResult.Retry or SendResult.Refused { Fault: Fault.Sender }) || message.Head.BoundDriver is not null || chosen != sender.Driver) return first;
        if (sender.Fallback is not { } fallback || !sender.FallbackConnected || DriverChoice.Objection(fallback, sender.Id, message.Head.Wrote, message.Content, time.GetUtcNow()) is not null) return first;
        if (!await SayFallback(message, fallback.Name)) return first;
        var second = await Through(fallback, message);
        return second with { Before = first };
    }

    private async Task<Outcome> Through(IChannelDriver driver, Claimed message)
    {
        if (!owned.MayAct(message.Sender) || IsGivingUp) return new Outcome(message, driver.Name, null, time.GetUtcNow(), TimeSpan.Zero);
        if (driver.Capabilities.Objection(message.Content) is { } objection)
            return new Outcome(message, driver.Name, new SendResult.Refused(Reasons.ContentNotSupported, Fault.Content, objection), time.GetUtcNow(), TimeSpan.Zero);

        string? replyTo = null;
        try
        {
            if (message.Content.ReplyTo is { } answered) replyTo = await ProviderIdOf(answered);
        }
        catch (Exception away) when (away is NpgsqlException or System.IO.IOException)
        {
            return new Outcome(message, driver.Name, null, time.GetUtcNow(), TimeSpan.Zero);
        }
        var outgoing = new Outgoing(providerIds.Of(message.Id), message.Head.Recipient, message.Content, message.Typing, replyTo);
        var (startedAt, began) = (time.GetUtcNow(), time.GetTimestamp());
        using var limit = new TimeLimit(options.SendTimeout + (message.Typing ?? TimeSpan.Zero), time, _givingUp.Token);
        var result = await driver.Send(message.Sender.Session, outgoing, limit.Token);
        // Stopped before it was written (the typing went on, say): nothing happened to it.
        if (result is SendResult.Retry && IsGivingUp) return new Outcome(message, driver.Name, null, startedAt, TimeSpan.Zero);
        return new Outcome(message, driver.Name, result, startedAt, time.GetElapsedTime(began));
    }

    /// <summary>Writes down that the fallback is about to send. False: the lease is not ours any more, or the database is away, so nothing may be sent.</summary>
    private async Task<bool> SayFallback(Claimed message, string method)
    {
        try
        {
            await using var connection = await db.OpenEngine(CancellationToken.None);
            await using var command = new NpgsqlCommand("UPDATE messages SET method = $4 WHERE id = $1 AND lease = $2 AND attempt = $3 AND state = 'sending'", connection);
            command.Parameters.Add(new() { Value = message.Id.Value });
            command.Parameters.Add(new() { Value = message.Lease });
            command.Parameters.Add(new() { Value = message.Attempt });
            command.Parameters.Add(new() { Value = method });
            return await command.ExecuteNonQueryAsync() == 1;
        }
        catch (Exception away) when (away is NpgsqlException or System.IO.IOException)
        {
            return false;
        }
    }

    private async Task<string?> ProviderIdOf(Guid answered)
    {
        await using var connection = await db.OpenEngine(CancellationToken.None);
        await using var command = new NpgsqlCommand("SELECT direction, provider_id FROM messages WHERE id = $1", connection) { Parameters = { new() { Value = answered } } };
        await using var rows = await command.ExecuteReaderAsync();
        if (!await rows.ReadAsync()) return null;
        if (!await rows.IsDBNullAsync(1)) return rows.GetString(1);
        return rows.GetString(0) == "out" ? providerIds.Of(Conversations.MessageId.Of(answered)) : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Driver {Driver} threw instead of answering; the message is treated as possibly sent")]
    private static partial void Broke(ILogger logger, Exception bug, string driver);
}
