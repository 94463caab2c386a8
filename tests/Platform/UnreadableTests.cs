using System.Text;
using System.Text.Json;
using Parley.Platform;
using Parley.Platform.Http;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform;

public sealed class UnreadableTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly JsonSerializerOptions Options = new(Json.Options) { Converters = { new StorableText(), new StorableElement() } };

    [Theory]
    [InlineData("\"\"", true)]
    [InlineData("\"a\\u0041\\n\\\\u0000\"", true)]
    [InlineData("\"\\ud83d\\ude00\"", true)]
    [InlineData("\"\\u0000\"", false)]
    [InlineData("\"\\\\\\u0000\"", false)]
    [InlineData("\"\\ud83d\"", false)]
    [InlineData("\"\\ud83dx\\ude00\"", false)]
    [InlineData("\"\\ude00\\ud83d\"", false)]
    [InlineData("\"\\ud83d\\n\"", false)]
    public void A_text_that_cannot_be_stored_is_refused_where_it_is_read(string json, bool isStorable)
    {
        Reads<string>(json).ShouldBe(isStorable);
        Reads<JsonElement>(json).ShouldBe(isStorable);
        Reads<JsonElement>($"{{\"a\": [{{{json}: 1}}]}}").ShouldBe(isStorable);
        Reads<Dictionary<string, int>>($"{{{json}: 1}}").ShouldBe(isStorable);
    }

    [Fact]
    public void Broken_UTF8_is_refused() => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, Options));

    [Theory]
    [InlineData("/api/messages", """{"to": "+5511987654321", "text": "a\u0000"}""", "text", "NUL")]
    [InlineData("/api/messages", """{"to": 5, "text": "a"}""", "to", "wrong type")]
    [InlineData("/api/messages", """{"to": "+5511987654321", "text": "a", "variables": {"a": "\ud800"}}""", "variables", "NUL")]
    [InlineData("/api/campaigns", """{"name": "a", "pacing": {"minMs": "x"}}""", "pacing.minMs", "wrong type")]
    [InlineData("/api/campaigns", """{"name": "a", "contacts": [{"phoneNumber": 5}]}""", "contacts[0].phoneNumber", "wrong type")]
    [InlineData("/api/campaigns", """{"name": "a", "contacts": [null]}""", "contacts[0]", "null")]
    [InlineData("/api/campaigns", """{"name": "a", "senderIds": ["a", null]}""", "senderIds[1]", "null")]
    [InlineData("/api/campaigns", """{"name": "a", "variants": [null, null]}""", "variants[0]", "null")]
    [InlineData("/api/campaigns", """{"name": "a", "audience": {"tags": [null]}}""", "audience.tags[0]", "null")]
    [InlineData("/api/campaigns", """{"name": "a", "template": {"text": "x", "mentions": [null]}}""", "template.mentions[0]", "null")]
    [InlineData("/api/bulk", """{"text": "a", "recipients": [null]}""", "recipients[0]", "null")]
    [InlineData("/api/broadcasts/0193a1c2-0000-7000-8000-000000000000/send", """{"text": "a", "senderIds": [null]}""", "senderIds[0]", "null")]
    public async Task The_answer_names_the_field(string path, string body, string field, string sentence)
    {
        var answer = await (await server.Owner()).Post(path, body);
        answer.Status.ShouldBe(400);
        answer["type"].ShouldBe("validation");
        answer["detail"]!.ShouldContain(sentence);
        answer.Body.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(field);
    }

    [Theory]
    [InlineData("/api/senders?limit=many", "limit", "a whole number")]
    [InlineData("/api/senders?search=a%00", "search", "NUL")]
    [InlineData("/api/senders/abc", "id", "an id (a UUID)")]
    [InlineData("/api/messages?since=yesterday", "since", "a time")]
    public async Task The_answer_names_the_parameter(string path, string parameter, string sentence)
    {
        var answer = await (await server.Owner()).Get(path);
        answer.Status.ShouldBe(400);
        answer["detail"]!.ShouldContain(sentence);
        answer.Body.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(parameter);
    }

    [Fact]
    public async Task Somebody_who_was_not_written_to_is_not_in_the_contact_book()
    {
        var owner = await server.Owner();
        (await owner.Post("/api/messages", new { to = "+5511912340001", text = "Hi", senderId = "Nobody" })).Status.ShouldBe(422);
        (await server.Scalar("SELECT count(*) FROM contacts WHERE phone = '+5511912340001'")).ShouldBe(0L);
    }

    private static bool Reads<T>(string json)
    {
        try
        {
            JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(json), Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
