using System.Runtime.CompilerServices;

namespace Parley.Tests.Support;

/// <summary>Waits for what another thread or process does.</summary>
public static class Wait
{
    /// <summary>Looks every 20 ms until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit (20 seconds).</exception>
    public static async Task Until(Func<Task<bool>> holds, TimeSpan? limit = null, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        var (since, most) = (TimeProvider.System.GetTimestamp(), limit ?? TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(since) > most) throw new TimeoutException($"Not within {most.TotalSeconds:0} seconds: {condition}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <inheritdoc cref="Until(Func{Task{bool}}, TimeSpan?, string)"/>
    public static Task Until(Func<bool> holds, TimeSpan? limit = null, [CallerArgumentExpression(nameof(holds))] string condition = "") =>
        Until(() => Task.FromResult(holds()), limit, condition);
}
