using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

/// <summary>A run can be repeated: what becomes of a message depends on the seed, the person and its place among the person's messages. Provider ids are new in each run.</summary>
[Trait("Requirement", "SIM-01")]
public sealed class ReplayTests
{
    private const int Messages = 3000;
    private const int People = 400;

    [Fact]
    public void The_same_seed_gives_every_message_the_same_fate_with_new_ids_on_any_number_of_threads_in_any_order_of_people_and_through_any_sender()
    {
        var alone = Run(seed: 7, threads: 1, backwards: false);
        Run(seed: 7, threads: 1, backwards: false).ShouldBe(alone);
        Run(seed: 7, threads: 4, backwards: true, firstSender: 3).ShouldBe(alone);
        Run(seed: 8, threads: 1, backwards: false).ShouldNotBe(alone);
        alone.Select(fate => fate.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal).ShouldBe(["Accepted", "Refused", "Retry", "Unknown"]);
        alone.GroupBy(fate => fate.Split(' ', 2)[1], StringComparer.Ordinal).Count().ShouldBeGreaterThan(50, "a person's second message has a fate of its own");
    }

    [Fact]
    public void A_world_that_was_reset_repeats_its_run()
    {
        using var hand = new HandWorld();
        var first = Run(hand, seed: 7, threads: 1, backwards: false);
        hand.World.Reset();
        Run(hand, seed: 7, threads: 1, backwards: false).ShouldBe(first);
    }

    [Fact]
    public void What_people_write_has_its_fate_too_whoever_writes_before()
    {
        List<int> Copies(bool backwards)
        {
            using var hand = new HandWorld();
            hand.World.Settings = new WorldSettings { Seed = 7, DuplicateEventRate = 0.5 };
            var line = hand.Linked(5521_900_000_000);
            foreach (var i in backwards ? Enumerable.Range(0, 200).Reverse() : Enumerable.Range(0, 200)) hand.World.Write(Phone(i), 5521_900_000_000, MessageContent.OfText("Hi"));
            hand.Pass(1000);
            var came = line.TakeKept().OfType<MessageReceived>().CountBy(message => message.From).ToDictionary(StringComparer.Ordinal);
            return [.. Enumerable.Range(0, 200).Select(i => came[Digits.Text(Phone(i))])];
        }
        var copies = Copies(backwards: false);
        copies.Distinct().Order().ShouldBe([1, 2]);
        Copies(backwards: true).ShouldBe(copies);
    }

    [Fact]
    public void The_same_calls_at_the_same_times_give_the_same_events_with_the_same_ids()
    {
        var first = Transcript(seed: 7);
        Transcript(seed: 7).ShouldBe(first);
        Transcript(seed: 8).ShouldNotBe(first);
    }

    private static WorldSettings Weather(long seed) => new()
    {
        Seed = seed,
        DeliverAfterMs = 50,
        ReadAfterMs = 100,
        ReadRate = 0.6,
        TransientFailureRate = 0.2,
        UnknownRate = 0.1,
        UnregisteredRate = 0.1,
        LostReceiptRate = 0.1,
        DuplicateEventRate = 0.1,
        ReorderRate = 0.2,
    };

    private static List<string> Run(long seed, int threads, bool backwards, int firstSender = 0)
    {
        using var hand = new HandWorld();
        return Run(hand, seed, threads, backwards, firstSender);
    }

    // What became of each message: the outcome of each of three tries, what the phone has, which receipts came. A person's messages come in their order.
    private static List<string> Run(HandWorld hand, long seed, int threads, bool backwards, int firstSender = 0)
    {
        hand.World.Settings = Weather(seed);
        var lines = Enumerable.Range(0, 5).Select(i => hand.Linked(5521_900_000_000 + i)).ToArray();
        var ids = Enumerable.Range(0, Messages).Select(_ => Guid.NewGuid().ToString("N")).ToArray();
        var outcomes = new string[Messages];
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Parallel.For(0, People, new ParallelOptions { MaxDegreeOfParallelism = threads }, n =>
            {
                for (var i = backwards ? People - 1 - n : n; i < Messages; i += People)
                    outcomes[i] += " " + lines[(i + firstSender) % 5].Send(ids[i], Phone(i)).GetType().Name;
            });
            hand.Pass(1000);
        }
        var receipts = lines.SelectMany(line => line.TakeKept()).OfType<ReceiptReceived>()
            .SelectMany(receipt => receipt.ProviderIds.Select(id => (id, receipt.Kind)))
            .GroupBy(receipt => receipt.id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Join(',', group.Select(receipt => receipt.Kind)), StringComparer.Ordinal);
        var seen = Enumerable.Range(0, Messages).Select(Phone).Distinct().SelectMany(hand.Messages).ToDictionary(message => message.ProviderId, StringComparer.Ordinal);
        return [.. ids.Select((id, i) => $"M{i}{outcomes[i]} {receipts.GetValueOrDefault(id)} {(seen.TryGetValue(id, out var message) ? $"{message.Copies} {message.ReadAt is not null}" : "-")}")];
    }

    private static string Transcript(long seed)
    {
        using var hand = new HandWorld();
        hand.World.Settings = Weather(seed);
        var line = hand.Linked(5521_900_000_000, Parley.Senders.SenderId.Of(new Guid("11111111-1111-1111-1111-111111111111")));
        hand.Change(Phone(0), new PhoneChange(Registered: new(true), ReplyWith: new("Yes")));
        var transcript = new StringBuilder();
        for (var i = 0; i < 500; i++)
        {
            transcript.AppendLine(line.Send($"M{i}", Phone(i)).ToString());
            hand.World.Write(Phone(i), 5521_900_000_000, MessageContent.OfText($"{i}"));
            hand.Pass(7);
            foreach (var happened in line.TakeKept())
                transcript.AppendLine(CultureInfo.InvariantCulture, $"{happened} {(happened is ReceiptReceived receipt ? string.Join(',', receipt.ProviderIds) : "")}");
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(transcript.ToString())));
    }

    private static long Phone(int i) => 5511_900_000_000 + i % People;
}
