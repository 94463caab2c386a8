using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Contacts;
using Parley.Contacts.Import;
using Parley.Platform.Jobs;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Contacts.Import.ImportCalls;

namespace Parley.Tests.Contacts.Import;

/// <summary>Imports that are interrupted, run twice, or refused. The server has the web role only: the tests run the job themselves.</summary>
[Trait("Requirement", "CON-02")]
public sealed class ImportSurvivalTests : IAsyncLifetime
{
    private const int Rows = 4_000;

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ROLES"] = "web", ["IMPORT_MAX_BYTES"] = "200000" });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_import_that_was_killed_between_batches_goes_on_and_its_figures_are_exact()
    {
        var import = await Uploaded();
        using var kill = new CancellationTokenSource();
        var killed = Job().Run(Context(import, () => true), kill.Token);
        await Wait.Until(async () => await Batches(import) is > 5);
        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => killed);
        (await Batches(import)).ShouldBeLessThan(Rows / 100);

        (await Job().Run(Context(import, () => true), default)).ShouldBeOfType<JobOutcome.Completed>().Result.ShouldBe(Expected(import));
        await ShouldBeWhole(import);
    }

    [Fact]
    public async Task Two_workers_that_both_think_the_import_is_theirs_write_it_once()
    {
        var import = await Uploaded();
        var ends = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Job().Run(Context(import, () => true), default)));
        foreach (var end in ends) end.ShouldBeOfType<JobOutcome.Completed>().Result.ShouldBe(Expected(import));
        await ShouldBeWhole(import);
    }

    [Fact]
    public async Task An_import_that_was_cancelled_while_it_was_checked_writes_nothing()
    {
        var import = await Uploaded();
        await Should.ThrowAsync<OperationCanceledException>(() => Job().Run(Context(import, () => false), default));
        (await _server.CountContacts(_server.Tenant)).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_a_413()
    {
        var admin = await _server.Admin();
        var answer = await admin.PostAsync("/api/contacts/imports", Form("phone\n" + new string('x', 200_000)));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Uploads_that_nobody_starts_are_swept_away_with_their_bytes()
    {
        await Uploaded();
        await _server.Execute("UPDATE imports SET job_id = NULL, created_at = created_at - interval '4 days'");
        await new ImportSweepWorker(_server.Db, new ImportOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ImportSweepWorker>.Instance).Sweep(default);
        (await _server.Scalar("SELECT count(*) FROM import_chunks")).ShouldBe(0L);
    }

    // 4,000 rows of which each tenth is a duplicate and each hundredth is no number.
    private async Task<ImportId> Uploaded()
    {
        var text = new StringBuilder("phone,name\n");
        for (var i = 0; i < Rows; i++) text.Append(i % 100 == 99 ? "12" : People.Number(i % 10 == 9 ? i - 1 : i).ToString()).Append(",Somebody ").Append(i).Append('\n');
        var answer = await (await _server.Admin()).PostAsync("/api/contacts/imports", Form(text.ToString(), ("start", "true")));
        return ImportId.Of((await answer.Json()).GetProperty("id").GetGuid());
    }

    private static ImportJob.Result Expected(ImportId import) => new(import, Rows, Rows - 400, 0, 0, 360, 0, 40);

    private async Task ShouldBeWhole(ImportId import)
    {
        (await _server.CountContacts(_server.Tenant)).ShouldBe(Rows - 400);
        var rejects = await (await _server.Admin()).GetStringAsync($"/api/contacts/imports/{import}/rejects.csv");
        rejects.TrimEnd().Split("\r\n").Skip(1).Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(0, 40).Select(i => i * 100 + 101));
    }

    private async Task<long> Batches(ImportId import) => (long)(await _server.Scalar("SELECT count(*) FROM import_batches WHERE import_id = $1", import.Value))!;

    private ImportJob Job() => new(_server.Db, _server.Services.GetRequiredService<ImportStore>(), new ImportOptions { BatchRows = 100 },
        _server.Services.GetRequiredService<ErasedNumbers>(), TimeProvider.System);

    private JobContext Context(ImportId import, Func<bool> passReturn) => new(JobId.Of(Guid.NewGuid()), _server.Tenant,
        JsonSerializer.SerializeToElement(new ImportJob.Order(import), Parley.Platform.Json.Options), 1, "test", _ => Task.FromResult(passReturn()));
}
