using System.Text;
using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Realtime;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
public sealed class EventWireTests
{
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly Guid There = Guid.NewGuid();

    [Fact]
    public void Events_arrive_as_they_were_sent_in_their_order()
    {
        var tenant = Id.New<TenantId>();
        var vendor = Id.New<UserId>();
        var sent = new[]
        {
            Carried(tenant, EventKinds.SenderStatus, new Payloads.SenderStatus(Guid.NewGuid(), "paused", "ação ✓")),
            Carried(tenant, EventKinds.LeadAssigned, new Payloads.LeadAssigned(Guid.NewGuid(), vendor.Value)) with { Vendor = vendor },
        };
        var arrived = EventWire.Pack(Here, sent).SelectMany(packet => EventWire.Unpack(There, packet)).ToList();
        arrived.Select(e => (e.Tenant, e.Kind, e.Vendor, e.Payload.GetRawText())).ShouldBe(sent.Select(e => (e.Tenant, e.Kind, e.Vendor, e.Payload.GetRawText())));
    }

    [Fact]
    public void A_process_does_not_hear_itself() =>
        EventWire.Pack(Here, [Carried(Id.New<TenantId>(), EventKinds.SenderStatus, new Payloads.SenderStatus(Guid.NewGuid(), "paused"))])
            .SelectMany(packet => EventWire.Unpack(Here, packet)).ShouldBeEmpty();

    [Fact]
    public void No_packet_is_larger_than_the_database_takes_and_none_is_wasted()
    {
        var events = Enumerable.Range(0, 500).Select(i => Carried(Id.New<TenantId>(), EventKinds.SenderStatus, new Payloads.SenderStatus(Guid.NewGuid(), new string('ã', i % 300)))).ToList();
        var packets = EventWire.Pack(Here, events);
        packets.ShouldAllBe(packet => Encoding.UTF8.GetByteCount(packet) < 8000);
        packets.SelectMany(packet => EventWire.Unpack(There, packet)).Count().ShouldBe(500);
        packets.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public void A_payload_that_is_too_large_arrives_as_the_hint_that_something_happened()
    {
        var packets = EventWire.Pack(Here, [Carried(Id.New<TenantId>(), EventKinds.SenderStatus, new Payloads.SenderStatus(Guid.NewGuid(), new string('x', 9000)))]);
        packets.ShouldAllBe(packet => packet.Length < 8000);
        var arrived = packets.SelectMany(packet => EventWire.Unpack(There, packet)).Single();
        arrived.Kind.ShouldBe(EventKinds.SenderStatus);
        arrived.Payload.GetRawText().ShouldBe("{\"truncated\":true}");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("{\"from\":5,\"events\":[]}")]
    [InlineData("{\"from\":\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\",\"events\":[{\"t\":1}]}")]
    public void What_is_no_packet_of_ours_is_passed_over(string packet) => EventWire.Unpack(There, packet).ShouldBeEmpty();

    [Fact]
    public void A_kind_of_another_version_is_passed_over() =>
        EventWire.Unpack(There, $"{{\"from\":\"{Here}\",\"events\":[{{\"t\":\"{Guid.NewGuid()}\",\"n\":\"from.the.future\",\"p\":{{}}}}]}}").ShouldBeEmpty();

    private static EventWire.Carried Carried(TenantId tenant, EventKind kind, object payload) => new(tenant, kind, Watchers.Serialize(payload), null);
}
