using Parley.Platform;

namespace Parley.Outbox;

/// <summary>A named source of outgoing work; a campaign's queue has the campaign's id.</summary>
public readonly record struct QueueId(Guid Value) : IId<QueueId>
{
    public static QueueId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out QueueId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
