using Parley.Contacts;
using Parley.Contacts.Consent;
using Shouldly;

namespace Parley.Tests.Contacts.Consent;

[Trait("Requirement", "CON-05")]
public sealed class ConsentWordsTests
{
    private static readonly string[] Leave = ["STOP", "SAIR", "NÃO QUERO", "Отписаться", "BAJA", "DESABONNER", "ARRÊT"];
    private static readonly string[] Back = ["START", "VOLTAR"];

    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData("  Stop! ")]
    [InlineData("stop 🙏")]
    [InlineData("\"SAIR\".")]
    [InlineData("nao quero")]
    [InlineData("Não  quero!!")]
    [InlineData("ОТПИСАТЬСЯ")]
    [InlineData("¡Baja!")]
    [InlineData("Désabonner")]
    [InlineData("DE\u0301SABONNER")] // the accent as a letter of its own
    [InlineData("arret")]
    [InlineData(" stop. ")]
    [InlineData("s\u200btop")] // a character without width, as copied texts have them
    [InlineData("ＳＴＯＰ")]
    public void A_message_that_says_nothing_else_leaves(string text) => ConsentWords.Read(text, Leave, Back).ShouldBe(ConsentState.OptedOut);

    [Theory]
    [InlineData("start")]
    [InlineData("Voltar.")]
    public void A_word_of_return_comes_back(string text) => ConsentWords.Read(text, Leave, Back).ShouldBe(ConsentState.OptedIn);

    [Theory]
    [InlineData("I will stop by tomorrow")]
    [InlineData("nonstop")]
    [InlineData("don't stop")]
    [InlineData("🙏")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_changes_nothing(string? text) => ConsentWords.Read(text, Leave, Back).ShouldBeNull();

    [Fact]
    public void A_huge_message_is_not_even_read() => ConsentWords.Read(new string('!', 10_000) + "STOP", Leave, Back).ShouldBeNull();
}
