using System.Text;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Http;

/// <summary>PostgreSQL takes no zero character, and half of a surrogate pair is no text: wherever one comes in, the caller is told so and nothing breaks.</summary>
public sealed class UnstorableTextTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string, string> Calls { get; } = new()
    {
        { "POST /api/messages", """{"to":"+5511987654321","text":"BAD"}""" },
        { "POST /api/messages", """{"to":"+5511987654321","text":"Hi","senderId":"BAD"}""" },
        { "POST /api/messages", """{"to":"+5511987654321","text":"Hi","variables":{"a":"BAD"}}""" },
        { "POST /api/messages", """{"to":"+5511987654321","poll":{"question":"BAD","options":["a","b"]}}""" },
        { "POST /api/campaigns", """{"name":"BAD","template":"Hi","contacts":[{"phoneNumber":"+5511987654321"}]}""" },
        { "POST /api/campaigns", """{"name":"x","template":"BAD","contacts":[{"phoneNumber":"+5511987654321"}]}""" },
        { "POST /api/campaigns", """{"name":"x","template":"Hi","contacts":[{"phoneNumber":"+5511987654321","name":"BAD"}]}""" },
        { "POST /api/campaigns", """{"name":"x","template":"Hi {{a}}","contacts":[{"phoneNumber":"+5511987654321","variables":{"a":"BAD"}}]}""" },
        { "POST /api/campaigns", """{"name":"x","template":"Hi","audience":{"tags":["BAD"]}}""" },
        { "POST /api/bulk", """{"text":"Hi {{a}}","recipients":[{"to":"+5511987654321","variables":{"a":"BAD"}}]}""" },
        { "POST /api/bulk", """{"text":"BAD","recipients":["+5511987654321"]}""" },
        { "POST /api/senders", """{"name":"BAD","phoneNumber":"+5511987654300","driver":"simulator"}""" },
        { "PATCH /api/tenant", """{"name":"BAD"}""" },
        { "PATCH /api/tenant", """{"optOutWords":["STOP","BADa"]}""" },
        { "PATCH /api/tenant", """{"optOutReply":"BADa"}""" },
        { "POST /api/api-keys", """{"name":"BAD","scopes":["read"]}""" },
        { "POST /api/contacts", """{"phoneNumber":"+5511987654399","name":"BAD"}""" },
        { "POST /api/segments", """{"name":"BAD","filter":{}}""" },
        { "POST /api/blocklist", """{"phoneNumber":"+5511987654398","reason":"aBAD"}""" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_text_that_cannot_be_stored_is_refused(string call, string body)
    {
        var client = await server.Member(await server.Database.NewTenant(), Role.Owner);
        foreach (var bad in new[] { "\\u0000", "\\ud800" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(call.Split(' ')[0]), call.Split(' ')[1]) { Content = new StringContent(body.Replace("BAD", bad, StringComparison.Ordinal), Encoding.UTF8, "application/json") };
            using var answer = await client.SendAsync(request);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{bad}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
