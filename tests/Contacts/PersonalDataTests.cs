using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Contacts;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

[Trait("Requirement", "CON-07")]
public sealed class PersonalDataTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Somebody_answers_for_every_table_that_names_a_contact()
    {
        var answered = typeof(IPersonalData).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IPersonalData)))
            .Select(type => (IPersonalData)ActivatorUtilities.CreateInstance(new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider(), type))
            .SelectMany(data => data.Tables).ToHashSet(StringComparer.Ordinal);

        await using var connection = await database.Db.OpenEngine(default);
        await using var command = new NpgsqlCommand("SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'contact_id' ORDER BY 1", connection);
        var unanswered = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            if (!answered.Contains(rows.GetString(0))) unanswered.Add(rows.GetString(0));
        unanswered.ShouldBeEmpty("register an IPersonalData that merges, exports and erases the rows of these tables");
        answered.ShouldContain("messages");
    }
}
