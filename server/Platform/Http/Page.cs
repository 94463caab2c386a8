using System.Text;

namespace Parley.Platform.Http;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Hand it back as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Total">All items of the list, where counting is cheap.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, long? Total = null);

/// <summary><c>?limit=&amp;cursor=</c> of every list.</summary>
public readonly record struct PageRequest(int Size, string? After)
{
    public const int MaxSize = 500;

    /// <summary>Reads the two parameters; a cursor is opaque to callers.</summary>
    /// <param name="limit">1 to 500; 50 when left out.</param>
    public static bool TryRead(int? limit, string? cursor, out PageRequest request, out Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? problem)
    {
        request = default;
        problem = null;
        if (limit is < 1 or > MaxSize)
        {
            problem = Problems.Validation.Field("limit", $"limit must be between 1 and {MaxSize}.");
            return false;
        }
        string? after = null;
        if (!string.IsNullOrEmpty(cursor) && !TryDecode(cursor, out after))
        {
            problem = WrongCursor;
            return false;
        }
        request = new PageRequest(limit ?? 50, after);
        return true;
    }

    /// <summary>The same for a list whose cursor is an id.</summary>
    /// <param name="last">The last id of the page before; null for the first page.</param>
    public static bool TryRead(int? limit, string? cursor, out PageRequest request, out Guid? last, out Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? problem)
    {
        last = null;
        if (!TryRead(limit, cursor, out request, out problem)) return false;
        if (request.After is null) return true;
        if (Guid.TryParse(request.After, out var id)) last = id;
        else problem = WrongCursor;
        return problem is null;
    }

    public static string Cursor(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(after)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult WrongCursor => Problems.Validation.Field("cursor", "cursor must be a nextCursor of an earlier answer.");

    private static bool TryDecode(string cursor, out string? after)
    {
        after = null;
        var text = cursor.Replace('-', '+').Replace('_', '/');
        text = text.PadRight((text.Length + 3) / 4 * 4, '=');
        Span<byte> bytes = new byte[text.Length];
        if (cursor.Length > 200 || !Convert.TryFromBase64String(text, bytes, out var written)) return false;
        after = Encoding.UTF8.GetString(bytes[..written]);
        return !after.Contains('\0');
    }

    /// <summary>Cuts a list that was read one item too long.</summary>
    public Page<T> Cut<T>(IReadOnlyList<T> oneTooMany, Func<T, string> key, long? total = null) => oneTooMany.Count <= Size
        ? new Page<T>(oneTooMany, null, total)
        : new Page<T>([.. oneTooMany.Take(Size)], Cursor(key(oneTooMany[Size - 1])), total);
}
