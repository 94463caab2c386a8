using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using Parley.Contacts.Segments;
using Parley.Identity;
using Parley.Platform.Data;
using Parley.Platform.Http;

namespace Parley.Contacts;

public static class ListContacts
{
    /// <summary>Column that a list is in the order of; the id breaks ties.</summary>
    private sealed record Order(string Column, bool Descending)
    {
        public static Order? Read(string? sort) => (sort ?? "-created") switch
        {
            "created" => new("c.id", false),
            "-created" => new("c.id", true),
            "name" => new("c.name_search", false),
            "-name" => new("c.name_search", true),
            "phone" => new("c.phone", false),
            "-phone" => new("c.phone", true),
            _ => null,
        };

        public string Sql => $"ORDER BY {Column} {(Descending ? "DESC" : "")}{(Column == "c.id" ? "" : $", c.id {(Descending ? "DESC" : "")}")}";
    }

    /// <summary>Contacts, page by page.</summary>
    /// <param name="q">Beginnings of words of a name, or of a number.</param>
    /// <param name="tag">Any of these tags.</param>
    /// <param name="consent"><c>unknown</c>, <c>opted_in</c> or <c>opted_out</c>.</param>
    /// <param name="segment">A segment's id.</param>
    /// <param name="blocked">On the blocklist, or not.</param>
    /// <param name="sort"><c>created</c>, <c>name</c> or <c>phone</c>, with a minus in front for the other way round; <c>-created</c> when left out. By phone, only contacts that have one.</param>
    /// <param name="total">Whether to count them all; slower with a million.</param>
    public static async Task<Results<Ok<Page<ContactView>>, ProblemHttpResult>> Handle(int? limit, string? cursor, string? q, [FromQuery] string[]? tag, string? consent, SegmentId? segment, bool? blocked, string? sort, bool? total,
        Caller caller, ParleyDb data, Db db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!PageRequest.TryRead(limit, cursor, out var page, out var problem)) return problem!;
        if (Order.Read(sort) is not { } order) return Problems.Validation.Field("sort", "sort must be created, name or phone, with or without a minus in front.");
        var criteria = new ContactCriteria(q, tag, consent, segment, Blocked: blocked);
        var (filter, wrong) = await criteria.Resolve(data, caller.Tenant, cancellationToken);
        if (wrong is not null) return wrong;

        var region = await ContactFields.Region(null, db, caller.Tenant, cancellationToken);
        await using var connection = await db.OpenTenant(caller.Tenant, cancellationToken);
        Guid? last = null;
        string? key = null;
        if (page.After is not null)
        {
            if (!Guid.TryParse(page.After, out var id) || await KeyOf(connection, caller.Tenant, order, id, cancellationToken) is not { } found)
                return Problems.Validation.Field("cursor", "The contact that the last page ended with is gone; begin again.");
            (last, key) = (id, found);
        }

        var now = time.GetUtcNow();
        var search = new Search(caller.Tenant, region, criteria, filter, order, last, key, page.Size + 1, now);
        // What is frequent stands among the next rows already; only when it does not, an index is asked.
        var items = ContactSearch.HasIndex(criteria) ? await search.Page(connection, SearchBy.Walk, cancellationToken) : [];
        if (items.Count <= page.Size) items = await search.Page(connection, SearchBy.Index, cancellationToken);
        var count = total == true ? await search.Count(connection, cancellationToken) : (long?)null;
        return TypedResults.Ok(page.Cut(items, contact => contact.Id.ToString(), count));
    }

    private sealed record Search(TenantId Tenant, string? Region, ContactCriteria Criteria, SegmentFilter Filter, Order Order, Guid? Last, string? Key, int Size, DateTimeOffset Now)
    {
        // Of a million, whatever is more frequent than one in two hundred fills a page from so many rows, and what is not is rare enough for the index (see ContactSearch).
        private const int Window = 10_000;

        public async Task<List<ContactView>> Page(NpgsqlConnection connection, SearchBy by, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand { Connection = connection };
            var where = await Where(connection, command, by, cancellationToken);
            var after = After(command.Parameters);
            command.CommandText = by == SearchBy.Walk
                ? $"SELECT {ContactView.Columns} FROM (SELECT * FROM contacts c WHERE c.tenant_id = $1{after} {Order.Sql} LIMIT {Window}) AS c WHERE {where} {Order.Sql} LIMIT {Size}"
                : $"SELECT {ContactView.Columns} FROM contacts c WHERE {where}{after} {Order.Sql} LIMIT {Size}";
            var items = new List<ContactView>();
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) items.Add(ContactView.Read(rows));
            return items;
        }

        public async Task<long> Count(NpgsqlConnection connection, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand { Connection = connection };
            command.CommandText = $"SELECT count(*) FROM contacts c WHERE {await Where(connection, command, SearchBy.Index, cancellationToken)}{(Order.Column == "c.phone" ? " AND c.phone IS NOT NULL" : "")}";
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        private Task<string> Where(NpgsqlConnection connection, NpgsqlCommand command, SearchBy by, CancellationToken cancellationToken) =>
            ContactSearch.Where(connection, command.Parameters, Tenant, Region, Criteria, Filter, by, Now, cancellationToken);

        // Where the last page ended: the order's column, then the id.
        private string After(NpgsqlParameterCollection parameters)
        {
            var sql = Order.Column == "c.phone" ? " AND c.phone IS NOT NULL" : "";
            if (Last is not { } last) return sql;
            var beyond = Order.Descending ? "<" : ">";
            parameters.Add(new() { Value = last });
            if (Order.Column == "c.id") return $"{sql} AND c.id {beyond} ${parameters.Count}";
            parameters.Add(new() { Value = Key });
            return $"{sql} AND ({Order.Column}, c.id) {beyond} (${parameters.Count}, ${parameters.Count - 1})";
        }
    }

    // Names are longer than a cursor should be, so it is the last contact's id, and its key is looked up. For the order by id there is nothing to look up.
    private static async Task<string?> KeyOf(NpgsqlConnection connection, TenantId tenant, Order order, Guid last, CancellationToken cancellationToken)
    {
        if (order.Column == "c.id") return "";
        await using var command = new NpgsqlCommand($"SELECT {order.Column} FROM contacts c WHERE c.id = $1 AND c.tenant_id = $2", connection);
        command.Parameters.Add(new() { Value = last });
        command.Parameters.Add(new() { Value = tenant.Value });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
