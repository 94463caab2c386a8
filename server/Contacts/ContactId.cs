using Parley.Platform;

namespace Parley.Contacts;

/// <summary>A person that the tenant knows.</summary>
public readonly record struct ContactId(Guid Value) : IId<ContactId>
{
    public static ContactId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out ContactId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
