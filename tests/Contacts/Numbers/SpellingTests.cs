using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

[Trait("Requirement", "CON-01")]
[Trait("Requirement", "CON-03")]
public sealed class SpellingTests
{
    [Theory]
    [InlineData("+55 (11) 98765-4321", null)]
    [InlineData("+5511987654321", "US")]
    [InlineData("+55 (0) 11 98765-4321", null)]
    [InlineData("(+55) 11 98765.4321", null)]
    [InlineData("(55) 11 98765-4321", "BR")]
    [InlineData("0055 11 98765 4321", null)]
    [InlineData("0055 11 98765 4321", "DE")]
    [InlineData("0015 55 11 98765 4321", "BR")]
    [InlineData("011 55 11 98765 4321", "US")]
    [InlineData("0055 11 98765 4321", "US")]
    [InlineData("(11) 98765-4321", "BR")]
    [InlineData("(11) 98765-4321", "br")]
    [InlineData("011 98765-4321", "BR")]
    [InlineData("0 15 11 98765-4321", "BR")]
    [InlineData("11987654321", "BR")]
    [InlineData("5511987654321", null)]
    [InlineData("5511987654321", "BR")]
    [InlineData("5511987654321", "FR")]
    [InlineData("5511987654321@s.whatsapp.net", null)]
    [InlineData("5511987654321@s.whatsapp.net", "US")]
    [InlineData("5511987654321:12@s.whatsapp.net", null)]
    [InlineData("5511987654321_1:12@s.whatsapp.net", null)]
    [InlineData("5511987654321:99@hosted", null)]
    [InlineData("5511987654321@c.us", null)]
    [InlineData("5511987654321@C.US", null)]
    [InlineData("tel:+55-11-98765-4321", null)]
    [InlineData("TEL:11-98765-4321;phone-context=+55", null)]
    [InlineData("tel:%2B5511987654321", null)]
    [InlineData("tel:11987654321", "BR")]
    [InlineData("whatsapp:+5511987654321", null)]
    [InlineData("whatsapp:5511987654321", "US")]
    [InlineData("whatsapp://send?phone=5511987654321&text=oi", null)]
    [InlineData("wa.me/5511987654321", null)]
    [InlineData("https://wa.me/5511987654321?text=hello%20there", null)]
    [InlineData("https://wa.me/+5511987654321", "US")]
    [InlineData("https://api.whatsapp.com/send?text=x&phone=%2B5511987654321", null)]
    [InlineData("https://web.whatsapp.com/send/?phone=5511987654321", null)]
    [InlineData("sms:+5511987654321?body=x", null)]
    [InlineData("+٥٥ ١١ ٩٨٧٦٥ ٤٣٢١", null)]
    [InlineData("＋５５（１１）９８７６５－４３２１", null)]
    [InlineData("+५५ ११ ९८७६५ ४३२१", null)]
    [InlineData("+55\u00A011\u202F98765\u20114321", null)]
    [InlineData("\u202A+55 11 98765-4321\u202C", null)]
    [InlineData("\uFEFF+55\u200B11\u2060987654321", null)]
    [InlineData("'+5511987654321", null)]
    [InlineData("\"+55 11 98765 4321\"", null)]
    [InlineData("\t+55 11\t98765 4321\r\n", null)]
    [InlineData("+55/11/98765/4321", null)]
    [InlineData("5511987654321.0", null)]
    [InlineData("+5️⃣5️⃣ 11 98765 4321", null)]
    public void Every_spelling_of_a_number_is_the_same_number(string spelling, string? region)
    {
        PhoneNumber.TryParse(spelling, region, out var number, out var problem).ShouldBeTrue(problem.ToString());
        number.ToString().ShouldBe("+5511987654321");
        problem.ShouldBe(NumberProblem.None);
    }

    [Theory]
    [InlineData("", null, NumberProblem.Empty)]
    [InlineData(null, "BR", NumberProblem.Empty)]
    [InlineData(" \u00A0\u200B", null, NumberProblem.Empty)]
    [InlineData("n/a", "BR", NumberProblem.NotANumber)]
    [InlineData("---", "BR", NumberProblem.NotANumber)]
    [InlineData("+", null, NumberProblem.NotANumber)]
    [InlineData("1-800-FLOWERS", "US", NumberProblem.NotANumber)]
    [InlineData("maria@example.com", "BR", NumberProblem.NotANumber)]
    [InlineData("maria@c.us", "BR", NumberProblem.NotANumber)]
    [InlineData("https://wa.me/message/ABC123", null, NumberProblem.NotANumber)]
    [InlineData("https://api.whatsapp.com/send?text=x", null, NumberProblem.NotANumber)]
    [InlineData("11+987654321", "BR", NumberProblem.NotANumber)]
    [InlineData("5.511987654321E+12", "BR", NumberProblem.NotANumber)]
    [InlineData("+55 11", null, NumberProblem.TooShort)]
    [InlineData("98765", "BR", NumberProblem.TooShort)]
    [InlineData("+55 11 98765-43210", null, NumberProblem.TooLong)]
    [InlineData("11 98765-4321 / 11 91234-5678", "BR", NumberProblem.TooLong)]
    [InlineData("+49 1234567890123456789", null, NumberProblem.TooLong)]
    [InlineData("+999 12345678", null, NumberProblem.UnknownCountryCode)]
    [InlineData("+0 11 98765 4321", null, NumberProblem.UnknownCountryCode)]
    [InlineData("(11) 98765-4321", null, NumberProblem.CountryMissing)]
    [InlineData("98765-4321", null, NumberProblem.CountryMissing)]
    [InlineData("98765-4321", "XX", NumberProblem.CountryMissing)]
    [InlineData("+55 20 98765-4321", null, NumberProblem.NotInNumberingPlan)]
    [InlineData("+1 555 555 5555", null, NumberProblem.NotInNumberingPlan)]
    [InlineData("+55 11 3456-7890 ramal 12", null, NumberProblem.Extension)]
    [InlineData("+1 213 373 4253 x123", null, NumberProblem.Extension)]
    [InlineData("+1 213 373 4253 ext. 123", null, NumberProblem.Extension)]
    [InlineData("+1 213 373 4253,,123#", null, NumberProblem.Extension)]
    [InlineData("1198765432;1198765433", "BR", NumberProblem.NotANumber)]
    [InlineData("+1 213 373 4253,,123", null, NumberProblem.Extension)]
    [InlineData("tel:+1-213-373-4253;ext=123", null, NumberProblem.Extension)]
    [InlineData("120363025246125486@g.us", null, NumberProblem.Group)]
    [InlineData("5511987654321-1400000000@g.us", null, NumberProblem.Group)]
    [InlineData("123456789012345@lid", null, NumberProblem.LinkedId)]
    [InlineData("123456789012345:3@hosted.lid", null, NumberProblem.LinkedId)]
    [InlineData("120363144038483540@newsletter", null, NumberProblem.Channel)]
    [InlineData("status@broadcast", null, NumberProblem.Broadcast)]
    public void What_is_no_number_says_why(string? spelling, string? region, NumberProblem expected)
    {
        PhoneNumber.TryParse(spelling, region, out var number, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
        number.ShouldBe(default);
    }

    [Theory]
    [InlineData("298211234", "BR")]
    [InlineData("(21) 321 234 567", "FR")]
    public void A_local_number_that_misses_digits_never_becomes_a_number_abroad(string local, string region)
    {
        PhoneNumber.TryParse($"+{local.Replace("(", "").Replace(")", "")}", null, out _, out _).ShouldBeTrue("it would be one");
        PhoneNumber.TryParse(local, region, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBe(NumberProblem.None);
    }
}
