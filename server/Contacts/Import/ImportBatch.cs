using System.IO.Compression;
using System.Text;
using Parley.Contacts.Import.Files;

namespace Parley.Contacts.Import;

/// <summary>Rows on their way to the database, column by column as the statement takes them, with what was sorted out among them.</summary>
internal sealed class ImportBatch
{
    private StringWriter? _rejects;

    public List<Guid> Ids { get; } = [];
    public List<string> Phones { get; } = [];
    public List<string?> Names { get; } = [];
    public List<string?> Languages { get; } = [];
    public List<string?> TimeZones { get; } = [];
    public List<string?> Variables { get; } = [];

    /// <summary>Tags of a row with commas between them; for the blocklist its reason.</summary>
    public List<string?> Tags { get; } = [];

    /// <summary>The number of its last row: what the batch is known by.</summary>
    public long Through { get; set; }

    /// <summary>Rows that are neither header nor empty.</summary>
    public int Rows { get; set; }
    public int Duplicates { get; set; }
    public int Rejected { get; private set; }
    public Dictionary<string, int> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>Characters of rejected rows held so far: a batch of nothing but long rejects ends early.</summary>
    public int RejectedChars => _rejects?.GetStringBuilder().Length ?? 0;

    public void Reject(DelimitedReader row, RejectReason reason)
    {
        Rejected++;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Reasons, reason.Slug, out _)++;
        _rejects ??= new StringWriter();
        _rejects.Write(row.Row);
        _rejects.Write(',');
        _rejects.Write(reason.Slug);
        _rejects.Write(',');
        DelimitedText.Append(_rejects, reason.Sentence);
        for (var i = 0; i < row.Count; i++)
        {
            _rejects.Write(',');
            DelimitedText.AppendSafely(_rejects, row[i]);
        }
        _rejects.Write("\r\n");
    }

    /// <summary>The rejected rows as gzip; null when there are none.</summary>
    public byte[]? PackRejects()
    {
        if (_rejects is null) return null;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var text = new StreamWriter(gzip, new UTF8Encoding(false)))
            foreach (var chunk in _rejects.GetStringBuilder().GetChunks()) text.Write(chunk.Span);
        return packed.ToArray();
    }
}
