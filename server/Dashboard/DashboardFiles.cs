using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Parley.Dashboard;

/// <summary>The built files of <c>web/dist</c>.</summary>
internal sealed class DashboardFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly PhysicalFileProvider? _files;

    /// <param name="folder">Where the build put them; it need not exist.</param>
    public DashboardFiles(string folder) => _files = Directory.Exists(folder) ? new PhysicalFileProvider(Path.GetFullPath(folder)) : null;

    /// <summary>Whether the dashboard was built.</summary>
    public bool Exist => _files is not null && _files.GetFileInfo("index.html").Exists;

    /// <returns>Null when there is no such file. The provider itself refuses to leave its folder.</returns>
    public IFileInfo? Find(string path) => _files?.GetFileInfo(path) is { Exists: true, IsDirectory: false, PhysicalPath: not null } file ? file : null;

    public static string TypeOf(string path) => Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
}
