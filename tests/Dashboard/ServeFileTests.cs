using System.Net;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Dashboard;

public sealed class ServeFileTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parley-dist-").FullName;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<title>Parley</title>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "main-abc.js"), "plain");
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "main-abc.js.br"), "squeezed");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_folder)!, Path.GetFileName(_folder) + ".txt"), "outside");
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["WEB_DIST"] = _folder });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".txt");
    }

    [Theory]
    [InlineData("/app/")]
    [InlineData("/app/campaigns/0197-and-so-on")]
    public async Task Every_address_below_app_is_the_page_which_is_asked_about_each_time(string address)
    {
        var answer = await Get(address);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("<title>Parley</title>");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
    }

    [Fact]
    public async Task A_built_file_is_kept_for_a_year_and_sent_compressed_to_whom_can_read_it()
    {
        var plain = await Get("/app/assets/main-abc.js");
        (await plain.Content.ReadAsStringAsync()).ShouldBe("plain");
        plain.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        plain.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
        plain.Headers.Vary.ShouldBe(["Accept-Encoding"]);

        (await (await Get("/app/assets/main-abc.js", "gzip, br")).Content.ReadAsStringAsync()).ShouldBe("squeezed");
        (await (await Get("/app/assets/main-abc.js", "br;q=0, gzip")).Content.ReadAsStringAsync()).ShouldBe("plain");
    }

    [Theory]
    [InlineData("/app/assets/main-old.js")]
    [InlineData("/app/%2e%2e%2f")]
    [InlineData("/app/..%2fetc%2fpasswd.txt")]
    public async Task What_is_not_there_is_a_404_or_the_page_and_never_a_file_from_elsewhere(string address)
    {
        var answer = await Get(address);
        (answer.StatusCode == HttpStatusCode.NotFound || await answer.Content.ReadAsStringAsync() == "<title>Parley</title>").ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_beside_the_folder_cannot_be_had() =>
        (await Get($"/app/..%2f{Path.GetFileName(_folder)}.txt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task The_root_leads_to_the_dashboard()
    {
        var answer = await Get("/");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/app/");
    }

    [Fact]
    public async Task A_server_without_a_built_dashboard_says_so()
    {
        await using var bare = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["WEB_DIST"] = Path.Combine(_folder, "none") });
        using var client = new HttpClient { BaseAddress = bare.Address };
        var answer = await client.GetAsync("/app/");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("not built");
    }

    private async Task<HttpResponseMessage> Get(string address, string? encodings = null)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (encodings is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await client.SendAsync(request);
    }
}
