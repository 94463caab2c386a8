namespace Parley.Platform.Data;

/// <summary>One business of this install. Every row of business data carries one, and the database keeps them apart.</summary>
public readonly record struct TenantId(Guid Value) : IId<TenantId>
{
    public static TenantId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out TenantId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
