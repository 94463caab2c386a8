using System.Text.Json;
using Parley.Channels;
using Parley.Contacts.Numbers;
using Parley.Identity.Audit;

namespace Parley.Conversations;

/// <summary>A message that a caller asks to be sent, as far as it can be checked without the database.</summary>
/// <param name="Sender">Id or name of the sender it must go through; null lets the engine choose.</param>
/// <param name="Driver">The only driver that may be used.</param>
/// <param name="Variables">Null: the text is meant as it is written. Otherwise its placeholders are filled in from these and from the contact.</param>
public sealed record Submission(PhoneNumber To, MessageContent Content, string? Sender = null, string? Driver = null, DateTimeOffset? DueAt = null, short Priority = 0, bool? Typing = null,
    JsonElement? Variables = null, IdempotencyKey? Key = null)
{
    /// <summary>Chosen before anything is written, so that the answer is known.</summary>
    public MessageId Id { get; } = Platform.Id.New<MessageId>();

    public Origin Origin { get; init; } = Origin.Api;

    /// <summary>Line of the audit log that is written with the message.</summary>
    public AuditEntry? Audit { get; init; }
}

/// <summary>What became of a <see cref="Submission"/>.</summary>
public abstract record Acceptance
{
    private Acceptance() { }

    /// <summary>It is in the ledger, committed.</summary>
    /// <param name="IsNew">False: an earlier request with the same key was answered this.</param>
    public sealed record Taken(MessageId Id, MessageState State, bool IsNew = false) : Acceptance;

    /// <summary>A request with the same key asked for something else.</summary>
    public sealed record OtherRequest : Acceptance;

    /// <summary>The person must not be written to.</summary>
    public sealed record Suppressed(Reason Reason) : Acceptance;

    public sealed record NoSuchSender(string Sender) : Acceptance;

    /// <summary>The message that is answered or reacted to is not in the ledger.</summary>
    public sealed record NoSuchMessage : Acceptance;

    /// <summary>The driver cannot send this; the sentence says what.</summary>
    public sealed record NotSupported(string Sentence) : Acceptance;

    /// <summary>WhatsApp would not take the template like this: it is not approved, or its values do not fit it.</summary>
    public sealed record TemplateUnfit(Reason Reason, string Sentence) : Acceptance;

    /// <summary>The text needs variables that have no value.</summary>
    public sealed record MissingVariables(IReadOnlyList<string> Names) : Acceptance;

    /// <summary>A text holds characters that cannot be stored.</summary>
    public sealed record Unstorable : Acceptance;

    /// <summary>More is waiting to be written than the database keeps up with.</summary>
    public sealed record Crowded : Acceptance;
}
