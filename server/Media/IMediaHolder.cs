using Parley.Platform.Data;

namespace Parley.Media;

/// <summary>A feature that will still need stored files: waiting messages, a library of templates, flows. Asked before a file is deleted.</summary>
public interface IMediaHolder
{
    /// <returns>Where the file is still needed; null when it is not.</returns>
    Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken);
}

/// <param name="By">In the plural, as it ends a sentence: <c>waiting messages</c>.</param>
/// <param name="Count">How many, as far as was counted: at least 1.</param>
public sealed record MediaUse(string By, long Count);
