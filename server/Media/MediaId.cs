using Parley.Platform;

namespace Parley.Media;

/// <summary>An uploaded or received file of a tenant.</summary>
public readonly record struct MediaId(Guid Value) : IId<MediaId>
{
    public static MediaId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out MediaId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
