using System.Collections.Frozen;

namespace Parley.Contacts.Segments;

/// <summary>One thing that can be asked of a field.</summary>
/// <param name="Sql">The condition over contacts <c>c</c>. <c>{0}</c> stands for the operand's parameter, <c>{1}</c> for the variable's name, <c>{now}</c> for the present.
/// Nothing that a person wrote ever becomes part of it.</param>
internal sealed record FilterOperator(FilterOperand Takes, string Sql);

/// <summary>The one table of what segments can ask: field, operator, what it takes, and how PostgreSQL is asked.</summary>
internal static class FilterFields
{
    private const string VariablePrefix = "variables.";
    private const string Variable = "(c.variables ->> {1})";

    // A variable is a number when it looks like one; CASE keeps PostgreSQL from casting those that do not.
    private const string NumberVariable = "CASE WHEN " + Variable + " ~ '^[+-]?[0-9]+([.][0-9]+)?$' THEN " + Variable + "::numeric END";
    private const string DayVariable = "CASE WHEN " + Variable + " ~ '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN left(" + Variable + ", 10) COLLATE \"C\" END";
    private const string Outbound = "SELECT FROM messages m WHERE m.contact_id = c.id AND m.tenant_id = c.tenant_id AND m.direction = 'out' AND m.sent_at IS NOT NULL";
    private const string FromCampaign = Outbound + " AND m.queue_id = {0}";

    // An answer is what the person wrote within seven days after the campaign's message.
    private const string Answer = "SELECT FROM messages r WHERE r.contact_id = c.id AND r.tenant_id = c.tenant_id AND r.direction = 'in' AND r.created_at > m.sent_at AND r.created_at < m.sent_at + interval '7 days'";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, FilterOperator>> Fields = new Dictionary<string, FrozenDictionary<string, FilterOperator>>(StringComparer.Ordinal)
    {
        ["name"] = Table(
            ("equals", FilterOperand.Text, "c.name_search = fold_name({0})"),
            ("contains", FilterOperand.Text, "position(fold_name({0}) IN c.name_search) > 0"),
            ("starts_with", FilterOperand.Text, "(c.name_search >= fold_name({0}) AND c.name_search < fold_name({0}) || chr(1114111))"),
            ("exists", FilterOperand.Nothing, "c.name IS NOT NULL"),
            ("missing", FilterOperand.Nothing, "c.name IS NULL")),
        ["phone"] = Table(
            ("equals", FilterOperand.NumberStart, "c.phone = {0}"),
            ("starts_with", FilterOperand.NumberStart, "(c.phone >= {0} AND c.phone < {0} || ':')"),
            ("country", FilterOperand.Countries, "EXISTS (SELECT FROM unnest({0}) AS code WHERE starts_with(c.phone, code))"),
            ("exists", FilterOperand.Nothing, "c.phone IS NOT NULL"),
            ("missing", FilterOperand.Nothing, "c.phone IS NULL")),
        // "pt" is also whoever has "pt-BR".
        ["language"] = Table(
            ("any", FilterOperand.Texts, "EXISTS (SELECT FROM unnest({0}) AS wanted WHERE lower(c.language) = lower(wanted) OR starts_with(lower(c.language), lower(wanted) || '-'))"),
            ("exists", FilterOperand.Nothing, "c.language IS NOT NULL"),
            ("missing", FilterOperand.Nothing, "c.language IS NULL")),
        ["timeZone"] = Table(
            ("any", FilterOperand.Texts, "c.time_zone = ANY ({0})"),
            ("exists", FilterOperand.Nothing, "c.time_zone IS NOT NULL"),
            ("missing", FilterOperand.Nothing, "c.time_zone IS NULL")),
        ["consent"] = Table(
            ("any", FilterOperand.Consents, "c.consent = ANY ({0})")),
        ["tags"] = Table(
            ("any", FilterOperand.Texts, "c.tags && {0}"),
            ("all", FilterOperand.Texts, "c.tags @> {0}"),
            ("none", FilterOperand.Texts, "NOT c.tags && {0}")),
        ["created"] = Times("c.created_at"),
        ["lastInbound"] = Times("c.last_inbound_at"),
        ["lastOutbound"] = Table(
            ("after", FilterOperand.Moment, $"EXISTS ({Outbound} AND m.sent_at > {{0}})"),
            ("before", FilterOperand.Moment, $"(EXISTS ({Outbound}) AND NOT EXISTS ({Outbound} AND m.sent_at >= {{0}}))"),
            ("within_days", FilterOperand.Days, $"EXISTS ({Outbound} AND m.sent_at > {{now}} - {{0}})"),
            ("not_within_days", FilterOperand.Days, $"NOT EXISTS ({Outbound} AND m.sent_at > {{now}} - {{0}})"),
            ("exists", FilterOperand.Nothing, $"EXISTS ({Outbound})"),
            ("missing", FilterOperand.Nothing, $"NOT EXISTS ({Outbound})")),
        ["import"] = Table(
            ("any", FilterOperand.Imports, "EXISTS (SELECT FROM import_people p WHERE p.import_id = ANY ({0}) AND p.contact_id = c.id)"),
            ("none", FilterOperand.Imports, "NOT EXISTS (SELECT FROM import_people p WHERE p.import_id = ANY ({0}) AND p.contact_id = c.id)")),
        ["campaign"] = Table(
            ("received", FilterOperand.Campaign, $"EXISTS ({FromCampaign})"),
            ("not_received", FilterOperand.Campaign, $"NOT EXISTS ({FromCampaign})"),
            ("read", FilterOperand.Campaign, $"EXISTS ({FromCampaign} AND m.read_at IS NOT NULL)"),
            ("not_read", FilterOperand.Campaign, $"(EXISTS ({FromCampaign}) AND NOT EXISTS ({FromCampaign} AND m.read_at IS NOT NULL))"),
            ("replied", FilterOperand.Campaign, $"EXISTS ({FromCampaign} AND EXISTS ({Answer}))"),
            ("not_replied", FilterOperand.Campaign, $"(EXISTS ({FromCampaign}) AND NOT EXISTS ({FromCampaign} AND EXISTS ({Answer})))")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FilterOperator> Variables = Table(
        ("equals", FilterOperand.Text, $"fold_name({Variable}) = fold_name({{0}})"),
        ("any", FilterOperand.Texts, $"EXISTS (SELECT FROM unnest({{0}}) AS wanted WHERE fold_name({Variable}) = fold_name(wanted))"),
        ("contains", FilterOperand.Text, $"position(fold_name({{0}}) IN fold_name({Variable})) > 0"),
        ("exists", FilterOperand.Nothing, $"coalesce({Variable}, '') <> ''"),
        ("missing", FilterOperand.Nothing, $"coalesce({Variable}, '') = ''"),
        ("gt", FilterOperand.Number, $"{NumberVariable} > {{0}}"),
        ("gte", FilterOperand.Number, $"{NumberVariable} >= {{0}}"),
        ("lt", FilterOperand.Number, $"{NumberVariable} < {{0}}"),
        ("lte", FilterOperand.Number, $"{NumberVariable} <= {{0}}"),
        ("before", FilterOperand.Day, $"{DayVariable} < {{0}}"),
        ("after", FilterOperand.Day, $"{DayVariable} > {{0}}"),
        ("on", FilterOperand.Day, $"{DayVariable} = {{0}}"));

    public static IEnumerable<string> Names => Fields.Keys.Order(StringComparer.Ordinal);

    /// <summary>What can be asked of a field; null when there is no such field.</summary>
    public static IReadOnlyDictionary<string, FilterOperator>? Find(string field) =>
        VariableOf(field) is { } name ? ContactRules.IsVariableName(name) ? Variables : null : Fields.GetValueOrDefault(field);

    public static string? VariableOf(string field) => field.StartsWith(VariablePrefix, StringComparison.Ordinal) ? field[VariablePrefix.Length..] : null;

    /// <summary>Every field with its operators, variables as <c>variables.NAME</c>.</summary>
    internal static IEnumerable<(string Field, string Operator, FilterOperator Means)> All => Fields.Append(KeyValuePair.Create("variables.NAME", Variables))
        .SelectMany(pair => pair.Value.Select(op => (pair.Key, op.Key, op.Value)));

    private static FrozenDictionary<string, FilterOperator> Times(string column) => Table(
        ("after", FilterOperand.Moment, $"{column} > {{0}}"),
        ("before", FilterOperand.Moment, $"{column} < {{0}}"),
        ("within_days", FilterOperand.Days, $"{column} > {{now}} - {{0}}"),
        ("not_within_days", FilterOperand.Days, $"coalesce({column}, '-infinity') <= {{now}} - {{0}}"),
        ("exists", FilterOperand.Nothing, $"{column} IS NOT NULL"),
        ("missing", FilterOperand.Nothing, $"{column} IS NULL"));

    private static FrozenDictionary<string, FilterOperator> Table(params (string Name, FilterOperand Takes, string Sql)[] operators) =>
        operators.ToFrozenDictionary(op => op.Name, op => new FilterOperator(op.Takes, op.Sql), StringComparer.Ordinal);
}
