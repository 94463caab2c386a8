using System.Text.Json;
using Parley.Outbox;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "MSG-08")]
public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("Hi {{name}}!", "Hi Ana!")]
    [InlineData("Hi {{ name }}!", "Hi Ana!")]
    [InlineData("{{name}}{{name}}", "AnaAna")]
    [InlineData("Order {{order.id}}: {{order.total}}", "Order 17: 9.50")]
    [InlineData("First: {{items.0.title}}", "First: Tea")]
    [InlineData("Hello {{nick|there}}", "Hello there")]
    [InlineData("Hello {{name|there}}", "Hello Ana")]
    [InlineData("Hello {{blank|there}}", "Hello there")]
    [InlineData("Empty default: [{{nick|}}]", "Empty default: []")]
    [InlineData("No braces", "No braces")]
    [InlineData("{{1+1}} and {{ }} and {{name", "{{1+1}} and {{ }} and {{name")]
    [InlineData("{{quoted}}", "{{name}}")]
    public void Placeholders_are_filled_in_and_everything_else_stays(string template, string expected)
    {
        TemplateText.Parse(template).Render(Variables, out var missing).ShouldBe(expected);
        missing.ShouldBeNull();
    }

    [Theory]
    [InlineData("{{nick}}", "nick")]
    [InlineData("{{order.missing}}", "order.missing")]
    [InlineData("{{blank}}", "blank")]
    [InlineData("{{order}}", "order")]
    [InlineData("{{name}} {{a}} {{b}}", "a")]
    public void A_placeholder_without_a_value_and_without_a_default_is_reported(string template, string expected)
    {
        TemplateText.Parse(template).Render(Variables, out var missing);
        missing.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Hi {{Order No}} {{1+1}}", "{{Order No}}")]
    [InlineData("{{name}} {{}}", "{{}}")]
    [InlineData("{{{name}}}", "{{{name}}")]
    public void What_stands_in_braces_and_is_no_placeholder_is_named(string template, string named) => TemplateText.Objection(template).ShouldNotBeNull().ShouldStartWith(named + " is no placeholder");

    [Theory]
    [InlineData(null)]
    [InlineData("{{name}} {{1st}} {{_a-b.0|x y!}} {single} {{open")]
    public void A_text_of_placeholders_alone_has_nothing_to_object_to(string? template) => TemplateText.Objection(template).ShouldBeNull();

    // Whatever an import or the API takes as a variable's name can be asked for.
    [Theory]
    [InlineData("1st")]
    [InlineData("_x")]
    [InlineData("order-no")]
    public void Every_name_of_a_variable_is_a_placeholder(string name)
    {
        Parley.Contacts.ContactRules.IsVariableName(name).ShouldBeTrue();
        TemplateText.Parse($"{{{{{name}}}}}").Required.ShouldBe([name]);
    }

    [Fact]
    public void A_template_tells_which_variables_it_needs()
    {
        var template = TemplateText.Parse("{{a}} {{b|x}} {{a}} {{c.d}}");
        template.Required.ShouldBe(["a", "c.d"]);
        template.Placeholders.ShouldBe(["a", "b", "c.d"]);
    }

    private static readonly JsonElement Variables = JsonSerializer.Deserialize<JsonElement>(
        """{"name":"Ana","blank":" ","quoted":"{{name}}","order":{"id":17,"total":"9.50"},"items":[{"title":"Tea"}]}""");
}
