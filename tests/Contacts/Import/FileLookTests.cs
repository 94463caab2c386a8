using System.IO.Compression;
using System.Text;
using Parley.Contacts.Import;
using Parley.Contacts.Import.Files;
using Shouldly;

namespace Parley.Tests.Contacts.Import;

[Trait("Requirement", "CON-02")]
public sealed class FileLookTests
{
    private const string List = "Nome;Telefone;Cidade\nJosé da Silva;(11) 98765-4321;São Paulo\nAna;(21) 98888-7777;Niterói\n";

    [Theory]
    [InlineData("utf-8", false, FileEncoding.Utf8)]
    [InlineData("utf-8", true, FileEncoding.Utf8)]
    [InlineData("utf-16", true, FileEncoding.Utf16Le)]
    [InlineData("utf-16BE", true, FileEncoding.Utf16Be)]
    [InlineData("utf-16", false, FileEncoding.Utf16Le)]
    [InlineData("utf-16BE", false, FileEncoding.Utf16Be)]
    [InlineData("iso-8859-1", false, FileEncoding.Windows1252)]
    public void A_list_is_read_in_whatever_encoding_it_came(string encoding, bool mark, FileEncoding expected)
    {
        var encoder = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? encoder.GetPreamble() : [], .. encoder.GetBytes(List)];
        var (layout, preview) = Readable(bytes);
        layout.ShouldBe(new FileLayout(FileFormat.Csv, expected, ';', true, null));
        preview.Columns.Select(column => column.Suggestion).ShouldBe(["name", "phone", "variables.cidade"]);
        preview.Rows[0].ShouldBe(["José da Silva", "(11) 98765-4321", "São Paulo"]);
    }

    [Fact]
    public void An_accent_far_behind_the_first_page_still_decides_the_encoding()
    {
        var text = new StringBuilder("phone,name\n");
        for (var i = 0; i < 20_000; i++) text.Append("+55119").Append(80_000_000 + i).Append(",Ana\n");
        text.Append("+5511987654321,José\n");
        Readable(Encoding.Latin1.GetBytes(text.ToString())).Layout.Encoding.ShouldBe(FileEncoding.Windows1252);
        Readable(Encoding.UTF8.GetBytes(text.ToString())).Layout.Encoding.ShouldBe(FileEncoding.Utf8);
    }

    [Theory]
    [InlineData("phone,name\n+5511987654321,Ana\n", ',')]
    [InlineData("phone;name\n+5511987654321;\"Silva, Ana\"\n+5511987654322;\"Lima, Eva\"\n", ';')]
    [InlineData("Silva, Ana;+5511987654321\nLima, Eva;+5511987654322\n", ';')]
    [InlineData("phone\tname\n+5511987654321\tAna\n", '\t')]
    [InlineData("phone|name\n+5511987654321|Ana; Bea\n", '|')]
    [InlineData("+5511987654321\n+5511987654322\n", ',')]
    public void The_delimiter_is_found(string text, char delimiter) => Readable(Encoding.UTF8.GetBytes(text)).Layout.Delimiter.ShouldBe(delimiter);

    [Theory]
    [InlineData("phone,name\n+5511987654321,Ana\n", true)]
    [InlineData("id,who\n+5511987654321,Ana\n", true)]
    [InlineData("+5511987654321,Ana\n+5511987654322,Eva\n", false)]
    [InlineData("Ana,+5511987654321\n", false)]
    public void The_header_is_found(string text, bool header) => Readable(Encoding.UTF8.GetBytes(text)).Layout.Header.ShouldBe(header);

    [Fact]
    public void Without_a_header_the_values_say_which_column_is_which()
    {
        // The second column holds tax ids, which look like numbers to the eye and are none.
        var (_, preview) = Readable("Ana,111.111.111-11,+5511987654321\nEva,222.222.222-22,+5511987654322\n"u8.ToArray());
        preview.SuggestedMapping().ShouldBe(["name", null, "phone"]);
    }

    [Theory]
    [InlineData("Número de Teléfono", "phone")]
    [InlineData("WhatsApp", "phone")]
    [InlineData("CELULAR", "phone")]
    [InlineData("Nombre completo", "name")]
    [InlineData("full_name", "name")]
    [InlineData("Fuso horário", "timeZone")]
    [InlineData("Idioma", "language")]
    [InlineData("Etiquetas", "tags")]
    [InlineData("Order number", null)]
    public void Headers_of_three_languages_suggest_a_field(string header, string? field) => ColumnGuess.OfHeader(header).ShouldBe(field);

    [Fact]
    public void What_is_no_table_gets_a_sentence_and_not_a_million_rejects()
    {
        Refused([.. "%PDF-1.7\n"u8, 1, 2, 3]).ShouldStartWith("This is a PDF.");
        Refused([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]).ShouldStartWith("This is a picture");
        Refused([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).ShouldStartWith("This is an old Excel workbook");
        Refused([0x1f, 0x8b, 8, 0]).ShouldStartWith("This is a compressed archive");
        Refused("<!DOCTYPE html><html><body>404</body></html>"u8.ToArray()).ShouldStartWith("This is a web page");
        Refused("{\"contacts\": []}"u8.ToArray()).ShouldStartWith("This is JSON");
        Refused("BEGIN:VCARD\nVERSION:3.0\n"u8.ToArray()).ShouldStartWith("These are address cards");
        Refused([.. "a,b\n"u8, 0, .. "c"u8, 0, 0, 0, 0, 0, 0, 0]).ShouldStartWith("The file holds zero bytes");
        Refused([0xff, 0xfe, 0, 0, (byte)'a', 0, 0, 0]).ShouldStartWith("The file is in UTF-32");
        Refused([]).ShouldBe("The file is empty.");
        Refused("\n\n  \n"u8.ToArray()).ShouldBe("The file holds no rows.");
        Refused(Zip(("readme.txt", "hello"))).ShouldStartWith("This is a ZIP archive");
    }

    [Fact]
    public void A_spreadsheet_is_read_with_its_numbers_dates_and_texts()
    {
        var bytes = new SheetFile()
            .Row("Phone", "Name", "Born", "Vip")
            .Row(5511987654321.0, "José", new DateTime(1990, 5, 17), true)
            .Row("+55 11 98765-4322", "Quo\"te, comma\nbreak", 12.5, null).Save();
        var (layout, preview) = Readable(bytes);
        layout.ShouldBe(new FileLayout(FileFormat.Xlsx, null, null, true, "People"));
        preview.Sheets.ShouldBe(["People"]);
        preview.Rows.ShouldBe([["5511987654321", "José", "1990-05-17", "true"], ["+55 11 98765-4322", "Quo\"te, comma\nbreak", "12.5", ""]]);
        preview.SuggestedMapping().ShouldBe(["phone", "name", "variables.born", "variables.vip"]);
    }

    [Fact]
    public void A_spreadsheet_that_unpacks_to_far_more_than_it_holds_is_refused_before_it_is_opened()
    {
        var bomb = new SheetFile().Row("phone").Save(sheetPadding: 60_000_000);
        bomb.Length.ShouldBeLessThan(200_000);
        Refused(bomb).ShouldStartWith("The spreadsheet unpacks to far more than it holds");
    }

    [Fact]
    public void A_package_that_lies_about_its_sizes_is_found_out()
    {
        var honest = new SheetFile().Row("phone").Save(sheetPadding: 60_000_000);
        // The declared sizes stand in the central directory, which ends the file: make every one of them small.
        for (var at = 0; at < honest.Length - 46; at++)
            if (honest.AsSpan(at).StartsWith("PK\u0001\u0002"u8)) BitConverter.GetBytes(1000u).CopyTo(honest, at + 24);
        Refused(honest).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_spreadsheet_with_too_many_parts_or_too_many_texts_is_refused()
    {
        var options = new ImportOptions { MaxParts = 3 };
        Refused(new SheetFile().Row("phone").Save(), options).ShouldStartWith("The spreadsheet has more than 3 parts");
        Refused(new SheetFile().Row("phone", "a text of some length").Save(), new ImportOptions { MaxSharedStrings = 50 }).ShouldContain("MB of texts");
    }

    [Fact]
    public void A_spreadsheet_with_an_entity_bomb_or_cut_in_half_is_damaged_and_nothing_worse()
    {
        var lol = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>";
        Refused(new SheetFile().Row("phone").Save(sheet: lol)).ShouldStartWith("The spreadsheet is damaged");
        Refused(new SheetFile().Row("phone").Save()[..400]).ShouldStartWith("The spreadsheet is damaged");
    }

    private static FileLook.Outcome Look(byte[] bytes, ImportOptions? options = null)
    {
        var sniffer = new EncodingSniffer();
        foreach (var part in bytes.Chunk(1000)) sniffer.Append(part); // letters are cut at the ends of parts
        return FileLook.At(new MemoryStream(bytes), sniffer, new FileLook.Wish(), ImportTarget.Contacts, "BR", options ?? new ImportOptions(), TimeProvider.System, default);
    }

    private static FileLook.Outcome.Readable Readable(byte[] bytes) => Look(bytes).ShouldBeOfType<FileLook.Outcome.Readable>();

    private static string Refused(byte[] bytes, ImportOptions? options = null) => Look(bytes, options).ShouldBeOfType<FileLook.Outcome.Refused>().Sentence;

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
                using (var writer = new StreamWriter(zip.CreateEntry(name).Open())) writer.Write(text);
        return file.ToArray();
    }
}
