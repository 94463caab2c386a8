using Parley.Platform;

namespace Parley.Identity;

/// <summary>A person who signs in.</summary>
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    public static UserId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out UserId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
