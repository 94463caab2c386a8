using System.Text.Json;
using Parley.Contacts.Import;
using Parley.Platform;
using Parley.Platform.Cluster;
using Parley.Platform.Data;
using Parley.Platform.Jobs;

namespace Parley.Realtime.Sources;

/// <summary>Jobs ring with their progress, twice a second at most; those that are imports are told to whoever is shown something here.</summary>
internal sealed class ImportEvents : IHostedService
{
    private readonly Watchers _here;

    public ImportEvents(Watchers here, Notifications bell)
    {
        _here = here;
        bell.Listen("job", Hear); // bells are hung up before the start
    }

    private sealed record Rung(JobId Id, [property: System.Text.Json.Serialization.JsonPropertyName("tenant_id")] TenantId Tenant, string Kind, string State);

    private void Hear(string rung)
    {
        if (rung.Length == 0 || _here.Tenants.Count == 0) return;
        if (JsonSerializer.Deserialize<Rung>(rung, Json.Options) is { Kind: ImportJob.KindName } job)
            _here.Deliver(RealtimeEvent.ImportProgress(job.Tenant, new(job.Id.Value, job.State)));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
