using System.Reflection;
using System.Text.RegularExpressions;
using Parley.ApiDocument;

namespace Parley.Tests.Architecture;

/// <summary>Which feature may name which. A feature is a folder of server/; a folder in a folder may be one of its own. Platform names none and is named by all.</summary>
internal static partial class FeatureTable
{
    private const string Root = "Parley";

    /// <summary>A feature, and what it may name besides itself and Platform.</summary>
    public static IReadOnlyDictionary<string, string[]> Lines { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        // Who may do what: below everything that has an endpoint.
        ["Identity"] = [],
        ["Jobs"] = ["Identity"],
        ["Media"] = ["Channels", "Identity"],
        // The seam to WhatsApp: knows which sender it speaks for, and nothing of messages, campaigns or people.
        ["Channels"] = ["Senders"],
        // What is said to a gateway, whatever engine is in it; each engine's driver stands beside.
        ["Channels.Gateway"] = ["Channels", "Senders"],
        ["Channels.Baileys"] = ["Channels", "Channels.Gateway"],
        ["Channels.WebJs"] = ["Channels", "Channels.Gateway"],
        // Its own accounts and its own door to the outside, so it has endpoints.
        ["Channels.Cloud"] = ["Channels", "Identity", "Senders"],
        ["Channels.Simulator"] = ["Channels", "Identity", "Senders"],
        ["Contacts"] = ["Identity", "Senders"],
        ["Senders"] = ["Channels", "Contacts", "Identity"],
        // The ledger and the way out of it know each other: the ledger row is the queue entry.
        ["Conversations"] = ["Channels", "Contacts", "Identity", "Media", "Outbox", "Senders"],
        ["Outbox"] = ["Channels", "Contacts", "Conversations", "Identity", "Senders"],
        ["Inbox"] = ["Channels", "Contacts", "Conversations", "Media", "Outbox", "Senders"],
        ["Campaigns"] = ["Channels", "Contacts", "Conversations", "Identity", "Media", "Outbox", "Senders"],
        ["Bulk"] = ["Channels", "Contacts", "Conversations", "Identity", "Media", "Outbox", "Senders"],
        ["Broadcasts"] = ["Channels", "Contacts", "Conversations", "Identity", "Media", "Outbox", "Senders"],
        // Other systems' routes onto the use cases of all of them.
        ["Compat"] = ["Broadcasts", "Bulk", "Campaigns", "Channels", "Contacts", "Conversations", "Identity", "Jobs", "Media", "Outbox", "Senders"],
        // The library of texts; campaigns take copies.
        ["Templates"] = ["Channels", "Conversations", "Identity", "Media", "Outbox"],
        // Looks back at what the others counted.
        ["Analytics"] = ["Channels", "Identity", "Outbox"],
        // Told by all, asked by none.
        ["Realtime"] = ["Broadcasts", "Bulk", "Campaigns", "Channels", "Contacts", "Conversations", "Identity", "Inbox", "Outbox", "Senders"],
        // A client of the API that happens to stand in the same assembly: it takes the requests' records from the features.
        ["CommandLine"] = ["Campaigns", "Channels", "Contacts", "Conversations", "Identity", "Media", "Outbox", "Senders"],
        ["ApiDocument"] = ["Identity"],
        // Files for browsers; they know the features only through the API.
        ["Dashboard"] = [],
    };

    /// <summary>Every name that one feature uses of another, once by pair, with a place where.</summary>
    public static IReadOnlyDictionary<(string From, string To), string> Found { get; } = Find();

    /// <summary>Names that the table does not allow, in words.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string[]> table) =>
        [.. Found.Where(found => found.Key.To != "Platform" && !(table.TryGetValue(found.Key.From, out var may) && may.Contains(found.Key.To, StringComparer.Ordinal)))
            .Select(found => $"{found.Key.From} names {found.Key.To} ({found.Value})").Order(StringComparer.Ordinal)];

    /// <summary>The feature of a namespace such as <c>Parley.Channels.Simulator.Wire</c>; null outside of every feature.</summary>
    public static string? FeatureOf(string? name)
    {
        if (name is null || !name.StartsWith(Root + ".", StringComparison.Ordinal)) return null;
        for (var rest = name[(Root.Length + 1)..]; ; rest = rest[..rest.LastIndexOf('.')])
            if (Lines.ContainsKey(rest) || !rest.Contains('.', StringComparison.Ordinal)) return rest;
    }

    private static Dictionary<(string From, string To), string> Find()
    {
        var found = new Dictionary<(string From, string To), string>();
        foreach (var file in Sources.Under("server", ".cs"))
            foreach (Match used in Qualified().Matches(Sources.Code(file.Text)))
                Add(found, FeatureOf(file.Folder.Replace("server", Root, StringComparison.Ordinal).Replace('/', '.')), FeatureOf(used.Value), file.Path);
        // What stands in the same assembly can also be named without a using.
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (var type in typeof(ParleyServer).Assembly.GetTypes().Where(type => FeatureOf(type.Namespace) is not null))
            foreach (var method in type.GetMembers(All).OfType<MethodBase>())
                foreach (var used in CodeReader.Names(method))
                    Add(found, FeatureOf(type.Namespace), FeatureOf((used as Type ?? used.DeclaringType)?.Namespace), type.FullName!);
        return found;
    }

    private static void Add(Dictionary<(string From, string To), string> found, string? from, string? to, string where)
    {
        if (from is not null && to is not null && from != to) found.TryAdd((from, to), where);
    }

    [GeneratedRegex(@"\bParley(\.[A-Z]\w*)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();
}
