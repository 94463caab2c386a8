using Parley.Channels;
using Parley.Conversations;
using Parley.Outbox;
using Shouldly;

namespace Parley.Tests.Outbox;

public sealed class GatePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly GateFacts Plain = new(Origin.Campaign, "unknown", false, false, null, null, null, null, null, null, null);

    public static TheoryData<Origin> AllOrigins => [.. Enum.GetValues<Origin>()];

    [Theory]
    [MemberData(nameof(AllOrigins))]
    [Trait("Requirement", "CON-04")]
    public void A_blocked_number_is_never_written_to_by_anything(Origin origin) =>
        GatePolicy.Decide(Plain with { Origin = origin, Blocked = true, LastInbound = Now }, Now).ShouldBe(new GateDecision.Refuse(Reasons.Blocked));

    [Theory]
    [MemberData(nameof(AllOrigins))]
    [Trait("Requirement", "CON-05")]
    public void Who_opted_out_hears_only_the_confirmation_and_a_persons_answer(Origin origin)
    {
        var decision = GatePolicy.Decide(Plain with { Origin = origin, Consent = "opted_out", LastInbound = Now.AddHours(-1) }, Now);
        if (origin is Origin.OptOut or Origin.Vendor or Origin.OwnerMenu) decision.ShouldBe(GateDecision.Send.Now);
        else decision.ShouldBe(new GateDecision.Refuse(Reasons.OptedOut));
    }

    [Fact]
    [Trait("Requirement", "CON-05")]
    public void A_person_may_answer_an_opted_out_one_only_within_a_day_of_their_message() =>
        GatePolicy.Decide(Plain with { Origin = Origin.Vendor, Consent = "opted_out", LastInbound = Now.AddHours(-25) }, Now).ShouldBe(new GateDecision.Refuse(Reasons.OptedOut));

    [Theory]
    [InlineData("opted_in", true)]
    [InlineData("unknown", false)]
    [InlineData(null, false)]
    [Trait("Requirement", "CON-05")]
    public void A_tenant_that_requires_opt_in_writes_unasked_only_to_who_opted_in(string? consent, bool sends) =>
        (GatePolicy.Decide(Plain with { RequireOptIn = true, Consent = consent }, Now) is GateDecision.Send).ShouldBe(sends);

    [Fact]
    public void An_answer_needs_no_opt_in() =>
        GatePolicy.Decide(Plain with { Origin = Origin.AutoReply, RequireOptIn = true }, Now).ShouldBe(GateDecision.Send.Now);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [Trait("Requirement", "CMP-10")]
    public void The_frequency_cap_counts_campaign_messages(int sent, bool sends) =>
        (GatePolicy.Decide(Plain with { CampaignMessages = sent, CapMessages = 2 }, Now) is GateDecision.Send).ShouldBe(sends);

    [Fact]
    public void Outside_of_the_free_form_window_nothing_free_goes()
    {
        var facts = Plain with { FreeFormWindow = TimeSpan.FromHours(24) };
        GatePolicy.Decide(facts, Now).ShouldBe(new GateDecision.Refuse(Reasons.OutsideFreeFormWindow));
        GatePolicy.Decide(facts with { FreeFormSince = Now.AddHours(-23) }, Now).ShouldBe(GateDecision.Send.Now);
        GatePolicy.Decide(facts with { FreeFormSince = Now.AddHours(-24) }, Now).ShouldBe(new GateDecision.Refuse(Reasons.OutsideFreeFormWindow));
        // What they wrote to another number of ours opens no window of this one.
        GatePolicy.Decide(facts with { LastInbound = Now }, Now).ShouldBe(new GateDecision.Refuse(Reasons.OutsideFreeFormWindow));
    }

    [Fact]
    [Trait("Requirement", "CMP-03")]
    public void Outside_of_the_campaigns_hours_it_waits_until_they_begin() =>
        GatePolicy.Decide(Plain with { Window = new(new(14, 0), new(18, 0), null, "UTC") }, Now).ShouldBeOfType<GateDecision.Defer>().Until.ShouldBe(Now.AddHours(2));

    [Fact]
    public void Quiet_hours_hold_back_what_nobody_asked_for_and_nothing_else()
    {
        var quiet = new SendWindow(new(14, 0), new(20, 0), null, SendWindow.Recipient, "UTC");
        GatePolicy.Decide(Plain with { Quiet = quiet }, Now).ShouldBeOfType<GateDecision.Defer>().Until.ShouldBe(Now.AddHours(2));
        GatePolicy.Decide(Plain with { Quiet = quiet, Origin = Origin.Bot }, Now).ShouldBe(GateDecision.Send.Now);
    }
}
