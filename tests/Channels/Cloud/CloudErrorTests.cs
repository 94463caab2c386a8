using System.Text.Json;
using Parley.Channels;
using Parley.Channels.Cloud;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>The table of Meta's codes: what each means for a message, in answers and in webhooks alike.</summary>
public sealed class CloudErrorTests
{
    // Written out here once more, apart from the table that decides it. Fault null: tried again.
    public static TheoryData<int, string, Fault?> Codes => new()
    {
        { 0, "access-refused", Fault.Sender },
        { 1, "network-failure", null },
        { 2, "network-failure", null },
        { 4, "rate-limited", null },
        { 10, "access-refused", Fault.Sender },
        { 100, "content-refused", Fault.Content },
        { 190, "access-refused", Fault.Sender },
        { 200, "access-refused", Fault.Sender },
        { 299, "access-refused", Fault.Sender },
        { 368, "account-locked", Fault.Sender },
        { 80007, "rate-limited", null },
        { 130429, "rate-limited", null },
        { 130472, "recipient-experiment", Fault.Recipient },
        { 131000, "network-failure", null },
        { 131005, "access-refused", Fault.Sender },
        { 131008, "content-refused", Fault.Content },
        { 131009, "content-refused", Fault.Content },
        { 131016, "network-failure", null },
        { 131021, "recipient-invalid", Fault.Recipient },
        { 131026, "recipient-not-on-whatsapp", Fault.Recipient },
        { 131031, "account-locked", Fault.Sender },
        { 131042, "payment-needed", Fault.Sender },
        { 131045, "number-not-registered", Fault.Sender },
        { 131047, "outside-free-form-window", Fault.Recipient },
        { 131048, "sender-restricted", Fault.Sender },
        { 131049, "recipient-limited", Fault.Recipient },
        { 131050, "opted-out", Fault.Recipient },
        { 131051, "content-not-supported", Fault.Content },
        { 131052, "media-refused", Fault.Content },
        { 131053, "media-refused", Fault.Content },
        { 131056, "pair-rate-limited", null },
        { 132000, "template-variables", Fault.Content },
        { 132001, "template-missing", Fault.Content },
        { 132005, "template-variables", Fault.Content },
        { 132007, "template-refused", Fault.Content },
        { 132012, "template-variables", Fault.Content },
        { 132015, "template-paused", Fault.Content },
        { 132016, "template-paused", Fault.Content },
        { 133010, "number-not-registered", Fault.Sender },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    [Trait("Requirement", "MSG-03")]
    public void Each_code_has_its_reason_and_its_fault(int code, string slug, Fault? fault)
    {
        var result = CloudErrors.Result(Answer(400, code), out var meaning);
        (meaning!.Reason.Slug, meaning.Fault).ShouldBe((slug, fault));
        if (fault is null) result.ShouldBeOfType<SendResult.Retry>().Reason.Slug.ShouldBe(slug);
        else result.ShouldBeOfType<SendResult.Refused>().ShouldSatisfyAllConditions(refused => refused.Reason.Slug.ShouldBe(slug), refused => refused.Fault.ShouldBe(fault.Value), refused => refused.RawError!.ShouldStartWith(code.ToString()));
    }

    [Theory]
    [InlineData(190, SessionState.LoggedOut)]
    [InlineData(0, SessionState.LoggedOut)]
    [InlineData(131031, SessionState.Banned)]
    [InlineData(368, SessionState.Banned)]
    [InlineData(131048, null)]
    [InlineData(130429, null)]
    public void Only_a_dead_token_and_a_locked_account_end_the_session(int code, SessionState? ends) => CloudErrors.Of(new GraphError(code, null, "", null), 400).Ends.ShouldBe(ends);

    [Theory]
    [InlineData(429, "rate-limited", null)]
    [InlineData(401, "access-refused", Fault.Sender)]
    [InlineData(403, "access-refused", Fault.Sender)]
    [InlineData(400, "content-refused", Fault.Content)]
    [InlineData(500, "network-failure", null)]
    [InlineData(503, "network-failure", null)]
    public void A_code_that_nobody_knows_is_judged_by_the_answers_status(int status, string slug, Fault? fault)
    {
        var meaning = CloudErrors.Of(new GraphError(999_999, null, "new", null), status);
        (meaning.Reason.Slug, meaning.Fault).ShouldBe((slug, fault));
    }

    [Fact]
    public void An_answer_without_an_error_of_Metas_may_have_taken_the_message_only_when_a_proxy_gave_up_late()
    {
        CloudErrors.Result(new GraphAnswer(502, null, null), out _).ShouldBeOfType<SendResult.Unknown>();
        CloudErrors.Result(new GraphAnswer(504, null, null), out _).ShouldBeOfType<SendResult.Unknown>();
        CloudErrors.Result(new GraphAnswer(200, null, null), out _).ShouldBeOfType<SendResult.Unknown>();
        CloudErrors.Result(new GraphAnswer(404, null, null), out _).ShouldBeOfType<SendResult.Retry>();
        CloudErrors.Result(new GraphAnswer(429, null, null, TimeSpan.FromSeconds(7)), out _).ShouldBeOfType<SendResult.Retry>().After.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Metas_wish_to_wait_longer_is_granted_and_a_shorter_one_is_not()
    {
        CloudErrors.Result(Answer(429, 130429) with { RetryAfter = TimeSpan.FromSeconds(30) }, out _).ShouldBeOfType<SendResult.Retry>().After.ShouldBe(TimeSpan.FromSeconds(30));
        CloudErrors.Result(Answer(429, 131056) with { RetryAfter = TimeSpan.FromSeconds(1) }, out _).ShouldBeOfType<SendResult.Retry>().After.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_number_that_is_not_this_accounts_is_no_fault_of_the_content() =>
        CloudErrors.Of(new GraphError(100, 33, "does not exist", null), 400).Reason.ShouldBe(Reasons.AccessRefused);

    [Fact]
    public void Every_meaning_has_a_reason_of_the_table_of_reasons() => CloudErrors.Table.Values.ShouldAllBe(meaning => Reasons.All.Contains(meaning.Reason));

    private static GraphAnswer Answer(int status, int code)
    {
        var body = JsonSerializer.SerializeToElement(new { error = new { message = "Something", code, error_data = new { details = "said at length" } } });
        return new GraphAnswer(status, body, GraphError.Of(body.GetProperty("error")));
    }
}
