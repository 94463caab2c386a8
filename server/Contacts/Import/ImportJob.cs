using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Contacts.Import.Files;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Contacts.Import;

/// <summary>Runs an import in two passes (docs/decisions/nothing-is-half-imported.md). The first reads the whole file and writes nothing: what is wrong with the file itself
/// is found here, with its row. From then on the import cannot be cancelled. The second parses and writes, batch by batch, parsing the next batches while
/// the last ones are written; after a crash those that were committed are passed over.</summary>
internal sealed class ImportJob(Db db, ImportStore store, ImportOptions options, ErasedNumbers erased, TimeProvider time) : IJobKind
{
    public const string KindName = "contacts_import";

    /// <summary>What the job is given.</summary>
    public sealed record Order(ImportId Import);

    /// <summary>What it answers in the end.</summary>
    public sealed record Result(ImportId Import, long Rows, long Created, long Updated, long Unchanged, long Duplicate, long Blocked, long Rejected);

    public string Name => KindName;
    public bool Restartable => true;

    public async Task<JobOutcome> Run(JobContext job, CancellationToken cancellationToken)
    {
        var import = await Load(job, cancellationToken);
        await using var upload = await store.Restore(job.Tenant, import.Id, cancellationToken);
        var before = await Figures(job, import.Id, cancellationToken);
        if (upload is null) return before.Rows() == import.RowsTotal ? Completed(import.Id, before) : new JobOutcome.Failed("The file is no longer stored. Upload it again.");

        await using var converted = import.Layout.Format == FileFormat.Xlsx ? SpooledFile.Empty(store.Folder) : null;
        if (converted is not null && ConvertSheet(job, upload.Content, import.Layout, converted.Content, cancellationToken) is { } broken) return await Refuse(job, import, broken, cancellationToken);
        var text = converted?.Content ?? upload.Content;

        var (rows, fault) = Check(job, text, import.Layout, cancellationToken);
        if (fault is not null) return await Refuse(job, import, fault, cancellationToken);
        await job.PassReturn(cancellationToken);
        await SetTotal(job.Tenant, import.Id, rows, cancellationToken);

        await Transfer(job, import, text, rows, cancellationToken);
        await DropBytes(job.Tenant, import.Id, cancellationToken);
        return Completed(import.Id, await Figures(job, import.Id, cancellationToken));
    }

    private string? ConvertSheet(JobContext job, Stream package, FileLayout layout, Stream output, CancellationToken cancellationToken)
    {
        job.Report(new JobProgress("unpacking", 0));
        return XlsxGuard.Check(package, options, cancellationToken).Fault ?? XlsxToText.Convert(package, layout.Sheet, output, options, time, cancellationToken);
    }

    private DelimitedReader Reader(Stream text, FileLayout layout)
    {
        text.Position = 0;
        return new DelimitedReader(text, layout.Encoding ?? FileEncoding.Utf8, layout.Delimiter ?? XlsxToText.Delimiter, options.MaxRowChars, options.MaxColumns);
    }

    private (long Rows, string? Fault) Check(JobContext job, Stream text, FileLayout layout, CancellationToken cancellationToken)
    {
        var reader = Reader(text, layout);
        var rows = layout.Header ? -1L : 0;
        while (reader.Read())
        {
            if (reader.IsBlank) continue;
            if (++rows > options.MaxRows) return (rows, XlsxToText.TooManyRows(options));
            if ((rows & 0x3fff) != 0) continue;
            cancellationToken.ThrowIfCancellationRequested();
            job.Report(new JobProgress("checking", reader.BytesRead, text.Length));
        }
        return (rows, reader.Fault ?? (rows <= 0 ? "The file holds no rows besides its header." : null));
    }

    private async Task Transfer(JobContext job, ContactImport import, Stream text, long rows, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(job.Tenant, cancellationToken);
        var pads = await ErasedNumbers.Any(connection, job.Tenant, cancellationToken) ? await erased.GetPads(cancellationToken) : null;
        var settled = await SettledBatches(connection, import.Id, cancellationToken);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(1) { SingleWriter = true });
        var progress = new Progress(job, rows);
        var hands = Enumerable.Range(0, options.Writers).Select(_ => Task.Run(() => WriteAll(import, pads, batches.Reader, progress, either.Token), CancellationToken.None))
            .Append(Task.Run(() => Parse(import, text, settled, batches.Writer, progress, either.Token), CancellationToken.None)).ToList();
        await foreach (var hand in Task.WhenEach(hands).WithCancellation(CancellationToken.None))
            if (!hand.IsCompletedSuccessfully) await either.CancelAsync(); // one that failed stops the others
        await Task.WhenAll(hands);
    }

    private sealed class Progress(JobContext job, long total)
    {
        private long _done;

        public void Add(ImportBatch batch) => job.Report(new JobProgress("writing", Interlocked.Add(ref _done, batch.Rows), total));
    }

    // Batches end at the same rows whenever the file is read, so those that are settled are recognised and passed over; their numbers stay known.
    private async Task Parse(ContactImport import, Stream text, HashSet<long> settled, ChannelWriter<ImportBatch> output, Progress progress, CancellationToken cancellationToken)
    {
        try
        {
            var parser = new RowParser(import.Plan!, import.Preview.Columns.Count);
            var reader = Reader(text, import.Layout);
            var header = import.Layout.Header;
            var batch = new ImportBatch();
            while (reader.Read())
            {
                if (reader.IsBlank) continue;
                if (header)
                {
                    header = false;
                    continue;
                }
                parser.Parse(reader, batch);
                batch.Through = reader.Row;
                if (batch.Rows < options.BatchRows && batch.RejectedChars < 4_000_000) continue;
                if (settled.Contains(batch.Through)) progress.Add(batch);
                else await output.WriteAsync(batch, cancellationToken);
                batch = new ImportBatch();
            }
            if (reader.Fault is not null) throw new InvalidDataException("A file changed between its check and its import.");
            if (batch.Rows > 0 && !settled.Contains(batch.Through)) await output.WriteAsync(batch, cancellationToken);
        }
        finally
        {
            output.TryComplete();
        }
    }

    private async Task WriteAll(ContactImport import, ErasedNumbers.Pads? pads, ChannelReader<ImportBatch> batches, Progress progress, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenTenant(import.TenantId, cancellationToken);
        var writer = new ImportWriter(connection, import, import.Plan!, pads, time);
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            await writer.Write(batch, cancellationToken);
            progress.Add(batch);
        }
    }

    private static async Task<HashSet<long>> SettledBatches(NpgsqlConnection connection, ImportId import, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT through FROM import_batches WHERE import_id = $1", connection);
        command.Parameters.Add(new() { Value = import.Value });
        var settled = new HashSet<long>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) settled.Add(rows.GetInt64(0));
        return settled;
    }

    private async Task<ImportFigures> Figures(JobContext job, ImportId import, CancellationToken cancellationToken) =>
        (await ImportFigures.Read(db, job.Tenant, [import], cancellationToken)).GetValueOrDefault(import) ?? ImportFigures.None;

    private async Task<ContactImport> Load(JobContext job, CancellationToken cancellationToken)
    {
        var id = job.Input<Order>().Import;
        await using var data = new ParleyDb(ParleyDb.ForTenant(db, job.Tenant));
        return await data.Imports.AsNoTracking().SingleAsync(import => import.Id == id && import.TenantId == job.Tenant, cancellationToken);
    }

    private async Task SetTotal(TenantId tenant, ImportId id, long rows, CancellationToken cancellationToken)
    {
        await using var data = new ParleyDb(ParleyDb.ForTenant(db, tenant));
        await data.Imports.Where(import => import.Id == id).ExecuteUpdateAsync(set => set.SetProperty(import => import.RowsTotal, rows), cancellationToken);
    }

    private async Task<JobOutcome> Refuse(JobContext job, ContactImport import, string sentence, CancellationToken cancellationToken)
    {
        await DropBytes(job.Tenant, import.Id, cancellationToken);
        return new JobOutcome.Failed(sentence);
    }

    private static JobOutcome.Completed Completed(ImportId import, ImportFigures figures) =>
        new(new Result(import, figures.Rows(), figures.Created, figures.Updated, figures.Unchanged, figures.Duplicate, figures.Blocked, figures.Rejected));

    private async Task DropBytes(TenantId tenant, ImportId id, CancellationToken cancellationToken)
    {
        await using var data = new ParleyDb(ParleyDb.ForTenant(db, tenant));
        await data.Database.ExecuteSqlAsync($"DELETE FROM import_chunks WHERE import_id = {id.Value} AND tenant_id = {tenant.Value}", cancellationToken);
        // The first rows of a preview are people's data that nobody would think of when one of them asks to be forgotten.
        await data.Database.ExecuteSqlAsync($"UPDATE imports SET preview = jsonb_set(preview, '{{rows}}', '[]') WHERE id = {id.Value} AND tenant_id = {tenant.Value}", cancellationToken);
    }
}
