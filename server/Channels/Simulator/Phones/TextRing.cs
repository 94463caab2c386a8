namespace Parley.Channels.Simulator.Phones;

/// <summary>The texts of one district: bytes in pages, the oldest page written over when the room is used up. No object per text,
/// so a million of them are nothing to the garbage collector.</summary>
internal sealed class TextRing(long room)
{
    private const int PageSize = 256 * 1024;
    private readonly byte[]?[] _pages = new byte[Math.Max(2, room / PageSize)][];
    private long _next;

    /// <summary>The longest text that fits.</summary>
    public const int Longest = PageSize;

    /// <returns>The position to read it by.</returns>
    public long Add(ReadOnlySpan<byte> text)
    {
        if (PageSize - _next % PageSize < text.Length) _next += PageSize - _next % PageSize;
        var at = _next;
        var page = _pages[at / PageSize % _pages.Length] ??= new byte[PageSize];
        text.CopyTo(page.AsSpan((int)(at % PageSize)));
        _next += text.Length;
        return at;
    }

    /// <summary>False when the text was written over.</summary>
    public bool TryRead(long at, int length, out ReadOnlySpan<byte> text)
    {
        text = default;
        // The page that is being written took the place of the one a whole ring before.
        if (at / PageSize <= (_next - 1) / PageSize - _pages.Length) return false;
        if (length > 0) text = _pages[at / PageSize % _pages.Length].AsSpan((int)(at % PageSize), length);
        return true;
    }
}
