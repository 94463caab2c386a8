using Npgsql;
using Parley.Contacts.Numbers;
using Parley.Contacts.Segments;
using Parley.Platform.Data;

namespace Parley.Contacts;

/// <summary>How a search finds those who have a word or a tag.</summary>
internal enum SearchBy
{
    /// <summary>Looks at each row on its way: right for the first few thousand rows of a list, and for frequent words.</summary>
    Walk,

    /// <summary>Rare words and tags are looked up, frequent ones met on the way: right for whoever works through all of them.</summary>
    WalkUnlessRare,

    /// <summary>Looks all of them up: right for one page when they are none of the next few thousand rows.</summary>
    Index,
}

/// <summary>The condition for a search: filter and words. One for lists, exports and changes of many.</summary>
internal static class ContactSearch
{
    // So many ids are handed over and back; of more, the database keeps the list to itself.
    private const int Rare = 5000;

    /// <summary>A condition over <c>contacts c</c> whose parameters are appended; tenant included, as $1 when the command had none.</summary>
    /// <param name="criteria">Its words and tags, which may be looked up.</param>
    /// <param name="filter">All of the criteria but the words (<see cref="ContactCriteria.Resolve"/>).</param>
    public static async Task<string> Where(NpgsqlConnection connection, NpgsqlParameterCollection parameters, TenantId tenant, string? region, ContactCriteria criteria, SegmentFilter filter, SearchBy by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        parameters.Add(new() { Value = tenant.Value });
        var where = $"c.tenant_id = ${parameters.Count} AND {AudienceSql.Where(filter, parameters, now)}";
        // The filter asks for the tags as well; the index only narrows down where.
        if (criteria.Tags is { Count: > 0 } tags) where += await LookUp("contacts_tagged", tags.ToArray(), connection, parameters, by, cancellationToken);
        if (criteria.Q is not { } q || string.IsNullOrWhiteSpace(q)) return where;
        if (Digits(q) is { } digits) return where + " AND (" + string.Join(" OR ", Starts(digits, q.TrimStart().StartsWith('+'), region).Select(start => PhoneRange(parameters, start))) + ")";

        var words = WordsOf(q);
        if (words.Length == 0) return where + " AND FALSE";
        if (await LookUp("contacts_named", words, connection, parameters, by, cancellationToken) is { Length: > 0 } named) return where + named;
        parameters.Add(new() { Value = words });
        return where + $" AND to_tsvector('simple', c.name_search) @@ (SELECT named_query(${parameters.Count}))";
    }

    /// <summary>Whether there is anything in the criteria that has an index of its own beside the list's order.</summary>
    public static bool HasIndex(ContactCriteria criteria) => criteria.Tags is { Count: > 0 } || (!string.IsNullOrWhiteSpace(criteria.Q) && Digits(criteria.Q) is null);

    private static string PhoneRange(NpgsqlParameterCollection parameters, string start)
    {
        parameters.Add(new() { Value = start });
        return $"(c.phone >= ${parameters.Count} AND c.phone < ${parameters.Count} || ':')";
    }

    // The digits, when the search is for a number: three or more (one after a plus) and nothing else but what people write between them.
    private static string? Digits(string q)
    {
        Span<char> digits = stackalloc char[ContactCriteria.MaxQ];
        var count = 0;
        foreach (var sign in q.AsSpan().Trim())
        {
            if (char.IsAsciiDigit(sign)) digits[count++] = sign;
            else if (sign is not ('+' or ' ' or '-' or '(' or ')' or '.')) return null;
        }
        return count >= (q.TrimStart().StartsWith('+') ? 1 : 3) ? digits[..count].ToString() : null;
    }

    private static IEnumerable<string> Starts(string digits, bool international, string? region)
    {
        yield return "+" + digits;
        if (!international && NumberingPlans.World.OfRegion(region) is { } plan) yield return "+" + plan.CallingCode + digits;
    }

    private static string[] WordsOf(string q)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= q.Length; i++)
        {
            var inWord = i < q.Length && (char.IsLetterOrDigit(q[i]) || char.IsSurrogate(q[i]) || char.GetUnicodeCategory(q[i]) == System.Globalization.UnicodeCategory.NonSpacingMark);
            if (inWord && start < 0) start = i;
            if (inWord || start < 0) continue;
            words.Add(q[start..i]);
            start = -1;
        }
        return [.. words.Take(10)];
    }

    // A door to an index as a condition; nothing when it is not to be used.
    private static async Task<string> LookUp(string door, string[] words, NpgsqlConnection connection, NpgsqlParameterCollection parameters, SearchBy by, CancellationToken cancellationToken)
    {
        if (by == SearchBy.Walk) return "";
        var found = await Behind(door, words, connection, cancellationToken);
        if (found.Length <= Rare)
        {
            parameters.Add(new() { Value = found });
            return $" AND c.id = ANY (${parameters.Count})";
        }
        if (by == SearchBy.WalkUnlessRare) return "";
        parameters.Add(new() { Value = words });
        return $" AND c.id IN (SELECT id FROM {door}(${parameters.Count}, NULL) AS id)";
    }

    private static async Task<Guid[]> Behind(string door, string[] words, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT array_agg(id) FROM {door}($1, $2) AS id", connection);
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = Rare + 1 });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid[] ?? [];
    }
}
