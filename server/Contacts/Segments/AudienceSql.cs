using Npgsql;

namespace Parley.Contacts.Segments;

/// <summary>Turns filters into a condition over contacts, with everything that a person wrote as a parameter. For
/// <c>INSERT … SELECT … FROM contacts c WHERE c.tenant_id = … AND …</c>, counts, lists and exports alike.</summary>
public static class AudienceSql
{
    /// <summary>A condition over a table <c>contacts c</c>. It says nothing about tenant, blocklist and consent: the caller adds them
    /// (<see cref="Reachable"/> for whoever sends).</summary>
    /// <param name="parameters">The command's; what the condition needs is appended, and the text names it by position.</param>
    /// <param name="now">What "within 30 days" is counted from.</param>
    public static string Where(SegmentFilter filter, NpgsqlParameterCollection parameters, DateTimeOffset now) => filter switch
    {
        SegmentFilter.And { Parts.Count: 0 } => "TRUE",
        SegmentFilter.And and => "(" + string.Join(" AND ", and.Parts.Select(part => Where(part, parameters, now))) + ")",
        SegmentFilter.Or or => "(" + string.Join(" OR ", or.Parts.Select(part => Where(part, parameters, now))) + ")",
        // What is not known (no such variable, never wrote) is not so: NOT of NULL would be neither.
        SegmentFilter.Not not => "((" + Where(not.Part, parameters, now) + ") IS NOT TRUE)",
        SegmentFilter.Condition condition => Condition(condition, parameters, now),
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "A kind of filter that has no SQL."),
    };

    /// <summary>The same for a text whose parameters are numbered before the command exists: the condition's begin with <paramref name="first"/>.</summary>
    public static (string Sql, IReadOnlyList<NpgsqlParameter> Parameters) Where(SegmentFilter filter, int first, DateTimeOffset now)
    {
        using var scratch = new NpgsqlCommand();
        for (var number = 1; number < first; number++) scratch.Parameters.Add(new NpgsqlParameter());
        var sql = Where(filter, scratch.Parameters, now);
        var own = scratch.Parameters.Skip(first - 1).ToList();
        scratch.Parameters.Clear(); // a parameter belongs to one command at a time
        return (sql, own);
    }

    /// <summary>The part of a condition that keeps out whom nobody may write to: who opted out, who is blocked, whose number is not known.</summary>
    public const string Reachable = "c.phone IS NOT NULL AND c.consent <> 'opted_out' AND NOT " + Blocklist.BlockedSql.Contact;

    private static string Condition(SegmentFilter.Condition condition, NpgsqlParameterCollection parameters, DateTimeOffset now)
    {
        var sql = condition.Operator.Sql;
        if (condition.Value is not null) sql = sql.Replace("{0}", Add(parameters, condition.Value), StringComparison.Ordinal);
        if (condition.Name is not null) sql = sql.Replace("{1}", Add(parameters, condition.Name), StringComparison.Ordinal);
        if (sql.Contains("{now}", StringComparison.Ordinal)) sql = sql.Replace("{now}", Add(parameters, now), StringComparison.Ordinal);
        return sql;
    }

    // The cast says the type where PostgreSQL could not tell it from the surroundings.
    private static string Add(NpgsqlParameterCollection parameters, object value)
    {
        parameters.Add(new NpgsqlParameter { Value = value });
        return "$" + parameters.Count + value switch
        {
            string[] => "::text[]",
            Guid[] => "::uuid[]",
            string => "::text",
            decimal => "::numeric",
            DateTimeOffset => "::timestamptz",
            TimeSpan => "::interval",
            Guid => "::uuid",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A kind of operand that has no type in SQL."),
        };
    }
}
