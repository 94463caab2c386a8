using System.Text.Json;
using Parley.Platform.Data;

namespace Parley.Platform.Jobs;

/// <summary>What a running job knows and may say.</summary>
public sealed class JobContext
{
    private readonly JsonElement _input;
    private readonly Func<CancellationToken, Task<bool>> _passReturn;
    private JobProgress? _progress;

    internal JobContext(JobId id, TenantId tenant, JsonElement input, short attempt, string createdBy, Func<CancellationToken, Task<bool>> passReturn)
    {
        (Id, Tenant, _input, Attempt, CreatedBy, _passReturn) = (id, tenant, input, attempt, createdBy, passReturn);
    }

    public JobId Id { get; }
    public TenantId Tenant { get; }

    /// <summary>1 at first; more after a crash or a lost lease.</summary>
    public short Attempt { get; }

    /// <summary>Who started it, for created_by and the like.</summary>
    public string CreatedBy { get; }

    public T Input<T>() => _input.Deserialize<T>(Json.Options) ?? throw new JsonException("The job's input is null.");

    /// <summary>Says how far it is. Free of cost: the latest word is written at most twice a second, by the worker.</summary>
    public void Report(JobProgress progress) => Volatile.Write(ref _progress, progress);

    /// <summary>From here on the job cannot be cancelled, because half of it would be worse than all of it.</summary>
    /// <exception cref="OperationCanceledException">Somebody was faster and cancelled it.</exception>
    public async Task PassReturn(CancellationToken cancellationToken)
    {
        if (!await _passReturn(cancellationToken)) throw new CancelledException();
    }

    internal sealed class CancelledException() : OperationCanceledException("The job was cancelled before its point of no return.");

    internal JobProgress? Latest => Volatile.Read(ref _progress);
}
