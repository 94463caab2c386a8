using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform;

/// <summary>A statement that fails, at whichever use, must not be broken for all who use the connection after it.</summary>
public sealed class PreparedStatementTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("SELECT length(v) FROM unnest($1::jsonb[]) AS w(v0), LATERAL (SELECT v0::text) x(v)", "[1]", "\"\\u0000\"", true)]
    [InlineData("WITH a AS (INSERT INTO things (v) SELECT $1 RETURNING v) SELECT length(v) FROM a", "x", "taken", true)]
    [InlineData("SELECT 10 / length($1::text)", "x", "", true)]
    [InlineData("SELECT length(v) FROM unnest($1::jsonb[]) AS w(v0), LATERAL (SELECT v0::text) x(v)", "[1]", "\"\\u0000\"", false)]
    [InlineData("SELECT 10 / length($1::text)", "x", "", false)]
    public async Task A_failure_does_not_break_a_statement(string statement, string good, string bad, bool prepared)
    {
        await using (var login = new NpgsqlConnection(database.Url))
        {
            await login.OpenAsync();
            await using var make = new NpgsqlCommand("DROP TABLE IF EXISTS things; CREATE TABLE things (v text UNIQUE); INSERT INTO things VALUES ('taken'); GRANT ALL ON things TO parley_engine", login);
            await make.ExecuteNonQueryAsync();
        }
        for (var failAt = 0; failAt < 6; failAt++)
        {
            await using var db = new Db(new DbOptions { Url = database.Url, TenantPool = 1, EnginePool = 1 });
            for (var use = 0; use < 8; use++)
            {
                await using var connection = await db.OpenEngine(default);
                await using var transaction = await connection.BeginTransactionAsync();
                await using var command = new NpgsqlCommand(statement, connection);
                var value = use == failAt ? bad : good;
                command.Parameters.Add(new() { Value = statement.Contains("jsonb", StringComparison.Ordinal) ? new[] { value } : value });
                if (use == failAt)
                {
                    await Should.ThrowAsync<PostgresException>(Run);
                    continue;
                }
                (await Run()).ShouldBeOneOf([1, 3, 10]);
                await transaction.RollbackAsync();

                async Task<int> Run()
                {
                    await using var rows = prepared ? await command.QueryPrepared(default) : await command.ExecuteReaderAsync();
                    await rows.ReadAsync();
                    return rows.GetInt32(0);
                }
            }
        }
    }
}
