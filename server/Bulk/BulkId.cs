using Parley.Platform;

namespace Parley.Bulk;

/// <summary>A bulk send; its outbox queue has the same id.</summary>
public readonly record struct BulkId(Guid Value) : IId<BulkId>
{
    public static BulkId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out BulkId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
