using System.Buffers;
using System.Text;

namespace Parley.Contacts.Import.Files;

/// <summary>Reads rows of delimited text from a stream, one at a time, without a string per field. Quotes as everybody writes them: <c>"a ""b"" c"</c>,
/// line breaks and delimiters within; a quote in the middle of a field is a letter. Rows are numbered as a spreadsheet does: from 1, the header
/// and empty rows included, a row with line breaks within quotes counting once.</summary>
public sealed class DelimitedReader
{
    private readonly Stream _stream;
    private readonly char _delimiter;
    private readonly SearchValues<char> _fieldEnds;
    private readonly int _maxRowChars;
    private readonly int _maxColumns;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[64 * 1024];
    private readonly List<Field> _fields = [];
    private char[] _buffer = new char[64 * 1024];
    private int _start;
    private int _length;
    private bool _ended;
    private bool _damaged;
    private bool _hasNul;

    private record struct Field(int Start, int Length, bool Escaped);

    /// <param name="stream">At the first byte of the text; a byte order mark is skipped.</param>
    public DelimitedReader(Stream stream, FileEncoding encoding, char delimiter, int maxRowChars = 1_000_000, int maxColumns = 256)
    {
        (_stream, _delimiter, _maxRowChars, _maxColumns) = (stream, delimiter, maxRowChars, maxColumns);
        _fieldEnds = SearchValues.Create(delimiter, '\r', '\n');
        _decoder = Encodings.Strict(encoding).GetDecoder();
        Encoding = encoding;
    }

    public FileEncoding Encoding { get; }

    /// <summary>The number of the row that was read last.</summary>
    public long Row { get; private set; }

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Why reading ended before the end of the file: a sentence with the row. Nothing more can be read then.</summary>
    public string? Fault { get; private set; }

    public int Count => _fields.Count;

    /// <summary>A field of the row; valid until the next <see cref="Read"/>. Empty beyond the row's end.</summary>
    public ReadOnlySpan<char> this[int column] => column < _fields.Count ? _buffer.AsSpan(_fields[column].Start, _fields[column].Length) : default;

    /// <summary>Whether every field of the row is empty.</summary>
    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < _fields.Count; i++) if (!this[i].IsWhiteSpace()) return false;
            return true;
        }
    }

    /// <summary>False at the end of the file, or at a <see cref="Fault"/>.</summary>
    public bool Read()
    {
        if (Fault is not null) return false;
        while (true)
        {
            switch (Parse(out var next))
            {
                case Found.Row:
                    Row++;
                    if (_hasNul && _buffer.AsSpan(_start, next - _start).Contains('\0')) return Stop($"Row {Row} holds a zero byte. The file is damaged, or it is not a text file.");
                    if (_fields.Count > _maxColumns) return Stop($"Row {Row} has more than {_maxColumns} columns. Is the delimiter right?");
                    Unescape();
                    _start = next;
                    // Excel's own line that names the delimiter.
                    if (Row == 1 && _fields.Count <= 2 && this[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) break;
                    return true;
                case Found.OpenQuote when _ended:
                    return Stop($"Row {Row + 1} opens a quote that is never closed.");
                case Found.End:
                    return false;
                default:
                    if (_damaged) return Stop($"Row {Row + 1} holds bytes that are not {Encodings.NameOf(Encoding)}. Save the file as UTF-8 again, or choose another encoding.");
                    if (_length - _start > _maxRowChars) return Stop($"Row {Row + 1} is longer than {_maxRowChars:N0} characters. A quote may be missing its partner, or the file is not a table.");
                    Fill();
                    break;
            }
        }
    }

    private enum Found { Row, OpenQuote, More, End }

    private bool Stop(string fault)
    {
        Fault = fault;
        _fields.Clear();
        return false;
    }

    private Found Parse(out int next)
    {
        _fields.Clear();
        var at = _start;
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _length);
        next = at;
        if (at == text.Length) return _ended ? Found.End : Found.More;
        while (true)
        {
            var quoted = at < text.Length && text[at] == '"';
            var end = quoted ? AfterQuoted(text, at) : NextEnd(text, at);
            if (quoted && end == OpenQuote) return Found.OpenQuote;
            if (end == text.Length && !_ended) return Found.More;
            if (!quoted) _fields.Add(new Field(at, end - at, false));
            if (end == text.Length)
            {
                next = end;
                return Found.Row;
            }
            at = end + 1;
            if (text[end] == _delimiter) continue;
            // Only a look at the character after \r tells whether the break is one or two characters long.
            if (text[end] == '\r')
            {
                if (at == text.Length && !_ended) return Found.More;
                if (at < text.Length && text[at] == '\n') at++;
            }
            next = at;
            return Found.Row;
        }
    }

    private const int OpenQuote = -1;

    private int NextEnd(ReadOnlySpan<char> text, int from)
    {
        var found = text[from..].IndexOfAny(_fieldEnds);
        return found < 0 ? text.Length : from + found;
    }

    // Adds the field and answers where it ends. Text after the closing quote makes the whole field literal, quotes and all.
    private int AfterQuoted(ReadOnlySpan<char> text, int open)
    {
        var (at, escaped) = (open + 1, false);
        while (true)
        {
            var quote = text[at..].IndexOf('"');
            if (quote < 0) return OpenQuote;
            at += quote + 1;
            if (at < text.Length && text[at] == '"')
            {
                escaped = true;
                at++;
                continue;
            }
            // The quote may be the first of two, of which the second is not read yet.
            if (at == text.Length && !_ended) return OpenQuote;
            break;
        }
        var end = NextEnd(text, at);
        if (text[at..end].IsWhiteSpace()) _fields.Add(new Field(open + 1, at - open - 2, escaped));
        else _fields.Add(new Field(open, end - open, false));
        return end;
    }

    // Only when the row is complete: until then it may be parsed again.
    private void Unescape()
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (!_fields[i].Escaped) continue;
            var field = _buffer.AsSpan(_fields[i].Start, _fields[i].Length);
            var length = 0;
            for (var from = 0; from < field.Length; from++)
            {
                field[length++] = field[from];
                if (field[from] == '"') from++;
            }
            _fields[i] = new Field(_fields[i].Start, length, false);
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _length - _start).CopyTo(_buffer);
            (_start, _length) = (0, _length - _start);
        }
        if (_buffer.Length - _length < _bytes.Length + 1) Array.Resize(ref _buffer, _buffer.Length * 2);

        var read = _stream.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        var skip = BytesRead == 0 ? Encodings.MarkLength(_bytes.AsSpan(0, read), Encoding) : 0;
        BytesRead += read;
        var before = _length;
        try
        {
            _length += _decoder.GetChars(_bytes.AsSpan(skip, read - skip), _buffer.AsSpan(_length), flush: read < _bytes.Length);
        }
        catch (DecoderFallbackException wrong)
        {
            // What stands before the wrong bytes is still read, so that the row can be named.
            _damaged = true;
            var good = Math.Clamp(wrong.Index, 0, read - skip);
            _length += Encodings.Lenient(Encoding).GetChars(_bytes.AsSpan(skip, good), _buffer.AsSpan(_length));
        }
        _hasNul = _buffer.AsSpan(before, _length - before).Contains('\0') || (_hasNul && before > 0);
        _ended = !_damaged && read < _bytes.Length;
    }
}
