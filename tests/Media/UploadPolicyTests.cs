using Parley.Media;
using Shouldly;
using static Parley.Media.UploadPolicy.Verdict;

namespace Parley.Tests.Media;

[Trait("Requirement", "MSG-11")]
public sealed class UploadPolicyTests
{
    [Theory]
    [InlineData(nameof(Samples.Png), "image/png", "logo.png", "image/png", "logo.png")]
    [InlineData(nameof(Samples.Png), null, null, "image/png", "file.png")]
    [InlineData(nameof(Samples.Png), "application/octet-stream", "logo", "image/png", "logo.png")]
    [InlineData(nameof(Samples.Jpeg), "image/jpg", "photo.JPG", "image/jpeg", "photo.JPG")]
    [InlineData(nameof(Samples.Opus), "audio/ogg; codecs=opus", "voice.ogg", "audio/ogg", "voice.ogg")]
    [InlineData(nameof(Samples.Mp4), "audio/mp4", "sound.m4a", "audio/mp4", "sound.m4a")]
    [InlineData(nameof(Samples.Mp4), null, "sound.m4a", "audio/mp4", "sound.m4a")]
    [InlineData(nameof(Samples.Mp4), "video/mp4", "film.mp4", "video/mp4", "film.mp4")]
    [InlineData(nameof(Samples.Text), "application/vnd.ms-excel", "people.csv", "text/csv", "people.csv")]
    [InlineData(nameof(Samples.Text), "text/csv", "people", "text/csv", "people.csv")]
    [InlineData(nameof(Samples.Docx), "application/zip", "offer.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "offer.docx")]
    [InlineData(nameof(Samples.Pdf), "application/pdf", "Offer 1.2", "application/pdf", "Offer 1.2.pdf")]
    [InlineData(nameof(Samples.Pdf), "application/pdf", "../../etc/cron.d/offer.pdf", "application/pdf", "offer.pdf")]
    [InlineData(nameof(Samples.Pdf), "application/pdf", @"C:\Users\ana\offer.pdf", "application/pdf", "offer.pdf")]
    public void A_file_is_taken_under_the_type_of_its_bytes(string sample, string? claim, string? name, string type, string stored)
    {
        var taken = Judge(sample, claim, name).ShouldBeOfType<Taken>();
        taken.Type.Name.ShouldBe(type);
        taken.FileName.ShouldBe(stored);
    }

    [Theory]
    [InlineData(nameof(Samples.Pdf), "image/png", "offer.pdf", "It is sent as image/png, but its bytes are application/pdf.")]
    [InlineData(nameof(Samples.Pdf), null, "photo.png", "Its name ends in .png, but its bytes are application/pdf.")]
    [InlineData(nameof(Samples.Pdf), "application/pdf", "offer.pdf.exe", "Its name ends in .exe, but its bytes are application/pdf.")]
    [InlineData(nameof(Samples.Text), "text/plain", "page.html", "Its name ends in .html, but its bytes are text/plain.")]
    [InlineData(nameof(Samples.Svg), "image/svg+xml", "logo.svg", "It is markup (HTML, SVG or XML), which can run scripts.")]
    [InlineData(nameof(Samples.WindowsProgram), "image/png", "logo.png", "It is a program.")]
    public void What_contradicts_its_bytes_or_can_run_is_refused_with_a_sentence(string sample, string? claim, string? name, string sentence) =>
        Judge(sample, claim, name).ShouldBe(new Refused(sentence));

    [Fact]
    public void What_whatsapp_does_not_take_is_refused_with_the_list_of_what_it_takes() =>
        Judge(nameof(Samples.Noise), null, "thing.bin").ShouldBeOfType<Refused>().Sentence.ShouldContain("jpg, png, webp");

    [Theory]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("a\u0000b\r\n.pdf", "ab.pdf")]
    [InlineData("say \"hi\".pdf", "say 'hi'.pdf")]
    [InlineData("....", "file")]
    [InlineData("", "file")]
    public void A_name_keeps_nothing_that_misleads(string name, string clean) => UploadPolicy.Clean(name).ShouldBe(clean);

    [Fact]
    public void A_long_name_is_cut_before_its_extension_and_never_within_a_character()
    {
        var clean = UploadPolicy.Clean(string.Concat(Enumerable.Repeat("😀", 100)) + ".pdf");
        clean.Length.ShouldBeLessThanOrEqualTo(120);
        clean.ShouldEndWith("😀.pdf");
    }

    private static UploadPolicy.Verdict Judge(string sample, string? claim, string? name) =>
        UploadPolicy.Judge(Sniffer.Look(new MemoryStream((byte[])typeof(Samples).GetProperty(sample)!.GetValue(null)!)), claim, name);
}
