using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

/// <summary>Looks for somebody in every column of every table.</summary>
internal static class Traces
{
    /// <summary>The tables of the tenant in which one of the words stands.</summary>
    /// <param name="but">Tables that are not looked into.</param>
    public static async Task<List<string>> Find(this TestServer server, TenantId tenant, string[] words, params string[] but)
    {
        await using var connection = await server.Db.OpenEngine(default);
        var tables = new List<string>();
        // Sums of batches hold several tenants in one row and nothing of people.
        await using (var list = new NpgsqlCommand("SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id' AND table_name <> 'tally_batches'", connection))
        await using (var rows = await list.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        tables.ShouldContain("messages");
        var found = new List<string>();
        foreach (var table in tables.Except(but))
            foreach (var word in words)
            {
                await using var ask = new NpgsqlCommand($"SELECT count(*) FROM {table} t WHERE tenant_id = $1 AND position($2 IN t::text) > 0", connection);
                ask.Parameters.Add(new() { Value = tenant.Value });
                ask.Parameters.Add(new() { Value = word.TrimStart('+') });
                if ((long)(await ask.ExecuteScalarAsync())! > 0) found.Add($"{word} in {table}");
            }
        return found;
    }
}
