using System.Diagnostics;
using System.Text.RegularExpressions;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Journeys;

/// <summary>The README's tour, executed as it is printed: every block behind <c>&lt;!-- tour --&gt;</c>, in one shell, against the real server.</summary>
public sealed partial class ReadmeTourTests
{
    [GeneratedRegex("<!-- tour -->\n```bash\n(?<block>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [Fact]
    public async Task The_tour_of_the_readme_works_as_it_is_printed()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        var blocks = Block().Matches(readme).Select(match => match.Groups["block"].Value).ToList();
        blocks.Count.ShouldBeGreaterThanOrEqualTo(5);

        await using var server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["OWNER_EMAIL"] = "owner@localhost" });
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", string.Join('\n', blocks)]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PARLEY"] = server.Address.ToString().TrimEnd('/');
        start.Environment["PASSWORD"] = TestServer.Password;
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
        }
        shell.ExitCode.ShouldBe(0, $"{await output}\n{await errors}");
    }
}
