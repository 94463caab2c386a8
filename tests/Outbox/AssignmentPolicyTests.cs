using Parley.Outbox;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Outbox;

[Trait("Requirement", "SND-06")]
public sealed class AssignmentPolicyTests
{
    [Fact]
    public void Shares_use_all_the_room_that_there_is_and_differ_only_where_a_queue_has_no_more()
    {
        var random = new Random(11);
        for (var run = 0; run < 2000; run++)
        {
            int[] rooms = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(0, 30))];
            var room = random.Next(0, 200);
            var shares = AssignmentPolicy.Shares(rooms, room);
            shares.Sum().ShouldBe(Math.Min(room, rooms.Sum()));
            for (var i = 0; i < rooms.Length; i++)
            {
                shares[i].ShouldBeInRange(0, rooms[i]);
                // Who got less than another could not take more, or comes later by one.
                for (var j = 0; j < rooms.Length; j++)
                    if (shares[i] < shares[j] && shares[i] < rooms[i]) (shares[j] - shares[i], i > j).ShouldBe((1, true));
            }
        }
    }

    [Fact]
    public void Who_was_given_one_message_more_than_another_begins_one_turn_behind_it() => Turns(Join([], 1000, 1001, 1000, 1001)).ShouldBe([0, 1, 0, 1]);

    [Fact]
    public void A_new_sender_goes_first_once_and_makes_up_for_nothing() => Turns(Join([], 120_000, 0, 120_001)).ShouldBe([1, 0, 2]);

    [Fact]
    public void Who_joins_others_begins_among_them_and_keeps_its_place()
    {
        var here = Join([], 500, 501, 500);
        foreach (var slot in here) slot.Turn += 40;
        Turns(Join(here, 540, 541, 0, 90_000)).ShouldBe([40, 41, 40, 42]);
    }

    [Fact]
    public void Nobody_joins_before_all_others_or_more_than_one_turn_behind_the_last()
    {
        var random = new Random(12);
        for (var run = 0; run < 2000; run++)
        {
            var here = Join([], [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => random.NextInt64(0, 300))]);
            foreach (var slot in here) slot.Turn += random.Next(0, 3);
            long[] given = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.NextInt64(0, 300))];
            var joined = Join(here, given);
            joined.Select(slot => slot.Given).ShouldBe(given);
            var first = here.Select(slot => slot.Turn).DefaultIfEmpty(0).Min();
            var last = here.Select(slot => slot.Turn).DefaultIfEmpty(-1).Max();
            foreach (var slot in joined.OrderBy(slot => slot.Turn))
            {
                slot.Turn.ShouldBeInRange(first, last + 1);
                last = Math.Max(last, slot.Turn);
            }
            // In the order of what they were given, and never further apart than that.
            var inOrder = joined.OrderBy(slot => slot.Given).ToList();
            foreach (var (one, next) in inOrder.Zip(inOrder.Skip(1))) (next.Turn - one.Turn).ShouldBeInRange(0, next.Given - one.Given);
        }
    }

    // In the order in which they are named.
    private static List<SenderSlot> Join(IReadOnlyCollection<SenderSlot> here, params long[] given)
    {
        List<OwnedSender> newcomers = [.. given.Select(OutboxRig.Stranger)];
        var joined = AssignmentPolicy.Join(newcomers, here);
        return newcomers.ConvertAll(sender => joined.Single(slot => slot.Sender == sender));
    }

    private static IEnumerable<long> Turns(IEnumerable<SenderSlot> slots) => slots.Select(slot => slot.Turn);
}
