using Parley.Contacts.Import.Files;
using Shouldly;

namespace Parley.Tests.Contacts.Import;

[Trait("Requirement", "CON-02")]
public sealed class DelimitedTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a \"b\", c", "\"a \"\"b\"\", c\"")]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "'=1")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string field, string written)
    {
        using var output = new StringWriter();
        DelimitedText.AppendSafely(output, field);
        output.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("'+5511987654321", "+5511987654321")]
    [InlineData("'=1", "=1")]
    [InlineData("'hello", "'hello")]
    [InlineData("'", "'")]
    public void Reading_takes_the_apostrophe_off_again(string written, string field) => DelimitedText.Unarmed(written).ToString().ShouldBe(field);
}
