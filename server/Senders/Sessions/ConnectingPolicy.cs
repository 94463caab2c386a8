namespace Parley.Senders;

/// <summary>Who may begin to connect, where a driver lets only so many do so at the same time. A session counts from its start until it is connected, shows a QR, or failed;
/// one that hangs holds its place no longer than <see cref="SendersOptions.BootPatience"/>.</summary>
internal static class ConnectingPolicy
{
    /// <param name="due">In the order in which they are to come.</param>
    /// <param name="most">Of a driver at the same time; null is no limit.</param>
    /// <param name="connecting">How many do already, by driver.</param>
    public static List<T> Admit<T>(IEnumerable<T> due, Func<T, string> driverOf, Func<string, int?> most, IReadOnlyDictionary<string, int> connecting)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var admitted = new List<T>();
        foreach (var one in due)
        {
            var driver = driverOf(one);
            if (!places.TryGetValue(driver, out var left)) left = most(driver) is { } limit ? limit - connecting.GetValueOrDefault(driver) : int.MaxValue;
            if (left > 0) admitted.Add(one);
            places[driver] = left - 1;
        }
        return admitted;
    }
}
