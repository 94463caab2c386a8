using System.Text;
using Parley.Contacts.Import.Files;
using Shouldly;

namespace Parley.Tests.Contacts.Import;

[Trait("Requirement", "CON-02")]
public sealed class DelimitedReaderTests
{
    [Fact]
    public void Fields_rows_and_quotes_are_read_as_everybody_writes_them()
    {
        var rows = Rows("a,b,c\r\n\"x, y\",\"he said \"\"no\"\"\",\n\"two\nlines\",z\rlast,\"\"");
        rows.ShouldBe([["a", "b", "c"], ["x, y", "he said \"no\"", ""], ["two\nlines", "z"], ["last", ""]]);
    }

    [Fact]
    public void Text_around_quotes_makes_them_letters()
    {
        Rows("5\" pipe,\"a\" b,\"c\" \n").ShouldBe([["5\" pipe", "\"a\" b", "c"]]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_last_row_needs_no_line_break(string ending) => Rows("a;b" + ending, ';').ShouldBe([["a", "b"]]);

    [Fact]
    public void Empty_rows_are_numbered_as_a_spreadsheet_numbers_them()
    {
        var reader = Reader("a\n\n\"x\ny\"\nb\n", ',');
        var numbers = new List<(long, bool)>();
        while (reader.Read()) numbers.Add((reader.Row, reader.IsBlank));
        numbers.ShouldBe([(1, false), (2, true), (3, false), (4, false)]);
    }

    [Fact]
    public void Excels_line_that_names_the_delimiter_is_passed_over() => Rows("sep=;\r\na;b\r\n", ';').ShouldBe([["a", "b"]]);

    [Fact]
    public void Rows_are_the_same_wherever_a_buffer_ends()
    {
        // Every construct at every offset around the 64 kB that are read at once.
        for (var pad = 65_536 - 30; pad < 65_536 + 3; pad++)
        {
            var rows = Rows(new string('x', pad) + "\n\"q\"\"é\",€\r\n\"a\r\nb\",c\r\n", ',');
            rows.Skip(1).ShouldBe([["q\"é", "€"], ["a\r\nb", "c"]], $"at {pad}");
        }
    }

    [Fact]
    public void A_row_that_never_ends_is_a_fault_and_not_a_full_memory()
    {
        var reader = new DelimitedReader(new Endless('"', 'x'), FileEncoding.Utf8, ',', maxRowChars: 100_000);
        reader.Read().ShouldBeFalse();
        reader.Fault.ShouldBe("Row 1 is longer than 100,000 characters. A quote may be missing its partner, or the file is not a table.");
        reader.BytesRead.ShouldBeLessThan(400_000);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_a_fault_with_its_row()
    {
        var reader = Reader("a,b\nc,\"d\ne,f\n", ',');
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();
        reader.Fault.ShouldBe("Row 2 opens a quote that is never closed.");
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_zero_byte_is_a_fault_with_its_row_and_the_rows_before_are_read()
    {
        var reader = Reader("a\nb\nc\0d\ne\n", ',');
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();
        reader.Fault!.ShouldStartWith("Row 3 holds a zero byte.");
    }

    [Fact]
    public void Wrong_bytes_are_a_fault_with_their_row_and_the_rows_before_are_read()
    {
        byte[] bytes = [.. "ok,é\nfine\n"u8, (byte)'b', 0xe9, (byte)'d', (byte)'\n', .. "more\n"u8];
        var reader = new DelimitedReader(new MemoryStream(bytes), FileEncoding.Utf8, ',');
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();
        reader.Fault!.ShouldStartWith("Row 3 holds bytes that are not UTF-8.");
    }

    [Fact]
    public void More_columns_than_allowed_are_a_fault()
    {
        var reader = new DelimitedReader(new MemoryStream("a,b\n1,2,3\n"u8.ToArray()), FileEncoding.Utf8, ',', maxColumns: 2);
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();
        reader.Fault.ShouldBe("Row 2 has more than 2 columns. Is the delimiter right?");
    }

    private static DelimitedReader Reader(string text, char delimiter) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), FileEncoding.Utf8, delimiter);

    private static List<string[]> Rows(string text, char delimiter = ',')
    {
        var reader = Reader(text, delimiter);
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.Count).Select(i => reader[i].ToString())]);
        reader.Fault.ShouldBeNull();
        return rows;
    }

    /// <summary>A gigabyte's promise: one byte, then another one for ever.</summary>
    private sealed class Endless(char first, char then) : Stream
    {
        private bool _begun;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => 0; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)then);
            if (!_begun) buffer[offset] = (byte)first;
            _begun = true;
            return count;
        }
    }
}
