using Npgsql;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Data;

/// <summary>A database that the server cannot work with is told in a sentence at its start.</summary>
[Trait("Requirement", "OPS-01")]
public sealed class PrepareDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_database_that_is_not_there_and_a_login_that_is_refused_are_told_by_the_variables_name()
    {
        (await Refused(login => login.Database = "nothing_here")).ShouldContain("nothing_here");
        (await Refused(login => (login.Username, login.Password) = ("nobody_here", "hush hush"))).ShouldSatisfyAllConditions(
            sentence => sentence.ShouldContain("nobody_here"),
            sentence => sentence.ShouldNotContain("hush"));
    }

    [Fact]
    public async Task A_login_that_may_not_make_roles_is_told_what_it_needs()
    {
        var name = "plain_" + Guid.NewGuid().ToString("N");
        await Execute($"CREATE ROLE {name} LOGIN");
        await Execute($"GRANT {name} TO CURRENT_USER");
        await Execute($"CREATE DATABASE {name} OWNER {name}");
        try
        {
            (await Refused(login => (login.Username, login.Database) = (name, name))).ShouldContain("CREATEROLE");
        }
        finally
        {
            await Execute($"DROP DATABASE {name}");
            await Execute($"DROP ROLE {name}");
        }
    }

    [Fact]
    [Trait("Requirement", "OPS-04")]
    public async Task A_database_of_a_newer_version_is_not_started_on()
    {
        await Execute("INSERT INTO schema_migrations (name, digest) VALUES ('9999_later.sql', 'later')");
        try
        {
            (await Refused(_ => { })).ShouldSatisfyAllConditions(sentence => sentence.ShouldContain("9999_later.sql"), sentence => sentence.ShouldContain("newer"));
        }
        finally
        {
            await Execute("DELETE FROM schema_migrations WHERE name = '9999_later.sql'");
        }
    }

    /// <summary>The sentence with which a server does not start.</summary>
    private async Task<string> Refused(Action<NpgsqlConnectionStringBuilder> turn)
    {
        var login = DatabaseUrl.Parse(database.Url);
        turn(login);
        var refused = await Should.ThrowAsync<FormatException>(() => TestServer.Start(new Dictionary<string, string?> { ["DATABASE_URL"] = login.ConnectionString }, database));
        refused.Message.ShouldContain("DATABASE_URL");
        return refused.Message;
    }

    private async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(DatabaseUrl.Parse(database.Url).ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
