using Parley.Platform.Data;

namespace Parley.Contacts.Import;

/// <summary>A feature that will still ask who came with a file. Asked before an import is deleted.</summary>
public interface IImportHolder
{
    /// <returns>What still needs it, as it goes on "The import is still needed by "; null when nothing does.</returns>
    Task<string?> NeededBy(TenantId tenant, ImportId import, CancellationToken cancellationToken);
}
