using Parley.Identity;
using Parley.Platform;
using Parley.Platform.Data;
using Parley.Realtime;
using Shouldly;

namespace Parley.Tests.Realtime;

[Trait("Requirement", "RTM-01")]
[Trait("Requirement", "IDN-04")]
public sealed class WatcherTests
{
    private readonly Watchers _watchers = new(new RealtimeOptions { MostBehind = 10, MostPerTenant = 3 });
    private readonly TenantId _tenant = Id.New<TenantId>();

    [Fact]
    public void Whoever_is_told_what_follows_from_role_and_kind()
    {
        using var admin = Open(Role.Admin);
        var self = Id.New<UserId>();
        using var vendor = Open(Role.Vendor, self);
        foreach (var kind in EventKinds.All)
        {
            admin.Hears(kind, null).ShouldBeTrue(kind.Name);
            vendor.Hears(kind, null).ShouldBe(kind.Vendors == VendorsHear.All, kind.Name);
            vendor.Hears(kind, self).ShouldBe(kind.Vendors != VendorsHear.Nothing, kind.Name);
            vendor.Hears(kind, Id.New<UserId>()).ShouldBe(kind.Vendors == VendorsHear.All, kind.Name);
        }
    }

    [Fact]
    public void Whoever_asked_for_some_kinds_hears_those_and_init()
    {
        using var watcher = _watchers.Open(CallerOf(Role.Admin), new HashSet<EventKind> { EventKinds.SenderStatus }, "sse")!;
        watcher.Hears(EventKinds.SenderStatus, null).ShouldBeTrue();
        watcher.Hears(EventKinds.Init, null).ShouldBeTrue();
        watcher.Hears(EventKinds.SenderQr, null).ShouldBeFalse();
    }

    [Fact]
    public void A_connection_that_does_not_read_is_ended_and_the_others_get_everything()
    {
        using var slow = Open(Role.Admin);
        using var quick = Open(Role.Admin);
        var read = 0;
        for (var i = 0; i < 30; i++)
        {
            _watchers.Deliver(_tenant, EventKinds.SenderStatus, Watchers.Serialize(new Payloads.SenderStatus(Guid.NewGuid(), "paused")), null);
            while (quick.Reader.TryRead(out var delivery))
                if (delivery.Kind == EventKinds.SenderStatus) read++;
        }
        slow.Ended.IsCancellationRequested.ShouldBeTrue();
        quick.Ended.IsCancellationRequested.ShouldBeFalse();
        read.ShouldBe(30);
    }

    [Fact]
    public void A_tenant_has_no_more_connections_than_it_may_and_a_closed_one_makes_room()
    {
        using var one = Open(Role.Admin);
        using var two = Open(Role.Admin);
        var three = Open(Role.Admin);
        _watchers.Open(CallerOf(Role.Admin), null, "hub").ShouldBeNull();
        three.Dispose();
        using var four = Open(Role.Admin);
        _watchers.Any(_tenant).ShouldBeTrue();
    }

    [Fact]
    public void The_first_and_the_last_connection_of_a_tenant_are_noticed()
    {
        var changes = 0;
        _watchers.TenantsChanged += () => changes++;
        var one = Open(Role.Admin);
        var two = Open(Role.Vendor);
        one.Dispose();
        changes.ShouldBe(1);
        two.Dispose();
        two.Dispose();
        changes.ShouldBe(2);
        _watchers.Tenants.ShouldBeEmpty();
    }

    private Watcher Open(Role role, UserId? user = null) => _watchers.Open(CallerOf(role, user), null, "hub")!;

    private Caller CallerOf(Role role, UserId? user = null) => new(_tenant, user ?? Id.New<UserId>(), null, role, new HashSet<string>(), "somebody");
}
