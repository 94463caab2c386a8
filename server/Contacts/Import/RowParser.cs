using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Parley.Contacts.Import.Files;
using Parley.Contacts.Numbers;
using Parley.Platform;

namespace Parley.Contacts.Import;

/// <summary>Turns a row of a file into a row for the database, or says why it cannot be one.</summary>
internal sealed class RowParser
{
    private static readonly SearchValues<char> TagSeparators = SearchValues.Create(",;|");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TimeZones =
        TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string? _region;
    private readonly int _width;
    private readonly int _phone;
    private readonly int _name;
    private readonly int _language;
    private readonly int _timeZone;
    private readonly int _tags;
    private readonly int _reason;
    private readonly (int Column, JsonEncodedText Name)[] _variables;
    private readonly ArrayBufferWriter<byte> _json = new(1024);
    private readonly Utf8JsonWriter _writer;
    private readonly PhoneSet _seen = new();

    /// <param name="width">Columns of the file.</param>
    public RowParser(ImportPlan plan, int width)
    {
        var mapping = plan.Mapping.ToList();
        (_region, _width) = (plan.DefaultRegion, width);
        _phone = mapping.IndexOf(ImportColumn.Phone);
        _name = mapping.IndexOf(ImportColumn.Name);
        _language = mapping.IndexOf(ImportColumn.Language);
        _timeZone = mapping.IndexOf(ImportColumn.TimeZone);
        _tags = mapping.IndexOf(ImportColumn.Tags);
        _reason = mapping.IndexOf(ImportColumn.Reason);
        _variables = [.. mapping.Select((column, index) => (index, name: ImportColumn.VariableOf(column))).Where(pair => pair.name is not null)
            .Select(pair => (pair.index, JsonEncodedText.Encode(pair.name!, Json.Options.Encoder)))];
        _writer = new Utf8JsonWriter(_json, new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true });
    }

    /// <summary>Puts the row into the batch, as a contact, a duplicate or a reject.</summary>
    public void Parse(DelimitedReader row, ImportBatch batch)
    {
        batch.Rows++;
        if (!PhoneNumber.TryParse(DelimitedText.Unarmed(row[_phone].Trim()), _region, out var phone, out var problem))
            batch.Reject(row, RejectReason.Of(problem));
        else if (Trouble(row) is { } reason)
            batch.Reject(row, reason);
        else if (!_seen.Add(phone))
            batch.Duplicates++;
        else
            Add(row, phone, batch);
    }

    private RejectReason? Trouble(DelimitedReader row)
    {
        for (var column = _width; column < row.Count; column++)
            if (!row[column].IsWhiteSpace()) return RejectReason.TooManyColumns;
        if (Cell(row, _name).Length > ContactRules.MaxName) return RejectReason.NameTooLong;
        if (Cell(row, _language) is { Length: > 0 } language && !ContactRules.IsLanguage(language)) return RejectReason.UnknownLanguage;
        if (Cell(row, _timeZone) is { Length: > 0 } zone && !TimeZones.Contains(zone)) return RejectReason.UnknownTimeZone;
        if (Cell(row, _reason).Length > 200) return RejectReason.ReasonTooLong;
        foreach (var (column, _) in _variables)
            if (Cell(row, column).Length > ContactRules.MaxVariable) return RejectReason.VariableTooLong;
        return GoodTags(Cell(row, _tags)) ? null : RejectReason.BadTags;
    }

    private void Add(DelimitedReader row, PhoneNumber phone, ImportBatch batch)
    {
        batch.Ids.Add(Guid.CreateVersion7());
        batch.Phones.Add(phone.ToString());
        batch.Names.Add(TextOf(Cell(row, _name)));
        batch.Languages.Add(TextOf(Cell(row, _language)));
        batch.TimeZones.Add(TextOf(Cell(row, _timeZone)));
        batch.Tags.Add(_reason >= 0 ? TextOf(Cell(row, _reason)) : TagsOf(Cell(row, _tags)));
        batch.Variables.Add(VariablesOf(row));
    }

    private static ReadOnlySpan<char> Cell(DelimitedReader row, int column) => column < 0 ? default : DelimitedText.Unarmed(row[column].Trim());

    private static string? TextOf(ReadOnlySpan<char> cell) => cell.IsEmpty ? null : cell.ToString();

    private static bool GoodTags(ReadOnlySpan<char> cell)
    {
        var count = 0;
        foreach (var part in cell.SplitAny(TagSeparators))
        {
            var tag = cell[part].Trim();
            if (tag.IsEmpty) continue;
            if (!ContactRules.IsTag(tag) || ++count > ContactRules.MaxTags) return false;
        }
        return true;
    }

    private static string? TagsOf(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty) return null;
        var tags = new List<string>();
        foreach (var part in cell.SplitAny(TagSeparators))
            if (cell[part].Trim() is { IsEmpty: false } tag && tag.ToString() is var text && !tags.Contains(text, StringComparer.Ordinal)) tags.Add(text);
        return tags.Count == 0 ? null : string.Join(',', tags);
    }

    // Values stay texts: a code such as 00123 must not lose its zeros.
    private string? VariablesOf(DelimitedReader row)
    {
        var any = false;
        foreach (var (column, name) in _variables)
        {
            var value = Cell(row, column);
            if (value.IsEmpty) continue;
            if (!any) _writer.WriteStartObject();
            any = true;
            _writer.WriteString(name, value);
        }
        if (!any) return null;
        _writer.WriteEndObject();
        _writer.Flush();
        var json = Encoding.UTF8.GetString(_json.WrittenSpan);
        _json.ResetWrittenCount();
        _writer.Reset();
        return json;
    }
}
