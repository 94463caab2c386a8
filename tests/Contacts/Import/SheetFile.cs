using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Parley.Tests.Contacts.Import;

/// <summary>Writes XLSX files as Excel does, with shared strings and date styles, and as nobody should.</summary>
internal sealed class SheetFile
{
    private readonly List<object?[]> _rows = [];

    public SheetFile Row(params object?[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <param name="sheetPadding">Spaces behind the sheet's rows.</param>
    /// <param name="sheet">Another sheet than the rows.</param>
    public byte[] Save(int sheetPadding = 0, string? sheet = null)
    {
        var strings = new List<string>();
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        for (var r = 0; r < _rows.Count; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < _rows[r].Length; c++) xml.Append(Cell($"{(char)('A' + c)}{r + 1}", _rows[r][c], strings));
            xml.Append("</row>");
        }
        xml.Append("</sheetData>");
        xml.Append(' ', sheetPadding);
        xml.Append("</worksheet>");

        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
            Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            Part(zip, "xl/sharedStrings.xml", """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""" + string.Concat(strings.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>")) + "</sst>");
            Part(zip, "xl/worksheets/sheet1.xml", sheet ?? xml.ToString());
        }
        return file.ToArray();
    }

    private static string Cell(string place, object? value, List<string> strings)
    {
        switch (value)
        {
            case null: return "";
            case bool yes: return $"<c r=\"{place}\" t=\"b\"><v>{(yes ? 1 : 0)}</v></c>";
            case DateTime day: return $"<c r=\"{place}\" s=\"1\"><v>{day.ToOADate().ToString(CultureInfo.InvariantCulture)}</v></c>";
            case double number: return $"<c r=\"{place}\"><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>";
            default:
                strings.Add((string)value);
                return $"<c r=\"{place}\" t=\"s\"><v>{strings.Count - 1}</v></c>";
        }
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
