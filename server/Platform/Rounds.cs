using Parley.Platform.Health;

namespace Parley.Platform;

/// <summary>How a worker works: in rounds, until the process ends. Whatever a round throws, an outage or a bug, is told, and the next round
/// comes all the same: one row that nobody thought of must not end the server.</summary>
internal static class Rounds
{
    /// <param name="rest">Between two rounds: until a bell rings or the time is over.</param>
    /// <param name="heartbeat">Beats in every round.</param>
    public static async Task Run(Func<CancellationToken, Task> round, Func<CancellationToken, Task> rest, Action<Exception> tell, CancellationToken stoppingToken, Heartbeat? heartbeat = null)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            heartbeat?.Beat();
            try
            {
                await round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                tell(problem);
            }
            await rest(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One round at once, and one after each pause.</summary>
    public static Task Every(TimeSpan pause, TimeProvider time, Func<CancellationToken, Task> round, Action<Exception> tell, CancellationToken stoppingToken) =>
        Run(round, token => Task.Delay(pause, time, token), tell, stoppingToken);
}
