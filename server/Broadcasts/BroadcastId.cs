using Parley.Platform;

namespace Parley.Broadcasts;

/// <summary>A broadcast list.</summary>
public readonly record struct BroadcastId(Guid Value) : IId<BroadcastId>
{
    public static BroadcastId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out BroadcastId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>One sending of a list; its outbox queue has the same id.</summary>
public readonly record struct BroadcastSendId(Guid Value) : IId<BroadcastSendId>
{
    public static BroadcastSendId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out BroadcastSendId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
