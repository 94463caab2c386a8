using Parley.Contacts.Import;
using Parley.Platform.Jobs;
using Spectre.Console;

namespace Parley.CommandLine.Campaigns;

/// <summary>Uploads a file of contacts and waits until everybody in it is in the contact book.</summary>
internal static class ImportFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <param name="quiet">Shows nothing: the answer is for a program.</param>
    public static async Task<ImportView> Run(Terminal terminal, ParleyClient client, string file, string? region, bool quiet, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["start"] = "true" };
        if (region is not null) fields["defaultRegion"] = region;
        var import = await client.Upload<ImportView>("api/contacts/imports", file, fields, cancellationToken);
        if (terminal.IsLive && !quiet)
            await terminal.Screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).StartAsync(async context =>
            {
                var bar = context.AddTask(Terminal.Safe("Reading " + Path.GetFileName(file)));
                import = await Follow(terminal, client, import, progress => (bar.MaxValue, bar.Value) = (Math.Max(1, progress.Total ?? 1), progress.Done), cancellationToken);
            });
        else import = await Follow(terminal, client, import, _ => { }, cancellationToken);

        if (import.State != "completed") throw new VerbEnded(ExitStatus.Failed, import.Error ?? $"The import of {file} is {import.State}.");
        var counts = import.Counts;
        if (!quiet) terminal.Line($"{import.Rows ?? 0} rows: {counts.Created} new, {counts.Updated} updated, {counts.Unchanged} known, {counts.Duplicate} twice, {counts.Blocked} blocked, {counts.Rejected} rejected.");
        if (counts.Rejected > 0) terminal.Complain($"{counts.Rejected} rows were rejected: {string.Join(", ", counts.Reasons.OrderByDescending(one => one.Value).Select(one => $"{one.Key} ({one.Value})"))}. They are at {client.Address}api/contacts/imports/{import.Id}/rejects.csv.");
        return import;
    }

    private static async Task<ImportView> Follow(Terminal terminal, ParleyClient client, ImportView import, Action<JobProgress> show, CancellationToken cancellationToken)
    {
        while (import.State is "queued" or "running")
        {
            if (import.Progress is { } progress) show(progress);
            await terminal.Wait(Pause, cancellationToken);
            import = await client.Get<ImportView>($"api/contacts/imports/{import.Id}", cancellationToken);
        }
        return import;
    }
}
