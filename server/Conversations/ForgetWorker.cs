using Parley.Platform;
using Parley.Platform.Data;

namespace Parley.Conversations;

/// <summary>Every hour: forgets idempotency keys that are older than a day. Any number of nodes may do it.</summary>
internal sealed partial class ForgetWorker(Db db, TimeProvider time, ILogger<ForgetWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.Every(TimeSpan.FromHours(1), time, token => IdempotencyKeys.Forget(db, time.GetUtcNow(), token), problem => Interrupted(logger, problem), stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency keys could not be forgotten; the next try is in an hour")]
    private static partial void Interrupted(ILogger logger, Exception problem);
}
