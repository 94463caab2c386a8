using Parley.Platform;

namespace Parley.Conversations;

/// <summary>One row of the ledger.</summary>
public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    public static MessageId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out MessageId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
