using System.Text.Json;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

[Trait("Requirement", "CON-01")]
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+5511987654321", "+55 11 98765-4321", "+55 11 •••• 4321", "BR")]
    [InlineData("+12133734253", "+1 213-373-4253", "+1 213 •••• 4253", "US")]
    [InlineData("+14165550123", "+1 416-555-0123", "+1 416 •••• 0123", "CA")]
    [InlineData("+525512345678", "+52 55 1234 5678", "+52 55 •••• 5678", "MX")]
    [InlineData("+5491123456789", "+54 9 11 2345-6789", "+54 9 •••• 6789", "AR")]
    [InlineData("+442079460958", "+44 20 7946 0958", "+44 20 •••• 0958", "GB")]
    [InlineData("+441534712345", "+44 1534 712345", "+44 •••• 2345", "JE")]
    [InlineData("+390612345678", "+39 06 1234 5678", "+39 06 •••• 5678", "IT")]
    [InlineData("+298211234", "+298 21 12 34", "+298 •••• 34", "FO")]
    [InlineData("+376712345", "+376 712 345", "+376 •••• 45", "AD")]
    [InlineData("+80012345678", "+800 1234 5678", "+800 •••• 5678", "001")]
    public void A_number_knows_its_country_and_how_people_write_it(string e164, string international, string masked, string country)
    {
        PhoneNumber.TryParse(e164, null, out var number, out _).ShouldBeTrue();
        number.ToInternational().ShouldBe(international);
        number.ToMasked().ShouldBe(masked);
        number.CountryCode.ShouldBe(country);
        number.ToString().ShouldBe(e164);
        number.Digits.ShouldBe(e164[1..]);
    }

    [Fact]
    public void A_stored_number_stays_readable_though_its_plan_no_longer_knows_it()
    {
        var number = PhoneNumber.FromE164("+99912345678");
        number.ToString().ShouldBe("+99912345678");
        number.ToInternational().ShouldBe("+99912345678");
        number.CountryCode.ShouldBe("");
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("5511987654321")]
    [InlineData("+0511987654321")]
    [InlineData("+1234")]
    [InlineData("+1234567890123456")]
    [InlineData("+55 11987654321")]
    public void What_was_never_stored_is_no_stored_number(string text) =>
        Should.Throw<FormatException>(() => PhoneNumber.FromE164(text));

    [Fact]
    public void Numbers_sort_by_their_written_digits()
    {
        string[] sorted = ["+12133734253", "+390612345678", "+442079460958", "+5511987654321"];
        sorted.Reverse().Select(text => PhoneNumber.FromE164(text)).Order().Select(number => number.ToString()).ShouldBe(sorted);
    }

    [Fact]
    public void The_default_is_no_number_and_writes_nothing()
    {
        PhoneNumber none = default;
        $"{none}{none.ToInternational()}{none.ToMasked()}{none.CountryCode}".ShouldBe("");
    }

    [Fact]
    public void The_database_holds_the_e164_form()
    {
        var number = PhoneNumber.FromE164("+5511987654321");
        new PhoneNumberColumn().ConvertToProvider(number).ShouldBe("+5511987654321");
        new PhoneNumberColumn().ConvertFromProvider("+5511987654321").ShouldBe(number);
    }

    [Fact]
    public void Json_holds_the_e164_form()
    {
        var number = PhoneNumber.FromE164("+5511987654321");
        JsonSerializer.Serialize(number).ShouldBe("\"\\u002B5511987654321\"");
        JsonSerializer.Deserialize<PhoneNumber>("\"+5511987654321\"").ShouldBe(number);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PhoneNumber>("\"5511987654321\""));
    }
}
