using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Channels;
using Parley.Media;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Media;

[Trait("Requirement", "MSG-11")]
public abstract class MediaApiTests(MediaServer fixture)
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task A_file_is_uploaded_once_and_downloaded_as_it_was()
    {
        var admin = await _server.AdminOfOtherTenant();
        var content = Padded(Samples.Jpeg, 290_000);
        var answer = await Upload(admin, content, "image/jpeg", "photo.jpg");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var media = await Body(answer);
        media.GetProperty("type").GetString().ShouldBe("image/jpeg");
        media.GetProperty("bytes").GetInt64().ShouldBe(content.Length);
        media.GetProperty("sendAs").EnumerateArray().Select(kind => kind.GetString()).ShouldBe(["image", "document"]);

        var again = await Upload(admin, content, "image/jpeg", "photo.jpg");
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        IdOf(await Body(again)).ShouldBe(IdOf(media));

        var download = await admin.GetAsync($"/api/media/{IdOf(media)}/content");
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(content);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact]
    public async Task A_range_is_served_and_a_known_copy_is_not_sent_again()
    {
        var admin = await _server.AdminOfOtherTenant();
        var content = Padded(Samples.Mp3, 280_000);
        var id = IdOf(await Body(await Upload(admin, content, "audio/mpeg", "song.mp3")));

        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/api/media/{id}/content");
        ask.Headers.Range = new RangeHeaderValue(262_140, 262_149); // across the border of two chunks
        var part = await admin.SendAsync(ask);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(content.AsSpan(262_140, 10).ToArray());

        using var known = new HttpRequestMessage(HttpMethod.Get, $"/api/media/{id}/content");
        known.Headers.IfNoneMatch.Add(part.Headers.ETag!);
        (await admin.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_bare_body_is_taken_as_well_as_a_form()
    {
        var admin = await _server.AdminOfOtherTenant();
        using var body = new ByteArrayContent(Samples.Pdf) { Headers = { ContentType = new("application/pdf") } };
        var answer = await admin.PostAsync("/api/media?fileName=offer.pdf", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        (await Body(answer)).GetProperty("fileName").GetString().ShouldBe("offer.pdf");
    }

    [Fact]
    public async Task What_is_not_what_it_says_or_can_run_is_refused_and_nothing_is_stored()
    {
        var admin = await _server.AdminOfOtherTenant();
        foreach (var (content, type, name) in new[] { (Samples.Pdf, "image/png", "a.png"), (Samples.WindowsProgram, "application/pdf", "a.pdf"), (Samples.Html, "text/plain", "a.txt"), (Samples.Svg, "image/svg+xml", "a.svg") })
        {
            var answer = await Upload(admin, content, type, name);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
            (await Body(answer)).GetProperty("type").GetString().ShouldBe("unsupported-file");
        }
        (await Items(admin)).ShouldBeEmpty();
        Directory.GetFiles(IncomingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_also_when_nobody_says_how_large_it_is()
    {
        var admin = await _server.AdminOfOtherTenant();
        var answer = await Upload(admin, Padded(Samples.Jpeg, 300_001), "image/jpeg", "photo.jpg");
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Body(answer)).GetProperty("type").GetString().ShouldBe("too-large");

        using var endless = new HttpRequestMessage(HttpMethod.Post, "/api/media") { Content = new StreamContent(new MemoryStream(Padded(Samples.Jpeg, 1_000_000))), Headers = { TransferEncodingChunked = true } };
        (await admin.SendAsync(endless)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Directory.GetFiles(IncomingFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_file_and_a_form_without_a_file_are_refused()
    {
        var admin = await _server.AdminOfOtherTenant();
        (await Upload(admin, [], "image/png", "a.png")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        (await admin.PostAsync("/api/media", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    [Trait("Requirement", "IDN-01")]
    public async Task Another_tenant_finds_nothing_even_of_the_same_bytes()
    {
        var (admin, other) = (await _server.AdminOfOtherTenant(), await _server.AdminOfOtherTenant());
        var mine = IdOf(await Body(await Upload(admin, Samples.Gif, "image/gif", "a.gif")));
        (await other.GetAsync($"/api/media/{mine}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync($"/api/media/{mine}/content")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync($"/api/media/{mine}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Items(other)).ShouldBeEmpty();

        // Known bytes are a new upload to whoever brings them: an answer that said otherwise would tell what others store.
        (await Upload(other, Samples.Gif, "image/gif", "a.gif")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    [Trait("Requirement", "IDN-04")]
    public async Task A_vendor_sees_only_what_they_uploaded_and_deletes_nothing()
    {
        var (admin, vendor) = (await _server.Admin(), await _server.Vendor());
        var office = IdOf(await Body(await Upload(admin, Samples.Png, "image/png", "logo.png")));
        (await vendor.GetAsync($"/api/media/{office}/content")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var own = IdOf(await Body(await Upload(vendor, Samples.Png, "image/png", "logo.png")));
        own.ShouldNotBe(office);
        (await vendor.GetAsync($"/api/media/{own}/content")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Items(vendor)).Select(IdOf).ShouldBe([own]);
        (await vendor.DeleteAsync($"/api/media/{own}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_bytes_stay_while_anyone_has_them_and_go_with_the_last_row()
    {
        var (admin, other) = (await _server.AdminOfOtherTenant(), await _server.AdminOfOtherTenant());
        var content = Padded(Samples.Jpeg, 5000);
        var mine = await Body(await Upload(admin, content, "image/jpeg", "a.jpg"));
        var theirs = await Body(await Upload(other, content, "image/jpeg", "b.jpg"));
        var digest = mine.GetProperty("sha256").GetString()!;

        (await admin.DeleteAsync($"/api/media/{IdOf(mine)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await other.GetByteArrayAsync($"/api/media/{IdOf(theirs)}/content")).ShouldBe(content);

        (await other.DeleteAsync($"/api/media/{IdOf(theirs)}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _server.Services.GetRequiredService<IMediaBytes>().Open(digest, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_upload_and_the_deletion_of_the_same_bytes_at_once_never_lose_the_uploads_bytes()
    {
        var (admin, other) = (await _server.AdminOfOtherTenant(), await _server.AdminOfOtherTenant());
        for (var round = 0; round < 20; round++)
        {
            var content = Padded(Samples.Jpeg, 50_000 + round);
            var mine = IdOf(await Body(await Upload(admin, content, "image/jpeg", "a.jpg")));
            var deletion = admin.DeleteAsync($"/api/media/{mine}");
            var upload = Upload(other, content, "image/jpeg", "b.jpg");
            await Task.WhenAll(deletion, upload);
            (await other.GetByteArrayAsync($"/api/media/{IdOf(await Body(await upload))}/content")).ShouldBe(content);
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        var admin = await _server.AdminOfOtherTenant();
        var all = new List<string>();
        for (var i = 0; i < 5; i++) all.Add(IdOf(await Body(await Upload(admin, Padded(Samples.Jpeg, 100 + i), "image/jpeg", $"{i}.jpg"))));
        all.Reverse();

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await admin.GetFromJsonAsync<JsonElement>($"/api/media?limit=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(IdOf));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        seen.ShouldBe(all);
    }

    [Fact]
    public async Task A_driver_opens_a_file_by_its_tenants_row_and_not_by_a_digest_that_it_knows()
    {
        var admin = await _server.Admin();
        var media = await Body(await Upload(admin, Samples.Gif, "image/gif", "a.gif"));
        var reference = (await FindMedia.Reference(_server.Db, _server.Tenant, MediaId.Of(Guid.Parse(IdOf(media))), default))!;
        var attachments = _server.Services.GetRequiredService<IAttachments>();
        await using (var content = await attachments.Open(_server.Tenant, reference, default)) content!.Length.ShouldBe(Samples.Gif.Length);

        var other = await _server.Database.NewTenant();
        (await attachments.Open(other, reference, default)).ShouldBeNull();
        (await attachments.Open(_server.Tenant, reference with { Id = Guid.NewGuid() }, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_people_send_is_kept_whatever_it_is_and_never_as_something_that_runs()
    {
        var received = await _server.Services.GetRequiredService<MediaStore>().Receive(_server.Tenant, new MemoryStream(Samples.Html), "image/png", "photo.png", default);
        var stored = received.ShouldBeOfType<MediaStore.Outcome.Stored>().Media;
        stored.Type.ShouldBe("application/octet-stream");

        var download = await (await _server.Admin()).GetAsync($"/api/media/{stored.Id}/content");
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Fact]
    public async Task A_file_that_a_feature_still_needs_is_not_deleted_and_says_by_what()
    {
        await using var server = await TestServer.Start(replace: services => services.AddSingleton<IMediaHolder, Needy>());
        var admin = await server.Admin();
        var id = IdOf(await Body(await Upload(admin, Samples.Png, "image/png", "logo.png")));
        var answer = await admin.DeleteAsync($"/api/media/{id}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Body(answer)).GetProperty("detail").GetString().ShouldBe("The file is still needed by 3 waiting messages.");
        (await admin.GetFromJsonAsync<JsonElement>($"/api/media/{id}")).GetProperty("uses")[0].GetProperty("count").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task The_sweep_takes_what_nothing_refers_to_and_nothing_else()
    {
        var admin = await _server.AdminOfOtherTenant();
        var kept = await Body(await Upload(admin, Samples.Png, "image/png", "logo.png"));
        var orphan = (await Body(await Upload(admin, Padded(Samples.Jpeg, 777), "image/jpeg", "a.jpg"))).GetProperty("sha256").GetString()!;
        await _server.Execute("DELETE FROM media WHERE sha256 = $1", orphan); // as a crash between the row and its bytes leaves it
        var sweep = new MediaSweepWorker(_server.Db, _server.Services.GetRequiredService<MediaStore>(), _server.Services.GetRequiredService<IMediaBytes>(),
            _server.Services.GetRequiredService<MediaOptions>(), _server.Services.GetRequiredService<Parley.Platform.ParleySettings>(),
            new HandClock(TimeProvider.System.GetUtcNow().AddDays(2)), Microsoft.Extensions.Logging.Abstractions.NullLogger<MediaSweepWorker>.Instance);

        (await sweep.Sweep(default)).ShouldBe(1);
        (await _server.Services.GetRequiredService<IMediaBytes>().Open(orphan, default)).ShouldBeNull();
        (await admin.GetByteArrayAsync($"/api/media/{IdOf(kept)}/content")).ShouldBe(Samples.Png);
        (await sweep.Sweep(default)).ShouldBe(0);
    }

    private string IncomingFolder => _server.Services.GetRequiredService<MediaStore>().IncomingFolder;

    protected static byte[] Padded(byte[] start, int length) => [.. start, .. new byte[length - start.Length]];

    protected static async Task<HttpResponseMessage> Upload(HttpClient client, byte[] content, string type, string name)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(content) { Headers = { ContentType = new(type) } }, "file", name);
        return await client.PostAsync("/api/media", form);
    }

    protected static Task<JsonElement> Body(HttpResponseMessage answer) => answer.Content.ReadFromJsonAsync<JsonElement>();

    protected static string IdOf(JsonElement media) => media.GetProperty("id").GetString()!;

    private static async Task<List<JsonElement>> Items(HttpClient client) => [.. (await client.GetFromJsonAsync<JsonElement>("/api/media")).GetProperty("items").EnumerateArray()];

    private sealed class Needy : IMediaHolder
    {
        public Task<MediaUse?> Use(TenantId tenant, MediaId media, CancellationToken cancellationToken) => Task.FromResult<MediaUse?>(new MediaUse("waiting messages", 3));
    }
}

public sealed class MediaInFilesTests(MediaServer.OfFiles server) : MediaApiTests(server), IClassFixture<MediaServer.OfFiles>;

public sealed class MediaInTheDatabaseTests(MediaServer.OfRows server) : MediaApiTests(server), IClassFixture<MediaServer.OfRows>;

/// <summary>One server for a class; each test takes a tenant of its own.</summary>
public abstract class MediaServer(string store) : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["MEDIA_STORE"] = store, ["MEDIA_MAX_BYTES"] = "300000" });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public sealed class OfFiles() : MediaServer("files");

    public sealed class OfRows() : MediaServer("database");
}
