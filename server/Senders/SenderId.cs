using Parley.Platform;

namespace Parley.Senders;

/// <summary>One of the tenant's own WhatsApp numbers.</summary>
public readonly record struct SenderId(Guid Value) : IId<SenderId>, IComparable<SenderId>
{
    public static SenderId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out SenderId id) => Id.TryParse(text, out id);
    public int CompareTo(SenderId other) => Value.CompareTo(other.Value);
    public static bool operator <(SenderId left, SenderId right) => left.Value < right.Value;
    public static bool operator >(SenderId left, SenderId right) => left.Value > right.Value;
    public static bool operator <=(SenderId left, SenderId right) => left.Value <= right.Value;
    public static bool operator >=(SenderId left, SenderId right) => left.Value >= right.Value;
    public override string ToString() => Value.ToString();
}
