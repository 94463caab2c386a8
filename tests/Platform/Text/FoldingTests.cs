using Parley.Platform.Text;
using Shouldly;

namespace Parley.Tests.Platform.Text;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("NÃO", "nao")]
    [InlineData("Señor Muñoz", "senor munoz")]
    [InlineData("Straße ŁÓDŹ", "strasse lodz")]
    [InlineData("Ｓｔｏｐ", "stop")]
    [InlineData("Nguyễn Văn Ổn", "nguyen van on")]
    [InlineData("Ελλάδα ΣΤΟΠ", "ελλαδα στοπ")]
    [InlineData("Ёлка СТОП", "елка стоп")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("plain 1!", "plain 1!")]
    public void Case_accents_and_width_make_no_difference(string text, string folded) => Folding.Fold(text).ShouldBe(folded);
}
