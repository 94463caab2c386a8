using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Parley.Contacts;
using Parley.Contacts.Segments;
using Parley.Conversations;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Campaigns;

/// <summary>Which recipients: for the table and for its export. All that is given must hold.</summary>
internal sealed class RecipientFilter
{
    /// <summary>A search that finds as many people at most is answered through them; one that finds more walks along the campaign.</summary>
    private const int FewPeople = 1000;

    private const int LongestSearch = 100;

    /// <summary>States that always come with a reason, so that the index over those is enough.</summary>
    private static readonly string[] Explained = ["failed", "suppressed", "expired", "unknown"];

    private readonly List<NpgsqlParameter> _parameters = [];
    private string _narrow = "";
    private string _filters = "";

    /// <summary>Everybody.</summary>
    public bool IsEmpty => _narrow.Length == 0 && _filters.Length == 0;

    /// <summary>The statement with the conditions put in, and their parameters behind its own three.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection, string statement, CampaignId campaign, Guid after, int look)
    {
        var command = new NpgsqlCommand(statement.Replace("/*narrow*/", _narrow, StringComparison.Ordinal).Replace("/*filters*/", _filters, StringComparison.Ordinal), connection);
        command.Parameters.Add(new() { Value = campaign.Value });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = look });
        foreach (var parameter in _parameters) command.Parameters.Add(parameter.Clone());
        return command;
    }

    /// <param name="connection">Of the tenant.</param>
    public static async Task<(RecipientFilter? Filter, ProblemHttpResult? Problem)> Read(NpgsqlConnection connection, TenantId tenant, string? region, ListRecipients.Query query, IReadOnlyList<Variant> variants, MissingReceipts receipts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (query.State is { } state && !Words<MessageState>.TryParse(state, out _)) return Wrong("state", $"state is one of: {string.Join(", ", Enum.GetValues<MessageState>().Where(s => s != MessageState.Received).Select(Words<MessageState>.Of))}.");
        var variant = query.Variant is null ? -1 : variants.ToList().FindIndex(v => string.Equals(v.Name, query.Variant, StringComparison.OrdinalIgnoreCase));
        if (query.Variant is not null && variant < 0) return Wrong("variant", $"The campaign has the variants {string.Join(", ", variants.Select(v => v.Name))}.");
        if (query.Search?.Length > LongestSearch) return Wrong("search", $"search has at most {LongestSearch} characters.");

        var filter = new RecipientFilter();
        if (query.State is not null) filter.Add("m.state", query.State, Explained.Contains(query.State, StringComparer.Ordinal));
        if (query.Reason is not null) filter.Add("m.reason", query.Reason, true);
        if (variant >= 0) filter.Add("m.variant", (short)variant);
        if (query.Sender is { } sender) filter.Add("m.sender_id", sender.Value);
        if (query.NoReceipt is { } missing) filter.Add(receipts.Search(missing, filter._parameters.Count + 4, now));
        if (!string.IsNullOrWhiteSpace(query.Search)) await filter.Search(connection, tenant, region, query.Search, now, cancellationToken);
        return (filter, null);
    }

    private static (RecipientFilter?, ProblemHttpResult?) Wrong(string field, string sentence) => (null, Problems.Validation.Field(field, sentence));

    private void Add(string column, object value, bool hasReason = false)
    {
        _parameters.Add(new() { Value = value });
        _filters += $" AND {column} = ${_parameters.Count + 3}";
        if (hasReason && _narrow.Length == 0) _narrow = " AND m.reason IS NOT NULL";
    }

    private void Add((string Condition, object[] Values) search)
    {
        foreach (var value in search.Values) _parameters.Add(new() { Value = value });
        _filters += " AND " + search.Condition;
    }

    // The same search as in the list of contacts: the beginnings of words of a name, or of a number.
    private async Task Search(NpgsqlConnection connection, TenantId tenant, string? region, string search, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var few = new NpgsqlCommand { Connection = connection };
        var where = await ContactSearch.Where(connection, few.Parameters, tenant, region, new ContactCriteria(search), SegmentFilter.Everybody, SearchBy.WalkUnlessRare, now, cancellationToken);
        few.CommandText = $"SELECT c.id FROM contacts c WHERE {where} LIMIT {FewPeople + 1}";
        var people = new List<Guid>();
        await using (var rows = await few.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) people.Add(rows.GetGuid(0));
        if (people.Count <= FewPeople)
        {
            _parameters.Add(new() { Value = people.ToArray() });
            _narrow += $" AND m.contact_id = ANY(${_parameters.Count + 3})";
            return;
        }
        using var scratch = new NpgsqlCommand();
        for (var n = 0; n < _parameters.Count + 3; n++) scratch.Parameters.Add(new NpgsqlParameter());
        _filters += " AND " + await ContactSearch.Where(connection, scratch.Parameters, tenant, region, new ContactCriteria(search), SegmentFilter.Everybody, SearchBy.WalkUnlessRare, now, cancellationToken);
        _parameters.AddRange(scratch.Parameters.Skip(_parameters.Count + 3).Select(parameter => parameter.Clone()).ToList());
    }
}
