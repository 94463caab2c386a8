using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Parley.Platform.Telemetry;
using Parley.Tests.Campaigns;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Telemetry;

[Trait("Requirement", "OPS-03")]
public sealed partial class SpansTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Text = "the-words-of-a-customer";

    [Fact]
    public async Task A_message_that_is_sent_and_one_that_comes_in_leave_spans_without_numbers_and_texts()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ParleyTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var stage = await CampaignStage.On(server);
        var sender = await stage.Sender();
        var person = CampaignStage.NewNumbers(1)[0];
        var number = (await stage.Api.Get($"/api/senders/{sender}"))["phoneNumber"]!;

        var sent = await stage.Api.Post("/api/messages", new { to = person, text = Text });
        sent.Status.ShouldBe(202, sent.Body.GetRawText());
        // Other tests of this process leave spans too, so the message is looked for by its id.
        await Wait.Until(() => spans.Any(span => Tag(span, "parley.message.id") == sent["id"]));
        var send = spans.Single(span => Tag(span, "parley.message.id") == sent["id"]);
        send.OperationName.ShouldBe("send");
        Tag(send, "parley.driver").ShouldBe("simulator");
        Tag(send, "parley.outcome").ShouldBe("accepted");
        Tag(send, "parley.attempt").ShouldBe("1");
        send.Parent.ShouldBeNull("a message is a trace of its own");

        (await stage.Api.Post($"/api/simulator/phones/{Uri.EscapeDataString(person)}/send", new { to = number, text = Text })).Status.ShouldBeLessThan(300);
        await Wait.Until(() => Names().IsSupersetOf(["claim", "send", "finalise", "route"]));
        spans.Where(span => span.OperationName == "route").ShouldContain(span => Tag(span, "parley.kind") == "message");
        foreach (var span in spans)
            foreach (var (name, value) in span.TagObjects)
                foreach (var secret in new[] { Text, person[1..], number[1..] }) $"{span.DisplayName} {name}={value}".ShouldNotContain(secret);

        HashSet<string> Names() => [.. spans.Select(span => span.OperationName)];
    }

    [Fact]
    public void The_document_lists_exactly_the_spans_that_exist()
    {
        var traces = Repository.Read("docs/operate/metrics.md").Split("## Traces")[1];
        Rows().Matches(traces).Select(row => row.Groups["name"].Value).ShouldBe(
            typeof(ParleyTracing).GetFields().Where(field => field.Name != nameof(ParleyTracing.SourceName)).Select(field => (string)field.GetRawConstantValue()!), ignoreOrder: true);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    [GeneratedRegex(@"^\| `(?<name>[a-z.]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();
}
