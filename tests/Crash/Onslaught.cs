using System.Diagnostics;
using Parley.Tests.Support;

namespace Parley.Tests.Crash;

/// <summary>Kills a server again and again at moments that nobody chose.</summary>
internal static class Onslaught
{
    /// <summary>After the last kill the server is up for good.</summary>
    /// <param name="server">Runs.</param>
    /// <param name="feed">Brings more work before each kill.</param>
    /// <returns>The longest time from a kill until messages left again.</returns>
    public static async Task<TimeSpan> Run(CrashStage stage, ServerProcess server, int kills, Func<Task> feed)
    {
        var (slowest, killed) = (TimeSpan.Zero, (Stopwatch?)null);
        for (var kill = 1; kill <= kills; kill++)
        {
            await feed();
            if (kill > 1) server.Start();
            // Every fourth one dies on its way up.
            if (kill % 4 == 0)
            {
                await Moment(50, 900);
                killed = null;
            }
            else
            {
                await server.UntilReady();
                // A server that has sent nothing yet is not worth killing.
                var before = (await stage.Phones.Count()).Accepted;
                await Wait.Until(async () => (await stage.Phones.Count()).Accepted >= before + 10, TimeSpan.FromSeconds(60));
                if (killed?.Elapsed > slowest) slowest = killed.Elapsed;
                await Moment(0, 1000);
            }
            await server.Kill();
            killed = Stopwatch.StartNew();
        }
        await server.StartReady();
        return slowest;
    }

    /// <summary>Somewhere in this time, in milliseconds.</summary>
    public static Task Moment(int from, int to) => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(from, to)), TimeProvider.System);
}
