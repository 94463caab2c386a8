using Parley.Channels;
using Parley.Channels.Simulator;
using Parley.Channels.Simulator.Phones;
using Shouldly;

namespace Parley.Tests.Channels.Simulator;

[Trait("Requirement", "SIM-01")]
public sealed class WorldTests : IDisposable
{
    private const long Person = 5511_900_000_001;
    private readonly HandWorld _hand = new();

    public void Dispose() => _hand.Dispose();

    [Fact]
    public void A_message_is_delivered_and_read_after_the_worlds_times()
    {
        _hand.World.Settings = new WorldSettings { DeliverAfterMs = 300, ReadAfterMs = 2000 };
        var line = _hand.Linked();
        line.Send("M1", Person).ShouldBeOfType<SendResult.Accepted>();
        _hand.Pass(299);
        line.TakeKept().ShouldBeEmpty();
        _hand.Pass(1);
        line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<ReceiptReceived>().Kind.ShouldBe(ReceiptKind.Delivered);
        _hand.Pass(2000);
        line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<ReceiptReceived>().Kind.ShouldBe(ReceiptKind.Read);

        var message = _hand.Messages(Person).ShouldHaveSingleItem();
        (message.DeliveredAt - message.At).ShouldBe(300);
        (message.ReadAt - message.DeliveredAt).ShouldBe(2000);
    }

    [Fact]
    public void Receipts_of_one_moment_come_in_one_event()
    {
        var line = _hand.Linked();
        for (var i = 0; i < 100; i++) line.Send($"M{i}", Person + i);
        _hand.Pass(10);
        line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<ReceiptReceived>().ProviderIds.Count.ShouldBe(100);
    }

    [Fact]
    public void While_a_phone_is_offline_its_messages_wait_and_then_come_in_their_order()
    {
        var line = _hand.Linked();
        _hand.Change(Person, new PhoneChange(Online: false));
        foreach (var id in new[] { "A", "B", "C" }) line.Send(id, Person).ShouldBeOfType<SendResult.Accepted>();
        _hand.Pass(60_000);
        _hand.Look(Person).Received.ShouldBe(0);
        _hand.Messages(Person).ShouldAllBe(message => message.DeliveredAt == null);

        _hand.Change(Person, new PhoneChange(Online: true));
        _hand.Pass(10);
        _hand.Look(Person).Received.ShouldBe(3);
        line.TakeKept().OfType<ReceiptReceived>().Single().ProviderIds.ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public void A_phone_that_goes_offline_while_a_message_is_on_its_way_gets_it_once_when_it_is_back()
    {
        var line = _hand.Linked();
        line.Send("A", Person);
        _hand.Change(Person, new PhoneChange(Online: false));
        _hand.Pass(5);
        _hand.Change(Person, new PhoneChange(Online: true));
        _hand.Pass(1000);
        _hand.Look(Person).Received.ShouldBe(1);
        line.TakeKept().OfType<ReceiptReceived>().Count(receipt => receipt.Kind == ReceiptKind.Delivered).ShouldBe(1);
    }

    [Fact]
    public void Half_of_the_unknown_outcomes_arrived()
    {
        _hand.World.Settings = new WorldSettings { UnknownRate = 1, DeliverAfterMs = 0, ReadAfterMs = 0 };
        var line = _hand.Linked();
        for (var i = 0; i < 1000; i++) line.Send($"M{i}", Person + i).ShouldBeOfType<SendResult.Unknown>();
        var arrived = _hand.World.Count().Delivered;
        arrived.ShouldBeInRange(430, 570);

        // A repeat with the same id reaches each of them, and nobody twice.
        _hand.World.Settings = new WorldSettings { DeliverAfterMs = 0, ReadAfterMs = 0 };
        for (var i = 0; i < 1000; i++) line.Send($"M{i}", Person + i).ShouldBeOfType<SendResult.Accepted>();
        _hand.World.Count().ShouldBe(new District.Tally(1000, 1000, 1000, arrived));
        for (var i = 0; i < 1000; i++) _hand.Look(Person + i).Received.ShouldBe(1);
    }

    [Fact]
    public void A_transient_failure_is_drawn_anew_at_each_try()
    {
        _hand.World.Settings = new WorldSettings { TransientFailureRate = 0.5 };
        var line = _hand.Linked();
        var tries = Enumerable.Range(0, 200).Select(i => Enumerable.Range(1, 50).First(_ => line.Send($"M{i}", Person + i) is SendResult.Accepted)).ToList();
        tries.Max().ShouldBeGreaterThan(1);
        tries.Average().ShouldBeInRange(1.6, 2.4);
        _hand.Messages(Person).ShouldAllBe(message => message.Copies == 1);
    }

    [Fact]
    public void Numbers_without_an_account_are_always_the_same_ones()
    {
        _hand.World.Settings = new WorldSettings { UnregisteredRate = 0.3 };
        var line = _hand.Linked();
        var first = Enumerable.Range(0, 1000).Select(i => line.Send($"A{i}", Person + i) is SendResult.Refused).ToList();
        var second = Enumerable.Range(0, 1000).Select(i => line.Send($"B{i}", Person + i) is SendResult.Refused).ToList();
        second.ShouldBe(first);
        first.Count(refused => refused).ShouldBeInRange(240, 360);

        _hand.Change(Person + first.IndexOf(true), new PhoneChange(Registered: new(true)));
        line.Send("C", Person + first.IndexOf(true)).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public void Lost_receipts_never_come_and_a_repeat_tells_them_again()
    {
        _hand.World.Settings = new WorldSettings { LostReceiptRate = 1, DeliverAfterMs = 0, ReadAfterMs = 0 };
        var line = _hand.Linked();
        line.Send("A", Person);
        _hand.Pass(1000);
        line.TakeKept().ShouldBeEmpty();
        _hand.Messages(Person).Single().ReadAt.ShouldNotBeNull();

        _hand.World.Settings = new WorldSettings { DeliverAfterMs = 0, ReadAfterMs = 0 };
        line.Send("A", Person);
        _hand.Pass(1);
        line.TakeKept().Cast<ReceiptReceived>().Select(receipt => receipt.Kind).ShouldBe([ReceiptKind.Delivered, ReceiptKind.Read]);
    }

    [Fact]
    public void A_persons_message_can_be_overtaken_by_the_next()
    {
        _hand.World.Settings = new WorldSettings { ReorderRate = 0.5 };
        var line = _hand.Linked(5521_900_000_001);
        for (var i = 0; i < 100; i++) _hand.World.Write(Person, 5521_900_000_001, MessageContent.OfText($"{i}"));
        _hand.Pass(1000);
        var order = line.TakeKept().Cast<MessageReceived>().Select(message => int.Parse(message.Content.Text!)).ToList();
        order.Order().ShouldBe(Enumerable.Range(0, 100));
        order.ShouldNotBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task A_freeze_holds_answers_and_events_and_then_all_goes_on()
    {
        var line = _hand.Linked(5521_900_000_001);
        _hand.World.Faults.Cause(line.Login.Sender, FaultKind.Freeze, 5000);
        var sending = line.Line.Send(new Outgoing("A", Digits.Text(Person), MessageContent.OfText("Hi")), default).AsTask();
        _hand.World.Write(Person, 5521_900_000_001, MessageContent.OfText("Are you there?"));
        _hand.Pass(4999);
        sending.IsCompleted.ShouldBeFalse();
        line.Take().ShouldBeEmpty();
        _hand.Messages(Person).ShouldBeEmpty();

        _hand.Pass(1);
        (await sending).ShouldBeOfType<SendResult.Accepted>();
        line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<MessageReceived>();
    }

    [Fact]
    public async Task What_was_written_into_a_freeze_is_taken_afterwards_though_nobody_waits_any_more()
    {
        var line = _hand.Linked();
        _hand.World.Faults.Cause(line.Login.Sender, FaultKind.Freeze, 60_000);
        var sending = line.Line.Send(new Outgoing("A", Digits.Text(Person), MessageContent.OfText("Hi")), default).AsTask();
        _hand.Pass(20_000);
        (await sending).ShouldBeOfType<SendResult.Unknown>();
        _hand.Pass(40_010);
        _hand.Look(Person).Received.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKind.Disconnect)]
    [InlineData(FaultKind.Ban)]
    [InlineData(FaultKind.Restrict)]
    public void A_fault_with_a_time_ends_by_itself(FaultKind kind)
    {
        var line = _hand.Linked();
        _hand.World.Faults.Cause(line.Login.Sender, kind, 10_000);
        SendsAgain("A").ShouldBeFalse();
        _hand.Pass(10_000);
        SendsAgain("B").ShouldBeTrue();

        bool SendsAgain(string id)
        {
            if (kind == FaultKind.Restrict) return line.Send(id, Person) is SendResult.Accepted;
            var again = _hand.Open(sender: line.Login.Sender, credentials: line.Login.Credentials);
            return again.Take().ShouldHaveSingleItem() is LineOpened && again.Send(id, Person) is SendResult.Accepted;
        }
    }

    [Fact]
    public void A_line_that_opens_again_by_itself_yields_to_a_login_that_came_meanwhile()
    {
        var frozen = _hand.Linked();
        var second = _hand.Open(sender: frozen.Login.Sender, credentials: frozen.Login.Credentials);
        second.Take().ShouldHaveSingleItem().ShouldBeOfType<LineOpened>();
        frozen.Take().ShouldHaveSingleItem().ShouldBe(new LineClosed(Reasons.SenderReplaced));

        new HandLine(_hand.World, frozen.Login with { Again = true }).Take().ShouldHaveSingleItem().ShouldBe(new LineClosed(Reasons.SenderReplaced));
        second.Send("A", Person).ShouldBeOfType<SendResult.Accepted>();
    }

    [Fact]
    public void Credentials_that_were_damaged_or_given_up_let_nobody_in()
    {
        var line = _hand.Linked();
        var damaged = line.Login.Credentials!.ToArray();
        damaged[5] ^= 1;
        _hand.Open(credentials: damaged).Take().ShouldHaveSingleItem().ShouldBe(new LineClosed(Reasons.SenderLoggedOut));

        line.Line.Close(logout: true);
        _hand.Open(sender: line.Login.Sender, credentials: line.Login.Credentials).Take().ShouldHaveSingleItem().ShouldBe(new LineClosed(Reasons.SenderLoggedOut));
    }

    [Fact]
    [Trait("Requirement", "BOT-03")]
    public void What_people_wrote_before_the_link_comes_as_history()
    {
        for (var i = 0; i < 3; i++) _hand.World.Write(Person + i, 5521_900_000_001, MessageContent.OfText($"{i}"));
        _hand.Pass(1000);
        var line = _hand.Open();
        var qr = line.Take().ShouldHaveSingleItem().ShouldBeOfType<QrShown>().Qr;
        _hand.World.Pairing.Scan(5521_900_000_001, qr).ShouldBe(ScanOutcome.Linked);
        var history = line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<HistoryBatch>();
        history.Received.Select(message => message.Content.Text).ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void Two_sessions_of_one_number_hear_the_same_and_each_hears_what_the_other_sent()
    {
        var (one, two) = (_hand.Linked(5521_900_000_001), _hand.Linked(5521_900_000_001));
        var id = _hand.World.Write(Person, 5521_900_000_001, MessageContent.OfText("Hello")).Id;
        foreach (var line in new[] { one, two }) line.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<MessageReceived>().ProviderId.ShouldBe(id);

        one.Send("A", Person).ShouldBeOfType<SendResult.Accepted>();
        two.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<MessageEchoed>().ProviderId.ShouldBe("A");
        _hand.Pass(10);
        one.TakeKept().ShouldHaveSingleItem().ShouldBeOfType<ReceiptReceived>();
    }

    [Fact]
    public void A_reset_forgets_phones_and_faults_and_keeps_sessions_connected()
    {
        var line = _hand.Linked();
        line.Send("A", Person);
        _hand.World.Faults.Cause(line.Login.Sender, FaultKind.Restrict, null);
        _hand.World.Reset();
        _hand.World.PhoneCount.ShouldBe(0);
        _hand.World.Count().ShouldBe(default);
        _hand.Pass(1000); // the delivery of what was forgotten
        line.TakeKept().ShouldBeEmpty();

        _hand.World.Settings.ShouldBe(new WorldSettings());
        line.Send("A", Person).ShouldBeOfType<SendResult.Accepted>();
        _hand.World.Count().Accepted.ShouldBe(1);
    }

    [Fact]
    public void A_phone_knows_what_was_written_on_it_and_not_that_it_was_blocked()
    {
        const long Other = 5511_900_000_007;
        _hand.Change(Other, new PhoneChange(Blocks: [Person]));
        _hand.World.Write(Person, Other, MessageContent.OfText("Hello?"));
        _hand.World.Write(Person, Person + 1, MessageContent.OfText("Good morning"));
        _hand.Change(Person + 2, new PhoneChange(Registered: new(false)));
        _hand.World.Write(Person, Person + 2, MessageContent.OfText("Nobody there")).Id.ShouldBeNull();
        _hand.Pass(10);

        var written = _hand.World.MessagesBy(Person, null, 10);
        written.Select(message => (message.Id, message.To, message.Content!.Text)).ShouldBe([("w2", Person + 1, "Good morning"), ("w1", Other, "Hello?")]);
        (written[0].DeliveredAt, written[1].DeliveredAt).ShouldBe((written[0].At + 10, null));
        _hand.World.MessagesBy(Person, 2, 10).ShouldHaveSingleItem().Id.ShouldBe("w1");
        _hand.World.MessageOf(Person, "w1").ShouldBe(written[1]);
        _hand.World.MessageOf(Person, "w3").ShouldBeNull();
        _hand.World.MessageOf(Person + 1, "w1").ShouldBeNull();
        _hand.Messages(Person).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_phone_wrote_is_forgotten_with_the_rest_and_by_a_reset()
    {
        using var hand = new HandWorld(new SimulatorOptions { KeptMessages = 8 * 1024 });
        for (var i = 0; i < 3000; i++) hand.World.Write(Person, Person + 1, MessageContent.OfText($"{i}"));
        var kept = hand.World.MessagesBy(Person, null, 5000);
        (kept.Count, kept[0].Id, kept[^1].Id).ShouldBe((1024, "w3000", "w1977"));
        hand.World.Reset();
        hand.World.MessagesBy(Person, null, 10).ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_phone_that_never_stops_writing_the_newest_ten_thousand_are_listed()
    {
        for (var i = 0; i < 25_000; i++) _hand.World.Write(Person, Person + 1, MessageContent.OfText("."));
        var kept = _hand.World.MessagesBy(Person, null, int.MaxValue);
        kept.Count.ShouldBeInRange(10_000, 20_000);
        (kept[0].Id, kept[9_999].Id).ShouldBe(("w25000", "w15001"));
    }

    [Fact]
    public void Phones_are_found_by_any_digits_of_their_number_in_a_row()
    {
        var line = _hand.Linked();
        foreach (var number in new[] { 5511_900_000_001, 5521_911_000_002, 351_912_345_678 }) line.Send($"M{number}", number);
        Found("11000").ShouldBe([5521_911_000_002]);
        Found("5").ShouldBe([351_912_345_678, 5521_911_000_002, 5511_900_000_001]);
        Found("9000000").ShouldBe([5511_900_000_001]);
        Found("999").ShouldBeEmpty();
        _hand.World.Phones(null, 1, "5").ShouldHaveSingleItem().Age.ShouldBe(2);
        _hand.World.Phones(2, 10, "5").Select(found => found.Phone.Number).ShouldBe([5521_911_000_002, 5511_900_000_001]);

        IEnumerable<long> Found(string digits) => _hand.World.Phones(null, 10, digits).Select(found => found.Phone.Number);
    }

    [Fact]
    public void Old_messages_are_forgotten_when_the_room_is_used_up_and_the_counts_stay_true()
    {
        using var hand = new HandWorld(new SimulatorOptions { KeptMessages = 8 * 1024, KeptTextBytes = 8 * 2 * 256 * 1024 });
        hand.World.Settings = new WorldSettings { DeliverAfterMs = 0, ReadAfterMs = 0 };
        var line = hand.Linked();
        var text = new string('x', 2000);
        for (var i = 0; i < 3000; i++) line.Send($"M{i}", Person, text).ShouldBeOfType<SendResult.Accepted>();

        hand.Look(Person).Received.ShouldBe(3000);
        hand.World.Count().ShouldBe(new District.Tally(3000, 3000, 3000, 0));
        var kept = hand.Messages(Person);
        kept.Count.ShouldBe(1024);
        kept[0].ProviderId.ShouldBe("M2999");
        kept[0].Content!.Text.ShouldBe(text);
        kept[^1].ProviderId.ShouldBe("M1976");
        kept[^1].Content.ShouldBeNull("two pages of texts hold the last 256 or so");
        line.Send("M2999", Person, text).ShouldBeOfType<SendResult.Accepted>();
        hand.World.Count().Repeats.ShouldBe(1);
    }
}
