using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Channels;
using Parley.Channels.Gateway;
using Parley.Senders;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Channels.Gateway;

/// <summary>The golden bodies of contracts/v1, which the gateway's tests read too: what the one writes, the other understands.</summary>
public sealed class GatewayWireTests
{
    public static TheoryData<string> EveryGolden => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "contracts", "v1"), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(EveryGolden))]
    public void Each_golden_body_is_read_and_written_as_it_is(string name)
    {
        var golden = Repository.Read($"contracts/v1/{name}");
        var bytes = System.Text.Encoding.UTF8.GetBytes(golden);
        var written = name.Split('.')[0] switch
        {
            "ack" => Through<AckBody>(bytes),
            "check" => Through<CheckBody>(bytes),
            "checked" => Through<CheckedAnswer>(bytes),
            "event" => Through<WireEvent>(bytes),
            "health" => Through<HealthAnswer>(bytes),
            "outcome" => Through<WireOutcome>(bytes),
            "problem" => Through<ProblemAnswer>(bytes),
            "read" => Through<ReadBody>(bytes),
            "send" => Through<SendBody>(bytes),
            "session" => Through<SessionAnswer>(bytes),
            "start" => Through<StartBody>(bytes),
            "typing" => Through<TypingBody>(bytes),
            var other => throw new ArgumentOutOfRangeException(nameof(name), other, "A new golden body needs its record."),
        };
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(golden)).ShouldBeTrue($"{name} became {System.Text.Encoding.UTF8.GetString(written)}");
    }

    private static byte[] Through<T>(byte[] bytes) where T : class => GatewayWire.Write(GatewayWire.Read<T>(bytes));

    [Theory]
    [MemberData(nameof(EveryGolden))]
    public void A_field_that_a_newer_gateway_adds_changes_nothing(string name)
    {
        if (!name.StartsWith("event", StringComparison.Ordinal) && !name.StartsWith("outcome", StringComparison.Ordinal) && name is not ("health.json" or "session.json" or "checked.json")) return;
        var body = JsonNode.Parse(Repository.Read($"contracts/v1/{name}"))!.AsObject();
        var plain = Read(name, body);
        body["aFieldOfTomorrow"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        JsonSerializer.Serialize(Read(name, body), GatewayWire.Options).ShouldBe(JsonSerializer.Serialize(plain, GatewayWire.Options));
    }

    private static object Read(string name, JsonObject body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return name.Split('.')[0] switch
        {
            "event" => GatewayWire.Read<WireEvent>(bytes),
            "outcome" => GatewayWire.Read<WireOutcome>(bytes),
            "health" => GatewayWire.Read<HealthAnswer>(bytes),
            "session" => GatewayWire.Read<SessionAnswer>(bytes),
            _ => GatewayWire.Read<CheckedAnswer>(bytes),
        };
    }

    [Theory]
    [InlineData("{\"seq\":7,\"session\":\"x\",\"id\":\"y\",\"type\":\"call\"}", 7L)]
    [InlineData("{\"seq\":8,\"session\":\"x\",\"type\":\"message\"}", 8L)]
    [InlineData("{\"seq\":9,\"session\":\"x\",\"id\":\"y\",\"type\":\"session\",\"state\":\"dreaming\",\"fence\":1}", 9L)]
    [InlineData("{\"seq\":11,\"session\":\"x\",\"id\":\"m.1\",\"type\":\"message\",\"providerId\":\"1\",\"from\":\"+5521998877665\",\"content\":{\"kind\":7},\"at\":\"2026-11-27T10:15:31.000Z\"}", 11L)]
    [InlineData("{\"seq\":\"ten\"}", null)]
    [InlineData("<html>no</html>", null)]
    [InlineData("[]", null)]
    public void Of_a_line_that_is_no_event_known_here_only_the_place_is_taken(string line, long? seq) =>
        WireEvent.Read(System.Text.Encoding.UTF8.GetBytes(line)).ShouldBe((seq, null));

    [Fact]
    public void Events_come_to_the_door_with_all_that_they_say()
    {
        var sender = SenderId.Of(Guid.Parse("0199c2f0-7d1a-7c3e-9a51-3b6f2d8e4c10"));
        var text = Golden("event.message.text.json").ShouldBeOfType<MessageReceived>();
        text.ShouldBe(new MessageReceived(sender, "baileys", "m.3A5F0C1122334455", "3A5F0C1122334455", "+5521998877665", "184467440737095@lid", "Ana",
            MessageContent.OfText("Is it open today?"), new DateTimeOffset(2026, 11, 27, 10, 15, 31, TimeSpan.Zero), "3EB0C0FFEE0123456789"));

        var image = Golden("event.message.image.json").ShouldBeOfType<MessageReceived>();
        (image.From, image.RemoteMedia, image.Content.Media!.Type, image.Content.Media.FileName, image.Content.Media.Id).ShouldBe(("184467440737095@lid", "m.3A5F0C1122334466", "image/jpeg", "photo.jpg", Guid.Empty));

        var qr = Golden("event.session.qr.json").ShouldBeOfType<SessionChanged>();
        (qr.State, qr.Fence, qr.Qr, qr.QrExpiresAt).ShouldBe((SessionState.WaitQr, 7, "2@AbCdEf,GhIj,KlMn,OpQr", new DateTimeOffset(2026, 11, 27, 10, 15, 50, TimeSpan.Zero)));
        Golden("event.session.code.json").ShouldBeOfType<SessionChanged>().PairingCode.ShouldBe("AB12-CD34");
        Golden("event.session.ended.json").ShouldBeOfType<SessionChanged>().Reason.ShouldBe(Reasons.SenderLoggedOut);

        var failed = Golden("event.receipt.failed.json").ShouldBeOfType<ReceiptReceived>();
        (failed.Kind, failed.Reason).ShouldBe((ReceiptKind.Failed, Reasons.RecipientBlockedUs));

        var chosen = Golden("event.receipt.chosen.json").ShouldBeOfType<ReceiptReceived>();
        (chosen.ProviderIds[0], chosen.ChosenId).ShouldBe(("3EB0A1B2C3D4E5F6071829", "3EB0C0FFEE0123456789"));

        // A message of the history has the id under which it would come alone, or it would be there twice.
        var history = Golden("event.history.json").ShouldBeOfType<HistoryBatch>();
        (history.Received[0].EventId, history.Sent[0].EventId).ShouldBe(("m.3A00000000000001", "e.3A00000000000002"));
    }

    [Fact]
    public void What_has_no_kind_here_is_told_as_such_and_not_lost()
    {
        var unsupported = Golden("event.message.unsupported.json").ShouldBeOfType<MessageReceived>();
        (unsupported.From, unsupported.Content.Kind, unsupported.Content.Text, unsupported.ReplyToProviderId).ShouldBe(("+5521998877665", ContentKind.Unsupported, "groupInviteMessage", "3EB0C0FFEE0123456789"));

        // Of tomorrow's gateway: the others in its history are none the worse for it.
        var history = JsonNode.Parse(Repository.Read("contracts/v1/event.history.json"))!;
        var received = history["received"]!.AsArray();
        received.Add(received[0]!.DeepClone());
        received[1]!["content"] = new JsonObject { ["kind"] = "hologram", ["text"] = "See me" };
        var (seq, happened) = WireEvent.Read(System.Text.Encoding.UTF8.GetBytes(history.ToJsonString()));
        seq.ShouldBe(126);
        happened.ShouldNotBeNull().ToChannelEvent("baileys").ShouldBeOfType<HistoryBatch>().Received.Select(message => (message.Content.Kind, message.Content.Text))
            .ShouldBe([(ContentKind.Text, "Good morning"), (ContentKind.Unsupported, "See me")]);
    }

    [Fact]
    public void All_cards_of_a_message_are_kept() =>
        Golden("event.message.contacts.json").ShouldBeOfType<MessageReceived>().Content.ShouldSatisfyAllConditions(
            content => content.Contact!.Name.ShouldBe("Rui"), content => content.Text.ShouldBe("Eva 123 456\nIvo"));

    [Fact]
    public void A_login_by_the_phone_of_another_number_is_a_logout() =>
        WireEvent.Read("{\"seq\":1,\"session\":\"0199c2f0-7d1a-7c3e-9a51-3b6f2d8e4c10\",\"id\":\"s.1\",\"type\":\"session\",\"state\":\"disconnected\",\"fence\":7,\"reason\":\"wrong-phone\"}"u8)
            .Event!.ToChannelEvent("baileys").ShouldBeOfType<SessionChanged>().ShouldSatisfyAllConditions(changed => changed.State.ShouldBe(SessionState.LoggedOut), changed => changed.Reason.ShouldBe(Reasons.WrongPhone));

    [Fact]
    public void An_event_of_no_sender_is_none() =>
        WireEvent.Read("{\"seq\":1,\"session\":\"somebody\",\"id\":\"s.1\",\"type\":\"session\",\"state\":\"booting\",\"fence\":7}"u8).Event!.ToChannelEvent("baileys").ShouldBeNull();

    private static ChannelEvent? Golden(string name) => GatewayWire.Read<WireEvent>(System.Text.Encoding.UTF8.GetBytes(Repository.Read($"contracts/v1/{name}"))).ToChannelEvent("baileys");
}
