using Parley.Platform.Data;

namespace Parley.Channels;

/// <summary>Where drivers read the files that they send.</summary>
public interface IAttachments
{
    /// <returns>The file from its start, or null when it is no longer stored.</returns>
    ValueTask<Stream?> Open(TenantId tenant, MediaReference media, CancellationToken cancellationToken);
}
