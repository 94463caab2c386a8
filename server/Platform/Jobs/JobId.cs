namespace Parley.Platform.Jobs;

/// <summary>One piece of long work.</summary>
public readonly record struct JobId(Guid Value) : IId<JobId>
{
    public static JobId Of(Guid value) => new(value);
    public static bool TryParse(string? text, out JobId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}
