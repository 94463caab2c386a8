namespace Parley.Channels;

/// <summary>A driver that needs something beside this server can say what is wrong with it.</summary>
public interface IDriverHealth
{
    /// <summary>Why it cannot work at the moment, in a sentence; null when nothing is known against it.</summary>
    string? Problem { get; }
}
