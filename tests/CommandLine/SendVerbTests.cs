using Parley.CommandLine;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.CommandLine;

[Trait("Requirement", "OPS-05")]
public sealed class SendVerbTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_message_is_accepted_and_its_id_and_state_are_printed()
    {
        var sent = await server.Type("send", "--to", "+55 11 98765-0002", "--text", "@everyone: hello");
        sent.Status.ShouldBe(ExitStatus.Done, sent.Errors);
        var (id, state) = (sent.Output.Split("  ")[0], sent.Output.Split("  ")[1]);
        state.ShouldBe("queued");
        var stored = await (await server.Admin()).Get($"/api/messages/{id}");
        stored["to"].ShouldBe("+5511987650002");
        stored["content.text"].ShouldBe("@everyone: hello", "a text that begins with @ is no file of arguments");
    }

    [Fact]
    [Trait("Requirement", "MSG-08")]
    public async Task Placeholders_are_filled_in_from_the_person_and_from_what_is_given()
    {
        var api = await server.Admin();
        (await api.Post("/api/contacts", new { phoneNumber = "+5511987650010", name = "Ana" })).Status.ShouldBe(201);
        var sent = await server.Type("send", "--to", "+5511987650010", "--text", "Hi {{name}}, {{order.number}} for {{phone}}, {{city|near you}}", "--variable", "order.number=17", "--variable", "code=a=b");
        sent.Status.ShouldBe(ExitStatus.Done, sent.Errors);
        (await api.Get($"/api/messages/{sent.Output.Split("  ")[0]}"))["content.text"].ShouldBe("Hi Ana, 17 for +5511987650010, near you");
    }

    [Theory]
    [Trait("Requirement", "MSG-08")]
    [InlineData("Hi {{name}}")]
    [InlineData("Hi {{ name }}", "--variable", "city=Recife")]
    public async Task A_placeholder_without_a_value_is_refused_and_never_sent_as_it_is_typed(string text, params string[] more)
    {
        var refused = await server.Type(["send", "--to", "+5511987650011", "--text", text, .. more]);
        refused.Status.ShouldBe(ExitStatus.Failed);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain("These have no value: name");
    }

    [Fact]
    public async Task For_programs_the_answer_is_json()
    {
        var sent = await server.Type("send", "--to", "+5511987650003", "--text", "Hi", "--json");
        sent.Json.GetProperty("id").GetGuid().ShouldNotBe(Guid.Empty);
        sent.Json.GetProperty("status").GetString().ShouldBe("queued");
    }

    [Fact]
    public async Task A_text_can_come_from_the_standard_input_and_wait_for_its_time()
    {
        var sent = await CommandLineOf.Type(Beside, ["send", "--to", "+5511987650004", "--text", "-", "--at", "+2h"], input: "two\nlines\n");
        sent.Output.ShouldEndWith("pending");
        var stored = await (await server.Admin()).Get($"/api/messages/{sent.Output.Split("  ")[0]}");
        stored["content.text"].ShouldBe("two\nlines\n");
        DateTimeOffset.Parse(stored["dueAt"]!).ShouldBe(TimeProvider.System.GetUtcNow().AddHours(2), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_file_is_uploaded_and_sent_with_its_caption()
    {
        var file = Path.Combine(server.DataDir, "dot.png");
        await File.WriteAllBytesAsync(file, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        var sent = await server.Type("send", "--to", "+5511987650005", "--media", file, "--text", "Look", "--json");
        sent.Status.ShouldBe(ExitStatus.Done, sent.Errors);
        var stored = await (await server.Admin()).Get($"/api/messages/{sent.Json.GetProperty("id").GetString()}");
        stored["content.kind"].ShouldBe("image");
        stored["content.text"].ShouldBe("Look");
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task The_same_key_sends_one_message_however_often_it_is_typed()
    {
        var (first, again) = (await server.Type("send", "--to", "+5511987650006", "--text", "Once", "--key", "order-17"), await server.Type("send", "--to", "+5511987650006", "--text", "Once", "--key", "order-17"));
        again.Output.ShouldBe(first.Output);
    }

    [Theory]
    [InlineData("12", "Hi", null, "country")]
    [InlineData("+5511987650007", "Hi", "Nobody", "sender")]
    public async Task What_the_server_refuses_is_1_with_its_sentence(string to, string text, string? sender, string word)
    {
        var refused = await server.Type(["send", "--to", to, "--text", text, .. sender is null ? Array.Empty<string>() : ["--sender", sender]]);
        refused.Status.ShouldBe(ExitStatus.Failed);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain(word);
    }

    [Theory]
    [InlineData("--to", "+5511987650008")]
    [InlineData("--text", "Hi")]
    [InlineData("--to", "+5511987650008", "--text", "Hi", "--at", "soon")]
    [InlineData("--to", "+5511987650008", "--text", "Hi", "--wait", "answered")]
    [InlineData("--to", "+5511987650008", "--text", "Hi", "--loud")]
    [InlineData("--to", "+5511987650008", "--text", "Hi", "--variable", "name")]
    [InlineData("--to", "+5511987650008", "--media", "/no/such/file.png")]
    public async Task What_makes_no_sense_is_2(params string[] args)
    {
        var refused = await server.Type(["send", .. args]);
        refused.Status.ShouldBe(ExitStatus.Usage);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Waiting_says_why_it_waits_and_gives_up_after_its_time()
    {
        var waited = await server.Type("send", "--to", "+5511987650009", "--text", "Hi", "--wait", "--timeout", "1");
        waited.Status.ShouldBe(ExitStatus.Failed);
        waited.Lines[0].ShouldContain("queued  ");
        waited.Lines[0].ShouldContain("sender", customMessage: "nobody is connected, and that is said");
        waited.Errors.ShouldContain("goes on without this command");
    }

    [Fact]
    public async Task Help_is_about_what_was_asked_and_every_verb_is_listed_by_the_script()
    {
        (await server.Type("send", "--help")).Output.ShouldContain("./parley send [options]");
        (await server.Type("send", "--help")).Output.ShouldContain("--to <NUMBER>");
        Verbs.Answer(["send"]).ShouldBeTrue();
        Verbs.Answer(["--roles", "web"]).ShouldBeFalse();
        Verbs.Answer([]).ShouldBeFalse();
    }

    private Dictionary<string, string?> Beside => new() { ["DATA_DIR"] = server.DataDir };
}
