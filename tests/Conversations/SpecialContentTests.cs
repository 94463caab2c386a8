using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Conversations;

/// <summary>Approved templates, buttons and lists as callers write them: what is taken, and what is said about what is not.</summary>
[Trait("Requirement", "MSG-01")]
public sealed class SpecialContentTests(TestServer server) : IClassFixture<TestServer>
{
    private const string To = "+5511987650001";

    [Fact]
    public async Task A_template_is_stored_as_it_was_given_with_its_placeholders_filled_in()
    {
        var admin = await server.Admin();
        var sent = await admin.Post("/api/messages", new
        {
            to = To,
            template = new { name = "order_ready", language = "pt_BR", body = new[] { "{{name|Ana}}", "{{order}}" }, buttons = new[] { new { index = 0, value = "{{order}}" } } },
            variables = new { order = "12" },
        });
        sent.Status.ShouldBe(202);
        var shown = await admin.Get($"/api/messages/{sent.Id}");
        (shown["content.kind"], shown["content.template.name"], shown["content.template.body"], shown["content.template.buttons.0.value"]).ShouldBe(("template", "order_ready", "[\"Ana\",\"12\"]", "12"));

        var lacking = await admin.Post("/api/messages", new { to = To, template = new { name = "order_ready", language = "pt_BR", body = new[] { "{{order}}" } }, variables = new { } });
        (lacking.Status, lacking["type"]).ShouldBe((422, "unknown-variables"));
    }

    [Theory]
    [InlineData("""{"template":{"name":"Order","language":"pt_BR"}}""", "template")]
    [InlineData("""{"template":{"name":"order","language":"português"}}""", "template")]
    [InlineData("""{"template":{"name":"order","language":"pt_BR"},"text":"and this"}""", "template")]
    [InlineData("""{"template":{"name":"order","language":"pt_BR","buttons":[{"index":10,"value":"x"}]}}""", "template")]
    [InlineData("""{"interactive":{"body":"Which day?"}}""", "interactive")]
    [InlineData("""{"interactive":{"body":" ","buttons":[{"id":"a","title":"A"}]}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","buttons":[{"id":"a","title":"A"},{"id":"a","title":"B"}]}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","buttons":[{"id":"a","title":"A title that is too long"}]}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","buttons":[{"id":"a","title":"A"}],"list":{"button":"Open","sections":[{"title":null,"rows":[{"id":"b","title":"B"}]}]}}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","list":{"button":"Open","sections":[]}}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","list":{"button":"Open","sections":[{"rows":[{"id":"b","title":"B"}]},{"rows":[{"id":"c","title":"C"}]}]}}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","list":{"button":"Open","sections":[{"rows":[{"id":"b","title":"B"},{"id":"b","title":"C"}]}]}}}""", "interactive")]
    [InlineData("""{"interactive":{"body":"?","buttons":[{"id":"a","title":"A"}]},"text":"and this"}""", "interactive")]
    public async Task What_cannot_be_one_is_refused_with_its_field_and_a_sentence(string body, string field)
    {
        var refused = await (await server.Admin()).Post("/api/messages", body.Insert(1, $"\"to\":\"{To}\","));
        (refused.Status, refused["type"]).ShouldBe((400, "validation"));
        // At the field itself, or at one within it.
        refused.Body.GetProperty("errors").EnumerateObject().ShouldContain(error => error.Name.Split('.')[0] == field && error.Value[0].GetString()!.Length > 0);
    }

    [Fact]
    public async Task Buttons_and_lists_are_stored_with_their_text()
    {
        var admin = await server.Admin();
        var buttons = await admin.Post("/api/messages", new { to = To, interactive = new { body = "Which day, {{name|friend}}?", buttons = new[] { new { id = "mon", title = "Monday" } } }, variables = new { } });
        buttons.Status.ShouldBe(202);
        var shown = await admin.Get($"/api/messages/{buttons.Id}");
        (shown["content.kind"], shown["content.text"], shown["content.interactive.buttons.0.title"]).ShouldBe(("interactive", "Which day, friend?", "Monday"));
        (await admin.Post("/api/messages", new { to = To, interactive = new { body = "Which?", list = new { button = "Open", sections = new[] { new { title = "Days", rows = new[] { new { id = "mon", title = "Monday", description = "All day" } } } } } } })).Status.ShouldBe(202);
    }
}
