using System.Text.Json;
using Npgsql;
using Parley.Contacts;
using Parley.Contacts.Segments;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts.Segments;

[Trait("Requirement", "CON-06")]
public sealed class AudienceSqlTests(AudienceSqlTests.Town town) : IClassFixture<AudienceSqlTests.Town>
{
    private const string Campaign = "11111111-1111-1111-1111-111111111111";
    private const string File = "22222222-2222-2222-2222-222222222222";
    private const string OtherFile = "33333333-3333-3333-3333-333333333333";

    /// <summary>Field, operator, value or values as JSON, and who is meant.</summary>
    public static TheoryData<string, string, string?, string> Questions { get; } = new()
    {
        { "name", "equals", "\"ana souza\"", "Ana" },
        { "name", "contains", "\"SILVA\"", "Joao" },
        { "name", "starts_with", "\"joão\"", "Joao" },
        { "name", "exists", null, "Ana Joao Lee" },
        { "name", "missing", null, "Nameless" },
        { "phone", "equals", "\"+5511987654321\"", "Ana" },
        { "phone", "starts_with", "\"+5511\"", "Ana Joao" },
        { "phone", "country", "[\"BR\"]", "Ana Joao" },
        { "phone", "country", "[\"br\", \"GB\"]", "Ana Joao Lee" },
        { "phone", "exists", null, "Ana Joao Lee" },
        { "phone", "missing", null, "Nameless" },
        { "language", "any", "[\"pt\"]", "Ana Joao" },
        { "language", "any", "[\"PT-br\"]", "Ana" },
        { "language", "exists", null, "Ana Joao Lee" },
        { "language", "missing", null, "Nameless" },
        { "timeZone", "any", "[\"America/Sao_Paulo\"]", "Ana" },
        { "timeZone", "exists", null, "Ana" },
        { "timeZone", "missing", null, "Joao Lee Nameless" },
        { "consent", "any", "[\"opted_in\", \"opted_out\"]", "Ana Lee" },
        { "tags", "any", "[\"vip\", \"new\"]", "Ana Joao" },
        { "tags", "all", "[\"vip\", \"2025\"]", "Ana" },
        { "tags", "none", "[\"vip\"]", "Joao Lee Nameless" },
        { "created", "after", "\"2026-02-01\"", "Lee Nameless" },
        { "created", "before", "\"2026-02-01T00:00:00Z\"", "Ana Joao" },
        { "created", "within_days", "30", "Lee Nameless" },
        { "created", "not_within_days", "30", "Ana Joao" },
        { "created", "exists", null, "Ana Joao Lee Nameless" },
        { "created", "missing", null, "" },
        { "lastInbound", "after", "\"2026-02-20\"", "Lee" },
        { "lastInbound", "before", "\"2026-02-20\"", "Ana" },
        { "lastInbound", "within_days", "10", "Lee" },
        { "lastInbound", "not_within_days", "10", "Ana Joao Nameless" },
        { "lastInbound", "exists", null, "Ana Lee" },
        { "lastInbound", "missing", null, "Joao Nameless" },
        { "lastOutbound", "after", "\"2026-02-20\"", "Joao" },
        { "lastOutbound", "before", "\"2026-02-20\"", "Ana" },
        { "lastOutbound", "within_days", "10", "Joao" },
        { "lastOutbound", "not_within_days", "10", "Ana Lee Nameless" },
        { "lastOutbound", "exists", null, "Ana Joao" },
        { "lastOutbound", "missing", null, "Lee Nameless" },
        { "campaign", "received", $"\"{Campaign}\"", "Ana Joao" },
        { "campaign", "not_received", $"\"{Campaign}\"", "Lee Nameless" },
        { "campaign", "read", $"\"{Campaign}\"", "Ana" },
        { "campaign", "not_read", $"\"{Campaign}\"", "Joao" },
        { "campaign", "replied", $"\"{Campaign}\"", "Ana" },
        { "campaign", "not_replied", $"\"{Campaign}\"", "Joao" },
        { "import", "any", $"[\"{File}\"]", "Ana Lee" },
        { "import", "any", $"[\"{File}\", \"{OtherFile}\"]", "Ana Joao Lee" },
        { "import", "none", $"[\"{File}\"]", "Joao Nameless" },
        { "variables.city", "equals", "\"SAO PAULO\"", "Ana" },
        { "variables.city", "any", "[\"recife\", \"são paulo\"]", "Ana Joao" },
        { "variables.city", "contains", "\"paulo\"", "Ana" },
        { "variables.city", "exists", null, "Ana Joao" },
        { "variables.city", "missing", null, "Lee Nameless" },
        { "variables.orders", "gt", "9.5", "Ana" },
        { "variables.orders", "gte", "7", "Ana Joao" },
        { "variables.orders", "lt", "10", "Joao" },
        { "variables.orders", "lte", "10", "Ana Joao" },
        { "variables.born", "before", "\"1990-05-17\"", "Joao" },
        { "variables.born", "after", "\"1985-01-01\"", "Ana" },
        { "variables.born", "on", "\"1990-05-17\"", "Ana" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Each_operator_means_what_it_says(string field, string op, string? value, string who) => (await town.Who(Condition(field, op, value))).ShouldBe(who);

    [Fact]
    public void No_operator_stands_untried() =>
        FilterFields.All.Select(all => (all.Field, all.Operator)).Except(Questions.Select(question => (question.Data.Item1.StartsWith("variables.", StringComparison.Ordinal) ? "variables.NAME" : question.Data.Item1, question.Data.Item2))).ShouldBeEmpty();

    [Theory]
    [InlineData("{}", "Ana Joao Lee Nameless")]
    [InlineData("""{"and": [{"field": "tags", "op": "any", "values": ["vip", "new"]}, {"not": {"field": "variables.city", "op": "equals", "value": "Recife"}}]}""", "Ana")]
    [InlineData("""{"or": [{"field": "name", "op": "missing"}, {"field": "phone", "op": "country", "values": ["GB"]}]}""", "Lee Nameless")]
    // Who has no such variable is not somebody from Recife.
    [InlineData("""{"not": {"field": "variables.city", "op": "equals", "value": "Recife"}}""", "Ana Lee Nameless")]
    [InlineData("""{"not": {"not": {"field": "name", "op": "starts_with", "value": "lee"}}}""", "Lee")]
    public async Task Conditions_are_joined_and_turned_round(string filter, string who) => (await town.Who(filter)).ShouldBe(who);

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("'; DROP TABLE contacts; --")]
    [InlineData("$1")]
    [InlineData("{0}{1}{now}")]
    [InlineData("\\' OR '1'='1")]
    [InlineData("%")]
    [InlineData("_%")]
    public async Task What_a_person_writes_is_a_value_and_never_a_piece_of_SQL(string evil)
    {
        var json = JsonSerializer.Serialize(evil);
        foreach (var (field, op, means) in FilterFields.All)
        {
            var name = field == "variables.NAME" ? "variables.city" : field;
            if (means.Takes == FilterOperand.Text) (await town.Who($$"""{"field":"{{name}}","op":"{{op}}","value":{{json}}}""")).ShouldBe("", $"{name} {op}");
            if (means.Takes == FilterOperand.Texts && op != "none") (await town.Who($$"""{"field":"{{name}}","op":"{{op}}","values":[{{json}}]}""")).ShouldBe("", $"{name} {op}");
        }
        (await town.Who("{}")).ShouldBe("Ana Joao Lee Nameless");
        // Where a value cannot be a parameter it cannot be anything else either.
        Problem($$"""{"field":{{JsonSerializer.Serialize("variables." + evil)}},"op":"exists"}""").ShouldContain("is no field");
        Problem($$"""{"field":"name","op":{{json}}}""").ShouldContain("cannot be asked of name");
    }

    [Theory]
    [InlineData("""[]""", "Here stands an object with and, or, not, or field.")]
    [InlineData("""{"and": []}""", "and: Here stands a list of at least one condition.")]
    [InlineData("""{"and": [{}]}""", "and[0]: Here stands an object with and, or, not, or field.")]
    [InlineData("""{"and": [{"field": "name", "op": "exists"}], "or": []}""", "Use and, or, or not, one at a time.")]
    [InlineData("""{"xor": []}""", "\"xor\" is none of and, or, not, field.")]
    [InlineData("""{"not": {"field": "shoe", "op": "equals"}}""", "not.field: \"shoe\" is no field; use campaign, consent, created, import, language, lastInbound, lastOutbound, name, phone, tags, timeZone or variables.NAME.")]
    [InlineData("""{"and": [{"field": "name", "op": "exists"}, {"field": "consent", "op": "any", "values": ["maybe"]}]}""", "and[1]: any takes values out of unknown, opted_in and opted_out.")]
    [InlineData("""{"field": "name", "op": "exists", "value": "x"}""", "exists takes no value.")]
    [InlineData("""{"field": "variables.n", "op": "gt", "value": "5"}""", "gt takes a number as its value.")]
    [InlineData("""{"field": "phone", "op": "country", "values": ["XX"]}""", "country takes values such as BR or PT.")]
    [InlineData("""{"field": "created", "op": "after", "value": "yesterday"}""", "after takes a value such as 2026-01-31 or 2026-01-31T09:00:00Z.")]
    [InlineData("""{"field": "name"}""", "op: A text is missing here.")]
    public void A_wrong_filter_is_told_where_it_is_wrong(string filter, string problem) => Problem(filter).ShouldBe(problem);

    [Fact]
    public void A_filter_has_bounds()
    {
        Problem(string.Concat(Enumerable.Repeat("{\"not\":", 9)) + """{"field":"name","op":"exists"}""" + new string('}', 9)).ShouldContain("nested more than 8 deep");
        Problem("{\"or\":[" + string.Join(',', Enumerable.Repeat("""{"field":"name","op":"exists"}""", 101)) + "]}").ShouldContain("more than 100 conditions");
        Problem($$"""{"field":"name","op":"equals","value":"{{new string('x', 501)}}"}""").ShouldContain("1 to 500 characters");
        Problem("{\"field\":\"tags\",\"op\":\"any\",\"values\":[" + string.Join(',', Enumerable.Repeat("\"a\"", 501)) + "]}").ShouldContain("1 to 500 values");
    }

    [Fact]
    public async Task A_condition_is_numbered_behind_parameters_that_come_later()
    {
        SegmentFilter.TryRead(JsonDocument.Parse("""{"and": [{"field": "tags", "op": "any", "values": ["vip", "new"]}, {"field": "lastOutbound", "op": "within_days", "value": 10}]}""").RootElement, out var filter, out _);
        var (sql, parameters) = AudienceSql.Where(filter, 3, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        parameters.Count.ShouldBe(3);
        (await town.Count($"SELECT count(*) FROM contacts c WHERE c.tenant_id = $1 AND $2 AND {sql}", [new() { Value = true }, .. parameters])).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task Who_opted_out_is_blocked_or_has_no_number_is_not_reachable() => (await town.Who("{}", AudienceSql.Reachable)).ShouldBe("Ana");

    private static string Condition(string field, string op, string? value) => value switch
    {
        null => $$"""{"field":"{{field}}","op":"{{op}}"}""",
        ['[', ..] => $$"""{"field":"{{field}}","op":"{{op}}","values":{{value}}}""",
        _ => $$"""{"field":"{{field}}","op":"{{op}}","value":{{value}}}""",
    };

    private static string Problem(string filter)
    {
        SegmentFilter.TryRead(JsonDocument.Parse(filter, new JsonDocumentOptions { MaxDepth = 100 }).RootElement, out _, out var problem).ShouldBeFalse();
        return problem!;
    }

    /// <summary>Four people, none like another, as seen on 2026-03-01.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private readonly TestDatabase _database = new();
        private readonly Dictionary<ContactId, string> _names = [];
        private TenantId _tenant;

        public async ValueTask InitializeAsync()
        {
            await _database.InitializeAsync();
            _tenant = await _database.NewTenant();
            var people = new People(_database, _tenant);
            var known = await people.Add(
                new(People.Number("+5511987654321"), Name: "Ana Souza"), new(People.Number("+5511987654322"), Name: "João da Silva"), new(People.Number("+447400123456"), Name: "Lee"), new(null, "9001"));
            foreach (var (one, name) in known.Zip(["Ana", "Joao", "Lee", "Nameless"])) _names[one.Id] = name;
            var (ana, joao, lee) = (known[0].Id, known[1].Id, known[2].Id);
            await people.Do("UPDATE contacts SET created_at = '2026-02-10'");
            await people.Do("""
                UPDATE contacts SET language = 'pt-BR', time_zone = 'America/Sao_Paulo', tags = '{vip,2025}', consent = 'opted_in', created_at = '2026-01-01', last_inbound_at = '2026-01-06',
                    variables = '{"city":"São Paulo","orders":"10","born":"1990-05-17"}' WHERE id = $1
                """, ana.Value);
            await people.Do("""UPDATE contacts SET language = 'pt', tags = '{new}', created_at = '2026-01-15', variables = '{"city":"Recife","orders":7,"born":"1980-12-31T10:00:00"}' WHERE id = $1""", joao.Value);
            await people.Do("""UPDATE contacts SET language = 'en', consent = 'opted_out', last_inbound_at = '2026-02-25', variables = '{"city":"","orders":"many","born":"May"}' WHERE id = $1""", lee.Value);
            await people.Do("INSERT INTO blocklist VALUES ($1, '+5511987654322', 'asked', 'test', now())", _tenant.Value);

            foreach (var (file, person) in new[] { (File, ana), (File, lee), (OtherFile, ana), (OtherFile, joao) })
                await people.Do("INSERT INTO import_people VALUES ($1, $2, $3)", Guid.Parse(file), person.Value, _tenant.Value);
            var campaign = Guid.Parse(Campaign);
            await people.Message(ana, "+5511987654321", state: "read", at: Day(1, 5), queue: campaign);
            await people.Do("UPDATE messages SET read_at = sent_at WHERE contact_id = $1", ana.Value);
            await people.Message(ana, "+5511987654321", "in", "received", Day(1, 6));
            await people.Message(joao, "+5511987654322", at: Day(1, 5), queue: campaign);
            await people.Message(joao, "+5511987654322", at: Day(2, 25));
            await people.Message(joao, "+5511987654322", "in", "received", Day(1, 20)); // too late to be an answer
            await people.Message(lee, "+447400123456", state: "queued", at: Day(1, 5), queue: campaign); // never sent
        }

        private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 0, 0, 0, TimeSpan.Zero);

        public async Task<string> Who(string json, string and = "TRUE")
        {
            SegmentFilter.TryRead(JsonDocument.Parse(json).RootElement, out var filter, out var problem).ShouldBeTrue(problem);
            await using var connection = await _database.Db.OpenTenant(_tenant, default);
            await using var command = new NpgsqlCommand { Connection = connection };
            command.Parameters.Add(new() { Value = _tenant.Value });
            command.CommandText = $"SELECT c.id FROM contacts c WHERE c.tenant_id = $1 AND {and} AND {AudienceSql.Where(filter, command.Parameters, Day(3, 1))}";
            var found = new List<string>();
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) found.Add(_names[ContactId.Of(rows.GetGuid(0))]);
            return string.Join(' ', found.Order(StringComparer.Ordinal));
        }

        /// <summary>Asks with the tenant as $1 and more parameters behind it.</summary>
        public async Task<long> Count(string statement, IEnumerable<NpgsqlParameter> more)
        {
            await using var connection = await _database.Db.OpenTenant(_tenant, default);
            await using var command = new NpgsqlCommand(statement, connection);
            command.Parameters.Add(new() { Value = _tenant.Value });
            foreach (var parameter in more) command.Parameters.Add(parameter);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();
    }
}
