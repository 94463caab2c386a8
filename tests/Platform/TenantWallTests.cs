using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform;

[Trait("Requirement", "IDN-01")]
public sealed class TenantWallTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_query_that_forgets_its_tenant_sees_only_the_tenant_of_the_connection()
    {
        var (here, there) = (await database.NewTenant(), await database.NewTenant());
        await AddContact(here, "+5511987654321");
        await AddContact(there, "+5511987654322");

        await using var connection = await database.Db.OpenTenant(here, default);
        (await Phones(connection)).ShouldBe(["+5511987654321"]);
    }

    [Fact]
    public async Task A_row_of_another_tenant_cannot_be_written()
    {
        var (here, there) = (await database.NewTenant(), await database.NewTenant());
        await using var connection = await database.Db.OpenTenant(here, default);
        await using var insert = Insert(connection, there, "+5511987654399");
        var refused = await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync());
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_connection_of_the_tenant_role_without_a_tenant_sees_nothing()
    {
        await AddContact(await database.NewTenant(), "+5511987654377");
        await using var connection = new NpgsqlConnection(database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using (var role = new NpgsqlCommand("SET ROLE parley_tenant", connection)) await role.ExecuteNonQueryAsync();
        (await Phones(connection)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_role_can_bypass_row_level_security()
    {
        await using var connection = new NpgsqlConnection(database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_roles WHERE rolname IN ('parley_tenant', 'parley_engine') AND NOT rolbypassrls AND NOT rolsuper", connection);
        (await ask.ExecuteScalarAsync()).ShouldBe(2L);
    }

    [Fact]
    public async Task Every_table_that_names_a_tenant_stands_behind_the_wall()
    {
        await using var connection = new NpgsqlConnection(database.Db.Login.ConnectionString);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("""
            SELECT c.relname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            WHERE c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """, connection);
        var open = new List<string>();
        await using var rows = await ask.ExecuteReaderAsync();
        while (await rows.ReadAsync()) open.Add(rows.GetString(0));
        open.ShouldBeEmpty();
    }

    private async Task AddContact(TenantId tenant, string phone)
    {
        await using var connection = await database.Db.OpenTenant(tenant, default);
        await using var insert = Insert(connection, tenant, phone);
        await insert.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Insert(NpgsqlConnection connection, TenantId tenant, string phone)
    {
        var command = new NpgsqlCommand("INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at) VALUES (gen_random_uuid(), $1, $2, now(), now())", connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = phone });
        return command;
    }

    private static async Task<List<string>> Phones(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT phone FROM contacts ORDER BY phone", connection);
        var phones = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) phones.Add(rows.GetString(0));
        return phones;
    }
}
