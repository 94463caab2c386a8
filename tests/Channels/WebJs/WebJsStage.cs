using Parley.Tests.Channels.Gateway;

namespace Parley.Tests.Channels.WebJs;

public sealed class WebJsStage() : LibraryStage(Missing)
{
    /// <summary>The browser of this machine; null when it has none.</summary>
    internal static string? Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("PUPPETEER_EXECUTABLE_PATH"), "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    internal static string? Missing => Unbuilt ?? (Chromium is null ? "Chromium is missing: install it, or name it in PUPPETEER_EXECUTABLE_PATH." : null);
}
