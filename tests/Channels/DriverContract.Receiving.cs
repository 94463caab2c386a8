using System.Security.Cryptography;
using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels;

public abstract partial class DriverContract
{
    [Fact]
    public async Task Receipts_say_that_a_message_was_delivered_and_then_read()
    {
        Needs(Can.Receipts, "receipts");
        var (session, person) = (await Connected(), World.NewPerson());
        var sent = Accepted(await Send(session, Text(person)));
        await Door.Receipts(session.Sender, ReceiptKind.Read, sent);
        Door.Of<ReceiptReceived>(session.Sender).Where(receipt => receipt.ProviderIds.Contains(sent)).Select(receipt => receipt.Kind)
            .Where(kind => kind != ReceiptKind.Sent).ShouldBe([ReceiptKind.Delivered, ReceiptKind.Read]);
    }

    [Fact]
    public async Task Receipts_that_come_in_the_wrong_order_all_come()
    {
        Needs(Can.Receipts, "receipts");
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { ReceiptsSwapped = true });
        var sent = Accepted(await Send(session, Text(person)));
        await Door.Receipts(session.Sender, ReceiptKind.Delivered, sent);
        await Door.Receipts(session.Sender, ReceiptKind.Read, sent);
    }

    [Fact]
    public async Task A_receipt_may_come_before_the_answer_to_its_send()
    {
        Needs(Can.Receipts, "receipts");
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { Latency = TimeSpan.FromSeconds(1) });
        var outgoing = Text(person);
        var sending = Driver.Send(session, outgoing, default);
        if (Can.ChoosesMessageId) await Door.Receipts(session.Sender, ReceiptKind.Delivered, outgoing.ProviderId);
        var id = Accepted(await sending.WaitAsync(Patience));
        await Door.Receipts(session.Sender, ReceiptKind.Read, id);
    }

    [Fact]
    public async Task An_event_that_the_network_repeats_has_the_same_event_id()
    {
        Needs(Can.Receipts, "receipts");
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { EventsTwice = true });
        var sent = Accepted(await Send(session, Text(person)));
        await Door.Receipts(session.Sender, ReceiptKind.Read, sent);
        await World.Mood(new NetworkMood());
        var marker = Accepted(await Send(session, Text(person)));
        await Door.Receipts(session.Sender, ReceiptKind.Read, marker);
        foreach (var kind in new[] { ReceiptKind.Delivered, ReceiptKind.Read })
            Door.Of<ReceiptReceived>(session.Sender).Where(receipt => receipt.Kind == kind && receipt.ProviderIds.Contains(sent)).Select(receipt => receipt.EventId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_writes_comes_with_its_id_number_and_text()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        var id = await World.Write(person, session.Phone, MessageContent.OfText("Oi! 👋🏽"));
        var came = await Door.First<MessageReceived>(session.Sender);
        (came.ProviderId, came.From, came.Content.Text).ShouldBe((id, person, "Oi! 👋🏽"));
        came.Driver.ShouldBe(Driver.Name);
        came.EventId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_one_person_writes_comes_in_its_order()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await World.Write(person, session.Phone, MessageContent.OfText($"line {i}")));
        (await Door.AtLeast<MessageReceived>(20, session.Sender)).Select(came => came.ProviderId).ShouldBe(ids);
    }

    [Fact]
    public async Task A_file_that_a_person_sent_can_be_fetched()
    {
        var fetch = Driver as IMediaFetch;
        Needs(fetch is not null, "received files");
        var (session, person) = (await Connected(), World.NewPerson());
        var bytes = RandomNumberGenerator.GetBytes(5000);
        var media = new MediaReference(Guid.Empty, Convert.ToHexStringLower(SHA256.HashData(bytes)), "image/jpeg", bytes.Length, "garden.jpg");
        await World.Write(person, session.Phone, new MessageContent { Kind = ContentKind.Image, Text = "Our garden", Media = media }, bytes);

        var came = await Door.First<MessageReceived>(session.Sender);
        came.Content.Kind.ShouldBe(ContentKind.Image);
        came.Content.Text.ShouldBe("Our garden");
        came.Content.Media!.Type.ShouldBe("image/jpeg");
        await using var file = await fetch!.Fetch(session, came.RemoteMedia.ShouldNotBeNull(), default);
        using var read = new MemoryStream();
        await file.ShouldNotBeNull().CopyToAsync(read);
        read.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task A_vote_comes_as_an_answer_to_its_poll()
    {
        Needs(Can.Content.Contains(ContentKind.Poll), "polls");
        var (session, person) = (await Connected(), World.NewPerson());
        var poll = Accepted(await Send(session, new Outgoing(NextId(), person, new MessageContent { Kind = ContentKind.Poll, Text = "When shall we come?", PollOptions = ["Morning", "Evening"] })));
        await Seen(person);

        await World.Vote(person, session.Phone, poll, "Evening");
        var came = await Door.First<MessageReceived>(session.Sender);
        (came.From, came.Content.Kind, came.Content.Text, came.ReplyToProviderId).ShouldBe((person, ContentKind.Text, "Evening", poll));

        await World.Vote(person, session.Phone, poll); // takes it back, and says nothing with that
        await World.Vote(person, session.Phone, poll, "Morning");
        var votes = await Door.AtLeast<MessageReceived>(2, session.Sender);
        votes.Select(vote => (vote.Content.Text, vote.ReplyToProviderId)).ShouldBe([("Evening", poll), ("Morning", poll)]);
        votes.Select(vote => vote.ProviderId).ShouldBeUnique();
        votes.Select(vote => vote.EventId).ShouldBeUnique();
    }

    [Fact]
    public async Task What_the_senders_own_phone_writes_is_echoed()
    {
        Needs(Can.Echoes, "echo of the sender's own phone");
        var (session, person) = (await Connected(), World.NewPerson());
        var id = await World.Write(session.Phone, person, MessageContent.OfText("From my own phone"));
        var echo = await Door.First<MessageEchoed>(session.Sender);
        (echo.ProviderId, echo.To, echo.Content.Text).ShouldBe((id, person, "From my own phone"));
        Door.Of<MessageReceived>(session.Sender).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_can_be_told_that_the_message_was_read()
    {
        var marks = Driver as IReadMarks;
        Needs(marks is not null, "read marks");
        var (session, person) = (await Connected(), World.NewPerson());
        var id = await World.Write(person, session.Phone, MessageContent.OfText("Read me"));
        await Door.First<MessageReceived>(session.Sender);
        (await World.WasRead(person, id, session.Phone)).ShouldBeFalse();
        await marks!.MarkRead(session, person, [id], default);
        using var deadline = new CancellationTokenSource(Patience);
        while (!await World.WasRead(person, id, session.Phone)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token);
    }

    [Fact]
    public async Task What_came_while_nobody_was_connected_comes_after_the_next_start()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        await Driver.Stop(session, default);
        var id = await World.Write(person, session.Phone, MessageContent.OfText("Anybody there?"));
        await Driver.Start(session, default);
        (await Door.First<MessageReceived>(session.Sender)).ProviderId.ShouldBe(id);
    }

    [Fact]
    public async Task An_event_comes_again_with_the_same_id_until_it_is_acknowledged()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        Door.Acknowledges = false;
        await World.Write(person, session.Phone, MessageContent.OfText("Do not lose me"));
        var first = await Door.First<MessageReceived>(session.Sender);

        await Restart();
        await Driver.Start(session, default);
        (await Door.First<MessageReceived>(session.Sender)).ShouldBe(first); // and this door acknowledged it

        await Restart();
        await Driver.Start(session, default);
        await World.Write(person, session.Phone, MessageContent.OfText("A marker"));
        var last = await Door.First<MessageReceived>(session.Sender);
        last.Content.Text.ShouldBe("A marker");
    }
}
