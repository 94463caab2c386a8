using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

/// <summary>docs/decisions/one-number-one-contact.md</summary>
[Trait("Requirement", "CON-01")]
public sealed class RespellingTests
{
    [Theory]
    [InlineData("553187654321@s.whatsapp.net", "+5531987654321")]
    [InlineData("5531987654321@s.whatsapp.net", "+5531987654321")]
    [InlineData("+55 31 8765-4321", "+5531987654321")]
    [InlineData("(31) 6765-4321", "+5531967654321")]
    [InlineData("031 7765-4321", "+5531977654321")]
    [InlineData("0 15 31 8765-4321", "+5531987654321")]
    [InlineData("551187654321@c.us", "+5511987654321")]
    [InlineData("5215512345678@s.whatsapp.net", "+525512345678")]
    [InlineData("525512345678@s.whatsapp.net", "+525512345678")]
    [InlineData("+52 1 55 1234 5678", "+525512345678")]
    [InlineData("+52 044 55 1234 5678", "+525512345678")]
    [InlineData("5491123456789@s.whatsapp.net", "+5491123456789")]
    [InlineData("541123456789@s.whatsapp.net", "+5491123456789")]
    [InlineData("+54 11 2345-6789", "+5491123456789")]
    [InlineData("+54 11 15 2345-6789", "+5491123456789")]
    [InlineData("+54 9 11 2345-6789", "+5491123456789")]
    public void Old_and_shortened_forms_are_the_same_number(string spelling, string e164)
    {
        PhoneNumber.TryParse(spelling, "BR", out var number, out var problem).ShouldBeTrue(problem.ToString());
        number.ToString().ShouldBe(e164);
    }

    [Theory]
    [InlineData("MX", "044 55 1234 5678", "+525512345678")]
    [InlineData("MX", "045 55 1234 5678", "+525512345678")]
    [InlineData("MX", "01 55 1234 5678", "+525512345678")]
    [InlineData("MX", "1 55 1234 5678", "+525512345678")]
    [InlineData("MX", "55 1234 5678", "+525512345678")]
    [InlineData("AR", "011 15 2345-6789", "+5491123456789")]
    [InlineData("AR", "11 2345-6789", "+5491123456789")]
    [InlineData("AR", "0 2966 15 42-3456", "+5492966423456")]
    public void National_forms_are_too(string region, string spelling, string e164)
    {
        PhoneNumber.TryParse(spelling, region, out var number, out var problem).ShouldBeTrue(problem.ToString());
        number.ToString().ShouldBe(e164);
    }

    [Theory]
    [InlineData("+55 31 3456-7890", "+553134567890")]
    [InlineData("+55 11 2345-6789", "+551123456789")]
    [InlineData("+55 800 123 4567", "+558001234567")]
    [InlineData("+55 4004 1234", "+5540041234")]
    [InlineData("+52 800 123 4567", "+528001234567")]
    [InlineData("+54 800 123 4567", "+548001234567")]
    [InlineData("+1 213 373 4253", "+12133734253")]
    public void Landlines_and_service_numbers_keep_their_digits(string spelling, string e164)
    {
        PhoneNumber.TryParse(spelling, null, out var number, out var problem).ShouldBeTrue(problem.ToString());
        number.ToString().ShouldBe(e164);
    }

    [Theory]
    [InlineData("+55 31 8765-432")]
    [InlineData("+55 20 8765-4321")]
    [InlineData("+52 2 55 1234 5678")]
    [InlineData("+52 1 55 1234 567")]
    [InlineData("+54 9 99 2345-6789")]
    public void A_respelling_makes_no_number_of_what_is_none(string spelling) =>
        PhoneNumber.TryParse(spelling, null, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("+5531987654321", "5531987654321 553187654321")]
    [InlineData("+553134567890", "553134567890")]
    [InlineData("+525512345678", "525512345678 5215512345678")]
    [InlineData("+5491123456789", "5491123456789 541123456789")]
    [InlineData("+12133734253", "12133734253")]
    public void A_number_tells_the_addresses_it_may_have(string e164, string addresses) =>
        string.Join(' ', PhoneNumber.FromE164(e164).AddressDigits()).ShouldBe(addresses);
}
