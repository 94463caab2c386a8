using System.Security.Cryptography;
using System.Text;
using Parley.Channels;
using Shouldly;

namespace Parley.Tests.Channels;

public abstract partial class DriverContract
{
    public static TheoryData<ContentKind> EveryKind => [.. Enum.GetValues<ContentKind>()];

    [Theory]
    [MemberData(nameof(EveryKind))]
    [Trait("Requirement", "MSG-01")]
    public async Task What_is_sent_arrives_as_it_was(ContentKind kind)
    {
        Needs(Can.Content.Contains(kind), $"messages of the kind {kind}");
        var (session, person) = (await Connected(), World.NewPerson());
        var (content, bytes) = Sample(kind);
        // Something to react to.
        var replyTo = kind == ContentKind.Reaction ? Accepted(await Send(session, Text(person))) : null;

        var sent = Accepted(await Send(session, new Outgoing(NextId(), person, content, ReplyToProviderId: replyTo)));
        var seen = (await Seen(person, replyTo is null ? 1 : 2))[^1];
        seen.ProviderId.ShouldBe(sent);
        seen.From.ShouldBe(session.Phone);
        ShouldSay(seen.Content, content);
        seen.ReplyTo.ShouldBe(replyTo);
        if (bytes is not null) seen.Media.ShouldBe(bytes);
    }

    // What a person sees of it: the store's own id of a file does not travel, and pictures lose their names.
    private static void ShouldSay(MessageContent seen, MessageContent sent)
    {
        (seen.Kind, seen.Text ?? "", seen.Location).ShouldBe((sent.Kind, sent.Text ?? "", sent.Location));
        (seen.Contact?.Name, seen.Contact?.Organization).ShouldBe((sent.Contact?.Name, sent.Contact?.Organization));
        (seen.Contact?.Phones ?? []).ShouldBe(sent.Contact?.Phones ?? []);
        (seen.PollOptions ?? []).ShouldBe(sent.PollOptions ?? []);
        (seen.Media?.Type, seen.Media?.Bytes).ShouldBe((sent.Media?.Type, sent.Media?.Bytes));
        (seen.Template?.Name, seen.Template?.Language).ShouldBe((sent.Template?.Name, sent.Template?.Language));
        (seen.Template?.Body ?? []).ShouldBe(sent.Template?.Body ?? []);
        (seen.Interactive?.Header, seen.Interactive?.Footer).ShouldBe((sent.Interactive?.Header, sent.Interactive?.Footer));
        (seen.Interactive?.Buttons ?? []).ShouldBe(sent.Interactive?.Buttons ?? []);
        if (sent.Kind == ContentKind.Document) seen.Media!.FileName.ShouldBe(sent.Media!.FileName);
    }

    private (MessageContent Content, byte[]? Bytes) Sample(ContentKind kind)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(kind.ToString()), .. RandomNumberGenerator.GetBytes(300)];
        MessageContent Media(string type, string name, string? caption = null) => new() { Kind = kind, Text = caption, Media = World.Attach(bytes, type, name) };
        return kind switch
        {
            ContentKind.Text => (MessageContent.OfText("Olá, \"João\" 👋🏽\nsegunda linha"), null),
            ContentKind.Image => (Media("image/png", "house.png", "A house"), bytes),
            ContentKind.Video => (Media("video/mp4", "walk.mp4", "A walk"), bytes),
            ContentKind.Audio => (Media("audio/mpeg", "song.mp3"), bytes),
            ContentKind.Voice => (Media("audio/ogg", "voice.ogg"), bytes),
            ContentKind.Document => (Media("application/pdf", "prices 2026.pdf", "The prices"), bytes),
            ContentKind.Sticker => (Media("image/webp", "cat.webp"), bytes),
            ContentKind.Location => (new MessageContent { Kind = kind, Location = new GeoLocation(-23.5505, -46.6333, "Praça da Sé", "São Paulo") }, null),
            ContentKind.Contact => (new MessageContent { Kind = kind, Contact = new ContactCard("Ana Souza", ["+5511987654321"], "Padaria Sol") }, null),
            ContentKind.Reaction => (new MessageContent { Kind = kind, Text = "👍" }, null),
            ContentKind.Poll => (new MessageContent { Kind = kind, Text = "Which day?", PollOptions = ["Monday", "Friday"] }, null),
            ContentKind.Template => (new MessageContent { Kind = kind, Text = "Olá Ana, seu pedido 12 está pronto.", Template = new TemplateMessage("order_ready", "pt_BR") { Body = ["Ana", "12"] } }, null),
            ContentKind.Interactive => (new MessageContent
            {
                Kind = kind,
                Text = "Which day?",
                Interactive = new InteractiveMessage { Header = "Delivery", Footer = "Free of charge", Buttons = [new("mon", "Monday"), new("fri", "Friday")] },
            }, null),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A new kind needs a sample."),
        };
    }

    [Fact]
    public async Task An_answer_names_the_message_that_it_answers()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        var asked = await World.Write(person, session.Phone, MessageContent.OfText("Are you open?"));
        await Door.First<MessageReceived>(session.Sender);
        Accepted(await Send(session, Text(person, "Until six") with { ReplyToProviderId = asked }));
        (await Seen(person))[^1].ReplyTo.ShouldBe(asked);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_for_its_content()
    {
        var session = await Connected();
        var refused = (await Send(session, Text(World.NewPerson(), new string('a', Can.MaxTextLength + 1)))).ShouldBeOfType<SendResult.Refused>();
        refused.Fault.ShouldBe(Fault.Content);
    }

    [Fact]
    public async Task A_file_that_is_no_longer_stored_is_refused_for_its_content()
    {
        Needs(Can.Content.Contains(ContentKind.Image), "images");
        var session = await Connected();
        var gone = new MediaReference(Guid.NewGuid(), Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), "image/png", 3, "gone.png");
        var refused = (await Send(session, new Outgoing(NextId(), World.NewPerson(), new MessageContent { Kind = ContentKind.Image, Media = gone }))).ShouldBeOfType<SendResult.Refused>();
        (refused.Reason, refused.Fault).ShouldBe((Reasons.MediaMissing, Fault.Content));
    }

    [Fact]
    public async Task A_number_without_an_account_is_refused_as_the_recipients_fault()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Unregister(person);
        var refused = (await Send(session, Text(person))).ShouldBeOfType<SendResult.Refused>();
        (refused.Reason, refused.Fault).ShouldBe((Reasons.RecipientNotOnWhatsApp, Fault.Recipient));
    }

    [Fact]
    public async Task A_person_who_blocked_the_sender_gets_nothing_and_no_receipt_comes()
    {
        var (session, person, other) = (await Connected(), World.NewPerson(), World.NewPerson());
        await World.Block(person, session.Phone);
        var blocked = Accepted(await Send(session, Text(person)));
        var arrived = Accepted(await Send(session, Text(other)));
        await Seen(other);
        if (Can.Receipts) await Door.Receipts(session.Sender, ReceiptKind.Delivered, arrived);
        (await World.Seen(person)).ShouldBeEmpty();
        Door.Of<ReceiptReceived>(session.Sender).ShouldNotContain(receipt => receipt.ProviderIds.Contains(blocked));
    }

    [Fact]
    public async Task The_chosen_id_is_the_messages_id()
    {
        Needs(Can.ChoosesMessageId, "choice of the message id");
        var (session, person) = (await Connected(), World.NewPerson());
        var outgoing = Text(person);
        Accepted(await Send(session, outgoing)).ShouldBe(outgoing.ProviderId);
        (await Seen(person))[0].ProviderId.ShouldBe(outgoing.ProviderId);
    }

    [Fact]
    [Trait("Requirement", "MSG-05")]
    public async Task A_repeat_with_the_same_id_reaches_the_person_once()
    {
        Needs(Can.DeduplicatesById, "deduplication by id");
        var (session, person) = (await Connected(), World.NewPerson());
        var outgoing = Text(person);
        Accepted(await Send(session, outgoing));
        await Seen(person);
        Accepted(await Send(session, outgoing));
        var last = Text(person, "and another");
        Accepted(await Send(session, last));
        (await Seen(person, 2)).Select(message => message.ProviderId).ShouldBe([outgoing.ProviderId, last.ProviderId]);
    }

    [Fact]
    public async Task A_send_that_surely_failed_says_so_and_nothing_arrives()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { FailsBeforeLeaving = true });
        var outgoing = Text(person);
        (await Send(session, outgoing)).ShouldBeOfType<SendResult.Retry>();
        await World.Mood(new NetworkMood());
        (await World.Seen(person)).ShouldBeEmpty();
        Accepted(await Send(session, outgoing));
        (await Seen(person)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task As_many_sends_as_the_capabilities_say_go_at_once_and_each_arrives_once()
    {
        var session = await Connected();
        var people = Enumerable.Range(0, Can.MaxInFlight * 3).Select(_ => World.NewPerson()).ToArray();
        using var room = new SemaphoreSlim(Can.MaxInFlight);
        await Task.WhenAll(people.Select(async person =>
        {
            await room.WaitAsync();
            var outgoing = Text(person);
            Accepted(await Task.Run(() => Send(session, outgoing)));
            room.Release();
        }));
        foreach (var person in people) (await Seen(person)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Typing_is_shown_before_the_message_and_takes_its_time()
    {
        Needs(Can.Typing, "typing indicator");
        var (session, person) = (await Connected(), World.NewPerson());
        var before = TimeProvider.System.GetTimestamp();
        Accepted(await Send(session, Text(person) with { Typing = TimeSpan.FromMilliseconds(300) }));
        TimeProvider.System.GetElapsedTime(before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(290));
        (await World.TypingSeen(person)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Numbers_can_be_asked_for_an_account()
    {
        Needs(Can.NumberCheck, "number check");
        var (session, there, missing) = (await Connected(), World.NewPerson(), World.NewPerson());
        await World.Unregister(missing);
        var answers = await ((INumberCheck)Driver).Check(session, [there, missing], default);
        answers.ShouldBe(new Dictionary<string, bool> { [there] = true, [missing] = false }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_send_that_was_cancelled_before_it_left_surely_did_not_leave()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        (await Driver.Send(session, Text(person), new CancellationToken(canceled: true))).ShouldBeOfType<SendResult.Retry>();
        if (Can.Typing)
        {
            using var cancelled = new CancellationTokenSource();
            var sending = Driver.Send(session, Text(person) with { Typing = TimeSpan.FromMinutes(1) }, cancelled.Token);
            await cancelled.CancelAsync();
            (await sending.WaitAsync(Patience)).ShouldBeOfType<SendResult.Retry>();
        }
        (await World.Seen(person)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_send_that_was_cancelled_after_it_left_is_unknown()
    {
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Mood(new NetworkMood { Latency = TimeSpan.FromMinutes(1) });
        using var cancelled = new CancellationTokenSource();
        var sending = Driver.Send(session, Text(person), cancelled.Token);
        await Seen(person);
        await cancelled.CancelAsync();
        (await sending.WaitAsync(Patience)).ShouldBeOfType<SendResult.Unknown>();
    }

    [Fact]
    public async Task A_send_without_an_answer_is_unknown_after_the_drivers_time()
    {
        await Open(new ContractTimes { SendTimeout = TimeSpan.FromMilliseconds(300) });
        var (session, person) = (await Connected(), World.NewPerson());
        await World.Freeze(session);
        var outgoing = Text(person);
        (await Send(session, outgoing)).ShouldBeOfType<SendResult.Unknown>().Reason.ShouldBe(Reasons.Timeout);

        await World.Thaw(session);
        if (!Can.DeduplicatesById) return;
        Accepted(await Send(session, outgoing));
        (await Seen(person)).Count.ShouldBe(1);
    }
}
