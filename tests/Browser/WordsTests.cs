using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Browser;

/// <summary>What the server tells in English, as somebody sees it who reads Portuguese.</summary>
[Collection(Chromium.Collection)]
public sealed class WordsTests(Chromium chromium, Shop shop)
{
    [Fact]
    public async Task Who_reads_portuguese_is_told_in_portuguese_what_stands_in_the_way_who_did_it_and_what_went_wrong()
    {
        var sender = await shop.Api.Post("/api/senders", new { name = "Balcão", phoneNumber = "+5541987654399", driver = "simulator" });
        await shop.Api.Post($"/api/senders/{sender.Id}/pause");
        var message = await shop.Api.Post("/api/messages", new { to = "+5541987654398", text = "Olá", senderId = sender.Id });
        await using var visit = await chromium.Visit(shop.Server, language: "pt-BR");

        await visit.Open($"/senders/{sender.Id}");
        await Tells(visit, "Balcão está pausado. Pausado por ", "Balcão está desconectado, e ninguém pediu para conectá-lo.");
        await visit.Shoot("sender-paused-portuguese");

        await visit.Open($"/messages/{message.Id}");
        await Tells(visit, "Balcão está pausado. Pausado por ");
        await visit.Shoot("message-waits-portuguese");

        await visit.Open("/settings?tab=audit");
        // The newest two: further down the list the other tests of the shop have written theirs.
        await Tells(visit, "Pausou um remetente", "Adicionou um remetente");
        await visit.Page.GetByLabel("O quê").FillAsync("pausou");
        await visit.Page.GetByText("Adicionou um remetente").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await Tells(visit, "Pausou um remetente");
        await visit.Shoot("settings-audit-portuguese");

        visit.Errors.ShouldBeEmpty();
        await visit.Open("/campaigns/019a2c5e-7d41-7c3a-9b5e-1f60c2d4e8a7");
        await Tells(visit, "Esta campanha não existe.");
        await visit.Shoot("campaign-missing-portuguese");
        visit.Forgive();

        await shop.Api.Post($"/api/messages/{message.Id}/cancel");
        await shop.Api.DeleteAsync($"/api/senders/{sender.Id}");
    }

    private static async Task Tells(Visit visit, params string[] sentences)
    {
        foreach (var sentence in sentences) await visit.Page.GetByText(sentence).First.WaitForAsync();
        var page = await visit.Page.Locator("main").InnerTextAsync();
        page.ShouldNotContain("is paused");
        page.ShouldNotContain("Paused by");
        page.ShouldNotContain("There is no");
    }
}
