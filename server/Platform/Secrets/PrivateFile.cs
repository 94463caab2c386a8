namespace Parley.Platform.Secrets;

/// <summary>Files that only the user who runs the server can read: mode 0600, in a folder of mode 0700.</summary>
internal static class PrivateFile
{
    /// <summary>Writes the file whole: it is written aside and moved into place, so that a crash leaves no half of it.</summary>
    /// <param name="overwrite">False: a file that stands already stays as it is.</param>
    public static void Write(string path, string text, bool overwrite)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var aside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(aside, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
