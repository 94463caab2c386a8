using Parley.Conversations;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Realtime;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
public sealed class PendingEventsTests
{
    private static readonly TenantId Tenant = Id.New<TenantId>();
    private readonly PendingEvents _pending = new(100);

    [Fact]
    public void Of_events_about_the_same_thing_the_newest_is_told()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var (sender, status) in new[] { (one, "connected"), (two, "paused"), (one, "disconnected") })
            _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(sender, status)));
        _pending.Take().Select(e => ((Payloads.SenderStatus)e.Payload).Status).ShouldBe(["disconnected", "paused"]);
        _pending.Take().ShouldBeEmpty();
    }

    [Fact]
    public void The_same_thing_in_another_tenant_or_of_another_kind_is_not_the_same()
    {
        var sender = Guid.NewGuid();
        _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(sender, "connected")));
        _pending.Add(RealtimeEvent.SenderStatus(Id.New<TenantId>(), new(sender, "connected")));
        _pending.Add(RealtimeEvent.SenderQr(Tenant, new(sender, "baileys", "connected")));
        _pending.Take().Count.ShouldBe(3);
    }

    [Fact]
    public void Events_without_a_key_are_all_told()
    {
        for (var i = 0; i < 5; i++) _pending.Add(new RealtimeEvent(Tenant, EventKinds.LeadAssigned, new Payloads.LeadAssigned(Guid.NewGuid(), Guid.NewGuid())));
        _pending.Take().Count.ShouldBe(5);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_what_is_there_can_still_be_renewed()
    {
        var first = Guid.NewGuid();
        _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(first, "connected"))).ShouldBeTrue();
        for (var i = 0; i < 99; i++) _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(Guid.NewGuid(), "connected"))).ShouldBeTrue();
        _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(Guid.NewGuid(), "connected"))).ShouldBeFalse();
        _pending.Add(RealtimeEvent.SenderStatus(Tenant, new(first, "banned"))).ShouldBeTrue();
        _pending.Take().Count.ShouldBe(100);
    }

    [Fact]
    public void Messages_become_one_event_with_a_hundred_ids_and_the_true_sums()
    {
        for (var i = 0; i < 700; i++) _pending.Add(new MessageMove(Tenant, Id.New<MessageId>(), MessageState.Sent));
        for (var i = 0; i < 300; i++) _pending.Add(new MessageMove(Tenant, Id.New<MessageId>(), MessageState.Delivered));

        var events = _pending.Take();
        events.Select(e => e.Kind).ShouldBe([EventKinds.MessageSent, EventKinds.MessageStatus]);
        ((Payloads.Messages)events[0].Payload).Count.ShouldBe(700);
        var all = (Payloads.Messages)events[1].Payload;
        all.Ids.Count.ShouldBe(100);
        all.Count.ShouldBe(1000);
        all.States.ShouldBe(new Dictionary<MessageState, int> { [MessageState.Sent] = 700, [MessageState.Delivered] = 300 }, ignoreOrder: true);
    }

    [Fact]
    public void Nothing_is_lost_or_told_twice_between_publishers_and_taker()
    {
        var pending = new PendingEvents(int.MaxValue);
        var told = 0;
        var publishers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++) pending.Add(new MessageMove(Tenant, Id.New<MessageId>(), MessageState.Sent));
        })).ToArray();
        while (!Task.WhenAll(publishers).IsCompleted) Count();
        Count();
        told.ShouldBe(80_000);

        void Count() => told += pending.Take().Where(e => e.Kind == EventKinds.MessageStatus).Sum(e => ((Payloads.Messages)e.Payload).Count);
    }
}
