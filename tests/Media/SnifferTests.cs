using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Parley.Media;
using Shouldly;

namespace Parley.Tests.Media;

[Trait("Requirement", "MSG-11")]
public sealed class SnifferTests
{
    [Theory]
    [InlineData(nameof(Samples.Jpeg), "image/jpeg")]
    [InlineData(nameof(Samples.Png), "image/png")]
    [InlineData(nameof(Samples.Gif), "image/gif")]
    [InlineData(nameof(Samples.WebP), "image/webp")]
    [InlineData(nameof(Samples.Mp4), "video/mp4")]
    [InlineData(nameof(Samples.ThreeGp), "video/3gpp")]
    [InlineData(nameof(Samples.M4A), "audio/mp4")]
    [InlineData(nameof(Samples.Opus), "audio/ogg")]
    [InlineData(nameof(Samples.Mp3), "audio/mpeg")]
    [InlineData(nameof(Samples.TaggedMp3), "audio/mpeg")]
    [InlineData(nameof(Samples.Aac), "audio/aac")]
    [InlineData(nameof(Samples.Amr), "audio/amr")]
    [InlineData(nameof(Samples.Pdf), "application/pdf")]
    [InlineData(nameof(Samples.Docx), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData(nameof(Samples.Xlsx), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData(nameof(Samples.Pptx), "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData(nameof(Samples.Odt), "application/vnd.oasis.opendocument.text")]
    [InlineData(nameof(Samples.Ods), "application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData(nameof(Samples.Doc), "application/msword")]
    [InlineData(nameof(Samples.Xls), "application/vnd.ms-excel")]
    [InlineData(nameof(Samples.Text), "text/plain")]
    [InlineData(nameof(Samples.Latin1Text), "text/plain")]
    [InlineData(nameof(Samples.Utf16Text), "text/plain")]
    [InlineData(nameof(Samples.VCard), "text/vcard")]
    public void A_file_is_known_by_its_bytes(string sample, string type) => Look(Sample(sample)).ShouldBe(new Sniffer.Finding(FileTypes.All.Single(known => known.Name == type), null));

    [Theory]
    [InlineData(nameof(Samples.WindowsProgram))]
    [InlineData(nameof(Samples.LinuxProgram))]
    [InlineData(nameof(Samples.Script))]
    [InlineData(nameof(Samples.Html))]
    [InlineData(nameof(Samples.Svg))]
    [InlineData(nameof(Samples.BareSvg))]
    [InlineData(nameof(Samples.DocxWithMacros))]
    [InlineData(nameof(Samples.DocWithMacros))]
    [InlineData(nameof(Samples.Jar))]
    public void What_can_run_is_named_as_a_danger(string sample)
    {
        var finding = Look(Sample(sample));
        finding.Type.ShouldBeNull();
        finding.Danger.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(nameof(Samples.Wav))]
    [InlineData(nameof(Samples.Vorbis))]
    [InlineData(nameof(Samples.QuickTime))]
    [InlineData(nameof(Samples.Heic))]
    [InlineData(nameof(Samples.PlainZip))]
    [InlineData(nameof(Samples.Installer))]
    [InlineData(nameof(Samples.Noise))]
    public void What_whatsapp_does_not_take_is_nothing_of_the_table(string sample) => Look(Sample(sample)).ShouldBe(default);

    [Fact]
    public void A_text_may_be_cut_within_a_character_and_is_still_text()
    {
        // 8,191 bytes of ASCII, and a two-byte letter across the end of what is looked at.
        var text = new byte[9000];
        Array.Fill(text, (byte)'a');
        "é"u8.CopyTo(text.AsSpan(8191));
        Look(text).Type.ShouldBe(FileTypes.Text);
    }

    [Fact]
    public void No_bytes_break_it()
    {
        // Any tail after any beginning: the readers of archives and office files meet lengths and offsets out of nowhere.
        var beginnings = typeof(Samples).GetProperties().Where(property => property.PropertyType == typeof(byte[])).Select(property => (byte[])property.GetValue(null)!).ToArray();
        var files =
            from beginning in Gen.Elements(beginnings)
            from cut in Gen.Choose(0, beginning.Length)
            from tail in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
            from places in Gen.Choose(0, 2000).ArrayOf(4)
            select (beginning, cut, tail, places);
        Prop.ForAll(files.ToArbitrary(), file =>
        {
            byte[] bytes = [.. file.beginning.AsSpan(0, file.cut), .. file.tail];
            foreach (var place in file.places)
                if (bytes.Length > 8) bytes[8 + place % (bytes.Length - 8)] ^= 0xA5;
            Look(bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_directory_that_runs_in_a_circle_is_given_up()
    {
        var file = Samples.Doc;
        file[512 + 4] = 1; // the directory's sector is followed by itself
        file[512 + 5] = file[512 + 6] = file[512 + 7] = 0;
        Look(file).Danger.ShouldNotBeNull();
    }

    private static Sniffer.Finding Look(byte[] bytes) => Sniffer.Look(new MemoryStream(bytes));

    private static byte[] Sample(string name) => (byte[])typeof(Samples).GetProperty(name, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
