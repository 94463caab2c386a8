using FsCheck;
using FsCheck.Fluent;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Senders.Ownership;

[Trait("Requirement", "SND-10")]
public sealed class SharePolicyTests
{
    [Theory]
    [InlineData(10, 3, 4)]
    [InlineData(9, 3, 3)]
    [InlineData(0, 3, 0)]
    [InlineData(7, 1, 7)]
    public void Each_worker_may_hold_an_equal_share_rounded_up(int senders, int workers, int share) => SharePolicy.Share(senders, workers).ShouldBe(share);

    [Fact]
    public void A_cluster_comes_to_rest_with_every_sender_held_and_nobody_far_above_the_share() =>
        Prop.ForAll((from senders in Gen.Choose(0, 3000) from workers in Gen.Choose(1, 6) from held in Gen.Choose(0, 1000).ArrayOf(workers) select (senders, held)).ToArbitrary(), start =>
        {
            var held = Fit(start.held, start.senders);
            var quiet = 0;
            for (var round = 0; round < 400 && quiet < 2; round++) quiet = Turn(held, start.senders) ? 0 : quiet + 1;
            var share = SharePolicy.Share(start.senders, held.Length);
            return quiet >= 2 && held.Sum() == start.senders && held.All(count => count <= share + share / 20);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cluster_at_rest_moves_nothing() => Turn([4, 4, 2], 10).ShouldBeFalse();

    [Fact]
    public void A_new_worker_gets_its_share_from_the_others()
    {
        int[] held = [500, 500, 0];
        while (Turn(held, 1000)) { }
        held.ShouldAllBe(count => count >= 299 && count <= 350);
    }

    // Each worker looks once, as it does every second: takes what is free up to its share, then gives up its surplus.
    private static bool Turn(int[] held, int senders)
    {
        var moved = false;
        for (var worker = 0; worker < held.Length; worker++)
        {
            var claimed = SharePolicy.ToClaim(held[worker], senders - held.Sum(), senders, held.Length);
            var released = SharePolicy.ToRelease(held[worker] + claimed, senders, held.Length, 50);
            held[worker] += claimed - released;
            moved |= claimed + released > 0;
        }
        return moved;
    }

    private static int[] Fit(int[] held, int senders)
    {
        var left = senders;
        return Array.ConvertAll(held, count =>
        {
            var taken = Math.Min(count, left);
            left -= taken;
            return taken;
        });
    }
}
