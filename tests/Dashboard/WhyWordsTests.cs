using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Parley.Platform;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Dashboard;

/// <summary>Whatever the policies say of what does not go, the dashboard can say in each of its languages.</summary>
[Trait("Requirement", "SND-12")]
public sealed partial class WhyWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly SendWindow Morning = new(new TimeOnly(9, 0), new TimeOnly(11, 0), null, "UTC");
    private static readonly GateFacts Open = new(Origin.Campaign, "unknown", false, false, null, null, null, null, null, null, null);

    private static readonly SenderReadiness Desk = new(SenderId.Of(Guid.NewGuid()), "Desk", "webjs", null, SenderStatus.Connected, null, false, null, false, DateTimeOffset.MinValue,
        QuotaWindows.Fresh, SenderQuota.Default, null, new HealthState(100, Now, 0), PacingSpec.Of(PacingProfile.Balanced), false, 0)
    { Session = SessionState.Connected };

    private static readonly WhyFacts Message = new(MessageState.Queued, Now.AddSeconds(-1), 0, null, null, null, Open, [Desk], null, false);
    private static readonly ExplainSender.Surroundings Around = new(HasDriver: true, IsHeld: true, OthersCanSend: true, Now.AddSeconds(-1), TimeZoneInfo.Utc);

    /// <summary>One case for each slug, with the values that its words may name.</summary>
    private static readonly Dictionary<string, Func<(string Slug, WhyValues Values)>> Cases = new(StringComparer.Ordinal)
    {
        ["deleted"] = () => Of(Desk with { Deleted = true }),
        ["banned"] = () => Of(Desk with { Status = SenderStatus.Banned }),
        ["paused"] = () => Of(Desk with { Status = SenderStatus.Paused, Paused = true, StatusReason = "failure-streak" }),
        ["waiting-for-login"] = () => Of(Desk with { Status = SenderStatus.WaitingForLogin, Session = SessionState.WaitQr }),
        ["waiting-for-code"] = () => Of(Desk with { Status = SenderStatus.WaitingForLogin, Session = SessionState.WaitCode }),
        ["not-connected"] = () => Of(Desk with { Status = SenderStatus.Disconnected, StatusReason = "gateway-down", NextTryAt = Now.AddSeconds(90) }),
        ["disconnected"] = () => Of(Desk with { Status = SenderStatus.Disconnected, Wanted = false }),
        ["resting"] = () => Of(Desk with { RestUntil = Now.AddHours(2) }),
        ["quota-used"] = () => Of(Desk with { Windows = new QuotaWindows(Now, 20, Now, 20, Now, 20) }),
        ["pacing"] = () => Of(Desk with { NextSendAt = Now.AddSeconds(7) }),
        ["health"] = () => Of(Desk with { Health = new HealthState(40, Now, 0) }),
        ["failures"] = () => Of(Desk with { Health = new HealthState(80, Now, 5) }),
        ["driver-missing"] = () => Of(Desk, Around with { HasDriver = false }),
        ["no-worker"] = () => Of(Desk, Around with { IsHeld = false }),
        ["nothing-waiting"] = () => Of(Desk, Around with { FirstDueAt = null }),
        ["not-due"] = () => Of(Desk, Around with { FirstDueAt = Now.AddHours(1) }),
        ["driver-away"] = () => Of(Message with { BoundDriver = "webjs", Pool = [Desk with { DriverConnected = false }] }),
        ["driver-cannot"] = () => Of(Message with { Objections = new Dictionary<string, Reason?> { ["webjs"] = Reasons.ContentNotSupported } }),
        ["sending"] = () => Of(Message with { State = MessageState.Sending, DueAt = null }),
        ["awaiting-receipt"] = () => Of(Message with { State = MessageState.Sending, DueAt = null, LastReason = Reasons.Timeout, AwaitUntil = Now.AddMinutes(2) }),
        ["to-be-suppressed"] = () => Of(Message with { Gate = Open with { Blocked = true } }),
        ["retrying"] = () => Of(Message with { State = MessageState.Retrying, Attempt = 2, LastReason = Reasons.GatewayDown, DueAt = Now.AddMinutes(1) }),
        ["due-later"] = () => Of(Message with { DueAt = Now.AddMinutes(1) }),
        ["waiting-its-turn"] = () => Of(Message),
        ["campaign-draft"] = () => Of(Message with { Hold = QueueHold.Of("held", "campaign", "draft") }),
        ["campaign-scheduled"] = () => Of(Message with { Hold = QueueHold.Of("held", "campaign", "scheduled") }),
        ["campaign-paused"] = () => Of(Message with { Hold = QueueHold.Of("held", "campaign", "paused") }),
        ["campaign-not-running"] = () => Of(Message with { Hold = QueueHold.Of("held", "campaign", "failed") }),
        ["campaign-over"] = () => Of(Message with { Hold = QueueHold.Of("closed", "campaign", "stopped") }),
        ["queue-held"] = () => Of(Message with { Hold = QueueHold.Of("held", "broadcast", null) }),
        ["queue-closed"] = () => Of(Message with { Hold = QueueHold.Of("closed", "broadcast", null) }),
        ["outside-sending-hours"] = () => Of(Message with { Gate = Open with { Window = Morning } }),
        ["quiet-hours"] = () => Of(Message with { Gate = Open with { Quiet = Morning } }),
        ["no-sender"] = () => Of(Message with { Pool = [] }),
        ["none-can-send"] = () => Of(Message with { Pool = [Desk with { Status = SenderStatus.Banned }, Desk with { Status = SenderStatus.Banned }] }),
        ["none-can-send-now"] = () => Of(Message with { Pool = [Desk with { Status = SenderStatus.Banned }, Desk with { RestUntil = Now.AddHours(1) }] }),
    };

    public static TheoryData<string> Slugs => [.. Constants(typeof(HindranceSlugs)).Concat(Constants(typeof(WhySlugs)))];

    public static TheoryData<string, string> InEachLanguage
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var slug in Cases.Keys)
                foreach (var language in DashboardTexts.Languages)
                    data.Add(slug, language);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Each_slug_is_what_its_case_is_told(string slug)
    {
        Cases.ShouldContainKey(slug, "it wants a case here and words in web/src/ui/Why");
        Cases[slug]().Slug.ShouldBe(slug);
    }

    [Theory]
    [MemberData(nameof(InEachLanguage))]
    public void Each_slug_has_words_that_name_nothing_but_what_comes_with_it(string slug, string language)
    {
        var texts = DashboardTexts.Of("ui/Why", language);
        texts.ShouldContainKey(slug);
        var given = JsonSerializer.SerializeToElement(Cases[slug]().Values, Json.Options).EnumerateObject().Select(value => value.Name).ToList();
        var named = Placeholder().Matches(texts[slug]).Select(hole => hole.Groups["name"].Value);
        named.ShouldBeSubsetOf(given);
        if (texts.TryGetValue(slug + "_at", out var after)) Placeholder().Matches(after).Select(hole => hole.Groups["name"].Value).ShouldBeSubsetOf(given);
    }

    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void No_words_are_kept_for_what_nobody_says(string language) =>
        DashboardTexts.Of("ui/Why", language).Keys.Select(key => key.Replace("_at", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(Cases.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(DashboardTexts.EachLanguage), MemberType = typeof(DashboardTexts))]
    public void Each_kind_of_quota_has_words_for_one_and_for_many(string language)
    {
        var texts = DashboardTexts.Of("ui/Why", language, "per");
        (SenderReadiness Sender, string Per)[] full =
        [
            (Desk with { Windows = new QuotaWindows(Now, 20, Now, 20, Now, 20) }, "minute"),
            (Desk with { Windows = new QuotaWindows(Now, 3, Now, 500, Now, 500) }, "hour"),
            (Desk with { Windows = new QuotaWindows(Now, 3, Now, 500, Now, 5000) }, "day"),
            (Desk with { Windows = new QuotaWindows(Now, 1, Now, 1, Now, 20), WarmUp = new WarmUp(20, 1.5, DateOnly.FromDateTime(Now.DateTime)) }, "warm_up_day"),
        ];
        foreach (var (sender, per) in full)
        {
            Of(sender).Values.Per.ShouldBe(per);
            texts.ShouldContainKey(per + "_one");
            texts.ShouldContainKey(per + "_other");
        }
    }

    private static (string Slug, WhyValues Values) Of(SenderReadiness sender) => Of(sender, Around);

    private static (string Slug, WhyValues Values) Of(SenderReadiness sender, ExplainSender.Surroundings around)
    {
        var only = ExplainSender.Explain(sender, around, new HealthOptions(), Now).Reasons.ShouldHaveSingleItem();
        return (only.Slug, only.Values);
    }

    private static (string Slug, WhyValues Values) Of(WhyFacts facts)
    {
        var why = WhyPolicy.Explain(facts, new HealthOptions(), Now, TimeZoneInfo.Utc)!;
        return (why.Slug, why.Values);
    }

    private static IEnumerable<string> Constants(Type slugs) => slugs.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
