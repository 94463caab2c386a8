using System.Diagnostics;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.ApiDocument;

public sealed class DashboardClientTests(TestServer server) : IClassFixture<TestServer>
{
    /// <summary>With PARLEY_GENERATE set, as ./parley gen does, it is written instead.</summary>
    [Fact]
    public async Task The_dashboards_client_is_what_the_document_says()
    {
        var document = Path.GetTempFileName();
        try
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            await File.WriteAllTextAsync(document, await client.GetStringAsync("/openapi/v1.json"));
            string[] arguments = ["generate.mjs", document];
            if (Environment.GetEnvironmentVariable("PARLEY_GENERATE") is null) arguments = [.. arguments, "--check"];
            using var node = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = Path.Combine(Repository.Root, "web"), RedirectStandardError = true, UseShellExecute = false })!;
            var complaint = await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();
            node.ExitCode.ShouldBe(0, complaint);
        }
        finally
        {
            File.Delete(document);
        }
    }
}
