using System.Text.Json;
using Parley.Channels;
using Parley.Channels.Cloud;
using Parley.Senders;
using Shouldly;

namespace Parley.Tests.Channels.Cloud;

/// <summary>What Meta writes, read: every kind, every way of naming a person, and what is strange.</summary>
public sealed class HookReaderTests
{
    private static readonly SenderId Sender = Parley.Platform.Id.New<SenderId>();
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<ChannelEvent> Read(string value) => [.. HookReader.Events(JsonSerializer.Deserialize<JsonElement>(value), Sender, Now)];

    private static MessageReceived Message(string body) => Read($$"""
        {"contacts":[{"profile":{"name":"Ana"},"wa_id":"5511987654321","user_id":"BR.123"}],"messages":[{"from":"5511987654321","id":"wamid.A","timestamp":"1772452000",{{body}}}]}
        """).ShouldHaveSingleItem().ShouldBeOfType<MessageReceived>();

    [Fact]
    public void A_text_comes_with_its_person_time_and_what_it_answers()
    {
        var came = Message("""
            "type":"text","text":{"body":"Oi"},"context":{"from":"5511900000000","id":"wamid.B"}
            """);
        (came.From, came.PushName, came.BusinessUserId, came.ProviderId, came.EventId, came.ReplyToProviderId).ShouldBe(("+5511987654321", "Ana", "BR.123", "wamid.A", "wamid.A", "wamid.B"));
        (came.Content.Kind, came.Content.Text, came.At).ShouldBe((ContentKind.Text, "Oi", DateTimeOffset.FromUnixTimeSeconds(1772452000)));
    }

    [Theory]
    [InlineData("image", ContentKind.Image, ""","caption":"Our garden" """, "Our garden")]
    [InlineData("video", ContentKind.Video, ""","caption":"A walk" """, "A walk")]
    [InlineData("document", ContentKind.Document, ""","filename":"prices.pdf" """, null)]
    [InlineData("audio", ContentKind.Audio, "", null)]
    [InlineData("audio", ContentKind.Voice, ""","voice":true""", null)]
    [InlineData("sticker", ContentKind.Sticker, "", null)]
    public void A_file_comes_by_the_id_that_it_can_be_fetched_by(string type, ContentKind kind, string more, string? caption)
    {
        var came = Message($$"""
            "type":"{{type}}","{{type}}":{"id":"900100200","mime_type":"image/webp; codecs=x","sha256":"AAAA"{{more}}}
            """);
        (came.Content.Kind, came.Content.Text, came.RemoteMedia, came.Content.Media!.Type).ShouldBe((kind, caption, "900100200", "image/webp"));
        if (kind == ContentKind.Document) came.Content.Media.FileName.ShouldBe("prices.pdf");
    }

    [Theory]
    [InlineData(""" "type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"fri","title":"Friday"}} """)]
    [InlineData(""" "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"fri","title":"Friday","description":"all day"}} """)]
    [InlineData(""" "type":"button","button":{"payload":"fri","text":"Friday"} """)]
    public void What_a_person_chose_is_a_text_that_knows_which_choice_it_was(string body)
    {
        var content = Message(body).Content;
        (content.Kind, content.Text, content.Choice).ShouldBe((ContentKind.Text, "Friday", new ReplyChoice("fri", "Friday")));
    }

    [Fact]
    public void Places_cards_and_reactions_are_what_they_are()
    {
        Message("""
            "type":"location","location":{"latitude":-23.55,"longitude":-46.63,"name":"Sé","address":"São Paulo"}
            """).Content.Location.ShouldBe(new GeoLocation(-23.55, -46.63, "Sé", "São Paulo"));
        var cards = Message("""
            "type":"contacts","contacts":[{"name":{"formatted_name":"Rui"},"phones":[{"phone":"+55 11 98765-4322","wa_id":"5511987654322"}],"org":{"company":"Padaria"}},{"name":{"formatted_name":"Eva"},"phones":[{"phone":"123"}]}]
            """).Content;
        (cards.Contact!.Name, cards.Contact.Organization, cards.Text).ShouldBe(("Rui", "Padaria", "Eva 123"));
        cards.Contact.Phones.ShouldBe(["+5511987654322"]);
        var reaction = Message("""
            "type":"reaction","reaction":{"message_id":"wamid.R","emoji":"👍"}
            """);
        (reaction.Content.Kind, reaction.Content.Text, reaction.ReplyToProviderId).ShouldBe((ContentKind.Reaction, "👍", "wamid.R"));
        Message("""
            "type":"reaction","reaction":{"message_id":"wamid.R"}
            """).Content.Text.ShouldBe("");
    }

    [Theory]
    [InlineData(""" "type":"unsupported","errors":[{"code":131051,"title":"Message type unknown"}] """, "unknown")]
    [InlineData(""" "type":"order","order":{"catalog_id":"1"} """, "order")]
    [InlineData(""" "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{}} """, "interactive")]
    [InlineData(""" "type":"image","image":{"caption":"no id"} """, "no id")]
    [InlineData(""" "type":"location","location":{"latitude":"north"} """, "location")]
    [InlineData(""" "type":"contacts","contacts":[] """, "contacts")]
    public void What_cannot_be_shown_is_told_as_such_and_not_lost(string body, string word)
    {
        var content = Message(body).Content;
        (content.Kind, content.Text).ShouldBe((ContentKind.Unsupported, word));
    }

    [Theory]
    [InlineData("""{"contacts":[{"profile":{"name":"Ana","username":"@ana"},"user_id":"BR.123"}],"messages":[{"from_user_id":"BR.123","id":"wamid.A","type":"text","text":{"body":"Oi"}}]}""")]
    [InlineData("""{"contacts":[{"profile":{"name":"Ana"},"user_id":"BR.123"}],"messages":[{"id":"wamid.A","type":"text","text":{"body":"Oi"}}]}""")]
    [InlineData("""{"messages":[{"from":"BR.123","id":"wamid.A","type":"text","text":{"body":"Oi"}}]}""")]
    public void A_person_who_hides_the_number_is_known_by_the_business_scoped_id(string value)
    {
        var came = Read(value).ShouldHaveSingleItem().ShouldBeOfType<MessageReceived>();
        (came.From, came.BusinessUserId, came.Content.Text).ShouldBe(("BR.123@bsuid", "BR.123", "Oi"));
    }

    [Fact]
    public void A_status_names_the_networks_id_and_ours()
    {
        var receipts = Read("""
            {"statuses":[{"id":"wamid.A","status":"delivered","timestamp":"1772452000","recipient_id":"5511","biz_opaque_callback_data":"00112233445566778899AABBCCDDEEFF"},
                         {"id":"wamid.B","status":"failed","timestamp":"1772452001","errors":[{"code":131049,"title":"not delivered"}]},
                         {"id":"wamid.C","status":"failed"},{"id":"wamid.D","status":"deleted"},{"id":"wamid.E"},{"status":"read"}]}
            """).Cast<ReceiptReceived>().ToList();
        receipts.Select(receipt => (receipt.ProviderIds[0], receipt.Kind, receipt.Reason?.Slug, receipt.ChosenId)).ShouldBe(
        [
            ("wamid.A", ReceiptKind.Delivered, null, "00112233445566778899AABBCCDDEEFF"), ("wamid.B", ReceiptKind.Failed, "recipient-limited", null), ("wamid.C", ReceiptKind.Failed, "content-refused", null),
        ]);
        receipts.Select(receipt => receipt.EventId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_time_to_come_does_not_keep_a_window_open() => Read("""
        {"messages":[{"from":"5511987654321","id":"wamid.A","timestamp":"4102444800","type":"text","text":{"body":"Oi"}}]}
        """).ShouldHaveSingleItem().ShouldBeOfType<MessageReceived>().At.ShouldBe(Now);

    [Theory]
    [InlineData("""{"messages":"none"}""")]
    [InlineData("""{"messages":[null,1,"x",[],{}]}""")]
    [InlineData("""{"messages":[{"id":7,"from":8,"type":{}}]}""")]
    [InlineData("""{"messages":[{"id":"wamid.A","from":"../../etc","type":"text","text":{"body":"Oi"}}]}""")]
    [InlineData("""{"messages":[{"id":"wamid with spaces","from":"5511987654321","type":"text"}]}""")]
    [InlineData("""{"messages":[{"id":"wamid.A","from":"5511987654321","type":"system","system":{"body":"changed"}}]}""")]
    [InlineData("""{"statuses":[{"id":"wamid.A","status":17}],"message_echoes":{}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Garbage_is_left_out(string value) => Read(value).ShouldBeEmpty();
}
