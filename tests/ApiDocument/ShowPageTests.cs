using System.Text.RegularExpressions;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.ApiDocument;

public sealed partial class ShowPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_page_and_all_it_loads_come_from_here_and_run_under_the_servers_own_policy()
    {
        var client = server.Anonymous();
        using var page = await client.GetAsync("/docs");
        page.EnsureSuccessStatusCode();
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("://");
        Regex.Count(html, "<script", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(1);

        var files = Loaded().Matches(html).Select(match => match.Groups["file"].Value).Where(file => file.StartsWith("/docs/", StringComparison.Ordinal)).ToList();
        files.Count.ShouldBe(2);
        foreach (var file in files)
        {
            using var answer = await client.GetAsync(file);
            answer.EnsureSuccessStatusCode();
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(file.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css");
            var text = await answer.Content.ReadAsStringAsync();
            text.ShouldNotContain("http");
            text.ShouldNotContain("innerHTML");
        }
    }

    [GeneratedRegex("(src|href)=\"(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loaded();
}
