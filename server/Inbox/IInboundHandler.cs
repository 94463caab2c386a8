using System.Text.Json;
using Npgsql;
using Parley.Channels;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform.Data;
using Parley.Senders;

namespace Parley.Inbox;

/// <summary>One of the automations that may answer a message. They are asked in the order that Program.cs writes once; the first that takes it ends the round.
/// A handler returns, it does not do: the router writes replies and changes in the transaction that marks the event done.</summary>
public interface IInboundHandler
{
    /// <param name="connection">Inside of the router's transaction, for reading and for changes of the handler's own rows.</param>
    ValueTask<Handling> Handle(InboundMessage message, NpgsqlConnection connection, CancellationToken cancellationToken);
}

/// <summary>A person's message as handlers see it.</summary>
/// <param name="Id">Its row in the ledger.</param>
/// <param name="From">E.164; null while only the internal id is known (then it cannot be answered).</param>
/// <param name="At">The network's time.</param>
public sealed record InboundMessage(MessageId Id, TenantId Tenant, SenderId Sender, ContactId Contact, string? From, MessageContent Content, DateTimeOffset At, bool FirstEver);

/// <summary>What a handler makes of a message.</summary>
public abstract record Handling
{
    private Handling() { }

    /// <summary>Not mine; ask the next.</summary>
    public sealed record Pass : Handling { public static Pass On { get; } = new(); }

    /// <summary>Mine. The replies go out through the sender that received the message.</summary>
    public sealed record Handled(IReadOnlyList<Reply> Replies, IReadOnlyList<string>? Tags = null) : Handling
    {
        public static Handled Silently { get; } = new([]);

        /// <summary>The consent that the message changed to; null when it changed none.</summary>
        public ConsentState? Consent { get; init; }
    }

    /// <summary>Mine, but slow: written down, to be worked later without a transaction.</summary>
    /// <param name="Job">Kind of the job that works it.</param>
    public sealed record Later(string Job, JsonElement Input) : Handling;
}

/// <summary>An answer.</summary>
/// <param name="After">Wait before it goes; zero is at once.</param>
public sealed record Reply(MessageContent Content, Origin Origin, QueueKind Queue = QueueKind.Answers, TimeSpan After = default, SenderId? Through = null);
