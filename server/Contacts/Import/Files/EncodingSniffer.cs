using System.Text.Unicode;

namespace Parley.Contacts.Import.Files;

/// <summary>Finds the encoding of a text from all of its bytes, as they pass by: a file whose first accent stands in row 500,000 is not
/// taken for what its first page looks like.</summary>
public sealed class EncodingSniffer
{
    private const int Sample = 4096;

    private readonly byte[] _start = new byte[Sample];
    private readonly byte[] _carry = new byte[4];
    private int _startLength;
    private int _carried;
    private bool _validUtf8 = true;
    private bool _hasNul;

    /// <summary>The first bytes, at most 4096.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _startLength);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_startLength < Sample)
        {
            var part = bytes[..Math.Min(Sample - _startLength, bytes.Length)];
            part.CopyTo(_start.AsSpan(_startLength));
            _startLength += part.Length;
        }
        _hasNul = _hasNul || bytes.Contains((byte)0);
        if (_validUtf8) CheckUtf8(bytes);
    }

    /// <summary>The encoding, or why the bytes are no text.</summary>
    public (FileEncoding? Encoding, string? Trouble) Conclude() => Start switch
    {
        [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..] => (null, "The file is in UTF-32. Save it as UTF-8."),
        [0xff, 0xfe, ..] => (FileEncoding.Utf16Le, null),
        [0xfe, 0xff, ..] => (FileEncoding.Utf16Be, null),
        // With the mark it says itself what it is; a wrong byte is then reported with its row.
        [0xef, 0xbb, 0xbf, ..] => (FileEncoding.Utf8, null),
        _ when _hasNul => Utf16WithoutMark(),
        _ when _validUtf8 && _carried == 0 => (FileEncoding.Utf8, null),
        _ => (FileEncoding.Windows1252, null),
    };

    // In UTF-16 the text of most languages has a zero in every second byte: after each letter (little endian) or before it.
    private (FileEncoding?, string?) Utf16WithoutMark()
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < _startLength; i++)
            if (_start[i] == 0) _ = (i & 1) == 0 ? even++ : odd++;
        var pairs = _startLength / 2;
        if (odd > pairs * 0.4 && even < pairs * 0.05) return (FileEncoding.Utf16Le, null);
        if (even > pairs * 0.4 && odd < pairs * 0.05) return (FileEncoding.Utf16Be, null);
        return (null, "The file holds zero bytes, so it is not a text file. Save it as CSV in UTF-8, or as XLSX.");
    }

    // A letter may be cut by the end of a buffer; its beginning waits for the rest.
    private void CheckUtf8(ReadOnlySpan<byte> bytes)
    {
        while (_carried > 0 && bytes.Length > 0)
        {
            _carry[_carried++] = bytes[0];
            bytes = bytes[1..];
            var whole = LengthOf(_carry[0]);
            if (_carried < whole) continue;
            _validUtf8 = Utf8.IsValid(_carry.AsSpan(0, _carried));
            _carried = 0;
            if (!_validUtf8) return;
        }
        var tail = 0;
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xc0) == 0x80) continue;
            if (LengthOf(b) > back) tail = back;
            break;
        }
        _validUtf8 = Utf8.IsValid(bytes[..^tail]);
        bytes[^tail..].CopyTo(_carry);
        _carried = tail;
    }

    private static int LengthOf(byte first) => first switch { >= 0xf0 => 4, >= 0xe0 => 3, >= 0xc0 => 2, _ => 1 };
}
