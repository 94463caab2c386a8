using Parley.Platform.Http;
using Parley.Senders;

namespace Parley.CommandLine.Senders;

/// <summary>Finds senders as people name them.</summary>
internal static class NamedSender
{
    /// <summary>All of the tenant's, oldest first.</summary>
    public static async Task<List<SenderView>> All(ParleyClient client, CancellationToken cancellationToken)
    {
        var (all, cursor) = (new List<SenderView>(), (string?)null);
        do
        {
            var page = await client.Get<Page<SenderView>>($"api/senders?limit={PageRequest.MaxSize}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"), cancellationToken);
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        } while (cursor is not null);
        return all;
    }

    /// <summary>By id, name or number.</summary>
    /// <exception cref="VerbEnded">There is none; the sentence lists those that are there.</exception>
    public static async Task<SenderView> Find(ParleyClient client, string word, CancellationToken cancellationToken)
    {
        var all = await All(client, cancellationToken);
        return Find(all, word);
    }

    /// <inheritdoc cref="Find(ParleyClient, string, CancellationToken)"/>
    public static SenderView Find(IReadOnlyList<SenderView> all, string word) =>
        all.FirstOrDefault(sender => sender.Id.ToString() == word || sender.PhoneNumber == word || string.Equals(sender.Name, word, StringComparison.OrdinalIgnoreCase))
        ?? throw new VerbEnded(ExitStatus.Failed, all.Count == 0
            ? "There are no senders yet. Add one with ./parley senders add NAME --phone NUMBER."
            : $"There is no sender {word}. There are: {string.Join(", ", all.Take(20).Select(sender => sender.Name))}{(all.Count > 20 ? ", …" : "")}.");
}
