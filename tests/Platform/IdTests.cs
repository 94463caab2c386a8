using Parley.Conversations;
using Parley.Platform;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class IdTests
{
    [Fact]
    public void Ids_made_one_after_the_other_sort_in_that_order_also_within_a_millisecond()
    {
        var made = Enumerable.Range(0, 50_000).Select(_ => Id.New<MessageId>().Value).ToList();
        made.Order().ShouldBe(made);
    }

    [Fact]
    public async Task Ids_made_by_many_threads_at_once_differ()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 20_000).Select(_ => Id.New<MessageId>().Value).ToList())));
        made.SelectMany(ids => ids).Distinct().Count().ShouldBe(160_000);
    }

    [Fact]
    public void An_id_tells_its_millisecond_and_is_a_uuid_of_version_7()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var id = Id.New<MessageId>().Value;
        var told = Convert.ToInt64(id.ToString("N")[..12], 16);
        (id.Version, id.Variant & 0xC).ShouldBe((7, 8));
        // Ids made in a burst before this one may have borrowed some milliseconds.
        told.ShouldBeInRange(before, before + 1000);
    }
}
