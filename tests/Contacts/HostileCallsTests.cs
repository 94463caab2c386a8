using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts;

/// <summary>Whatever is thrown at the book's doors is answered with a problem that has a slug and a sentence, and never with a 500.</summary>
[Trait("Requirement", "CON-01")]
public sealed class HostileCallsTests(HostileCallsTests.Stage stage) : IClassFixture<HostileCallsTests.Stage>
{
    private static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);

    public static TheoryData<string, string, string> Calls { get; } = Build();

    private static TheoryData<string, string, string> Build()
    {
        var calls = new TheoryData<string, string, string>();
        foreach (var door in new[] { "POST /api/contacts", "PATCH /api/contacts/ID", "POST /api/contacts/bulk", "POST /api/contacts/ID/consent", "POST /api/blocklist", "POST /api/segments", "POST /api/segments/preview", "PUT /api/segments/SEGMENT", "POST /api/contacts/imports/IMPORT/start", "POST /api/contacts/imports/IMPORT/preview" })
            foreach (var body in new[] { "", "null", "[]", "\"x\"", "{", "{\"phoneNumber\":1,\"name\":[],\"state\":{},\"addTags\":7,\"filter\":3,\"mapping\":\"x\",\"layout\":1,\"header\":\"x\"}", "\u00ff\u00fe" })
                calls.Add(door, body, "400");
        const string Phone = "\"phoneNumber\":\"+5511987654329\"";
        calls.Add("POST /api/contacts", "{" + Phone + """,  "name":"a\u0000b"}""", "400 name");
        calls.Add("POST /api/contacts", "{" + Phone + """, "name":"\ud800"}""", "400");
        calls.Add("POST /api/contacts", "{" + Phone + """, "tags":["a\u0000"]}""", "400 tags[0]");
        calls.Add("POST /api/contacts", "{" + Phone + """, "tags":[null]}""", "400 tags[0]");
        calls.Add("POST /api/contacts", "{" + Phone + """, "variables":{"a":{"b":["\u0000"]}}}""", "400 variables.a");
        calls.Add("POST /api/contacts", "{" + Phone + """, "variables":{"a":"\ud800"}}""", "400 variables.a");
        calls.Add("POST /api/contacts", "{" + Phone + """, "variables":{"a":{"\u0000":1}}}""", "400 variables.a");
        calls.Add("POST /api/contacts", "{" + Phone + ", \"variables\":{\"a\":" + Deep + "}}", "400");
        calls.Add("POST /api/contacts", """{"phoneNumber":"+5511987654328","consent":{"state":"opted_in","evidence":"\u0000"}}""", "400");
        calls.Add("POST /api/contacts", "{" + Phone + """, "consent":{"state":"perhaps"}}""", "400");
        calls.Add("POST /api/contacts", "{" + Phone + """, "consent":{"state":2}}""", "400");
        calls.Add("POST /api/contacts", """{"phoneNumber":"11987654329","defaultRegion":"\u0000"}""", "400 defaultRegion");
        calls.Add("POST /api/contacts", """{"phoneNumber":"\u0000"}""", "400 phoneNumber");
        calls.Add("POST /api/contacts", "{\"phoneNumber\":\"" + new string('9', 100_000) + "\"}", "422 phoneNumber");
        calls.Add("PATCH /api/contacts/ID", """{"variables":{"a":"\ud800"}}""", "400 variables.a");
        calls.Add("PATCH /api/contacts/ID", """{"name":"\u0000"}""", "400 name");
        calls.Add("PATCH /api/contacts/nonsense", "{}", "400");
        calls.Add("POST /api/contacts/bulk", """{"ids":["ID"],"removeTags":["\u0000"]}""", "400 removeTags[0]");
        calls.Add("POST /api/contacts/bulk", """{"ids":["ID"],"removeTags":[null]}""", "400 removeTags[0]");
        calls.Add("POST /api/contacts/bulk", """{"ids":["nonsense"],"addTags":["a"]}""", "400");
        calls.Add("POST /api/contacts/bulk", """{"ids":[],"addTags":["a"]}""", "400 ids");
        calls.Add("POST /api/contacts/bulk", "{\"addTags\":[\"a\"],\"filter\":" + Deep + "}", "400");
        calls.Add("POST /api/contacts/ID/consent", """{"state":"opted_in","evidence":"\u0000"}""", "400");
        calls.Add("POST /api/blocklist", """{"reason":"\u0000","phoneNumber":"+5511987654329"}""", "400");
        calls.Add("POST /api/blocklist", """{"reason":"x","phoneNumbers":[null]}""", "400 phoneNumbers[0]");
        calls.Add("POST /api/segments", """{"name":"\u0000","filter":{}}""", "400");
        calls.Add("POST /api/segments", """{"name":"x","filter":{"field":"name","op":"equals","value":"\ud800"}}""", "400 filter");
        calls.Add("POST /api/segments", """{"name":"x","filter":{"field":"name","op":"equals","value":"a","more":"\u0000"}}""", "400 filter");
        calls.Add("POST /api/segments", """{"name":"x","filter":{"field":"import","op":"any","values":["nonsense"]}}""", "400 filter");
        calls.Add("GET /api/contacts?q=" + new string('x', 101), "", "400 q");
        calls.Add("GET /api/contacts?tag=%00", "", "400 tag");
        calls.Add("GET /api/contacts?segment=nonsense", "", "400");
        calls.Add("GET /api/contacts?limit=0", "", "400 limit");
        calls.Add("GET /api/contacts?limit=x", "", "400");
        calls.Add("GET /api/contacts?cursor=%00", "", "400 cursor");
        calls.Add("GET /api/blocklist?cursor=AA", "", "400"); // a zero character
        calls.Add("GET /api/blocklist?q=" + new string('9', 20), "", "400 q");
        calls.Add("GET /api/segments?cursor=eHg", "", "400 cursor");
        calls.Add("DELETE /api/blocklist", "", "400");
        calls.Add("DELETE /api/blocklist?phoneNumber=%00", "", "400 phoneNumber");
        calls.Add("DELETE /api/contacts/ID?erase=perhaps", "", "400");
        calls.Add("GET /api/contacts/export.csv?consent=perhaps", "", "400 consent");
        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_makes_no_sense_is_told_so(string call, string body, string expected)
    {
        var (method, path) = (call[..call.IndexOf(' ', StringComparison.Ordinal)], call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        using var request = new HttpRequestMessage(new HttpMethod(method), stage.Fill(path));
        if (method is not ("GET" or "DELETE"))
            request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(stage.Fill(body))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await stage.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var words = expected.Split(' ');
        ((int)answer.StatusCode).ShouldBe(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("type").GetString()!.ShouldMatch("^[a-z-]+$");
        problem.GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(10);
        if (words.Length > 1) problem.GetProperty("errors").TryGetProperty(words[1], out _).ShouldBeTrue(text);
    }

    [Fact]
    public async Task A_body_of_another_kind_is_a_415()
    {
        using var form = new FormUrlEncodedContent([new("phoneNumber", "+5511987654321")]);
        ((int)(await stage.Client.PostAsync("/api/contacts", form)).StatusCode).ShouldBe(415);
    }

    public sealed class Stage : IAsyncLifetime
    {
        private readonly TestServer _server = new();
        private string _contact = "", _segment = "", _import = "";

        public HttpClient Client { get; private set; } = null!;

        public string Fill(string text) => text.Replace("IMPORT", _import, StringComparison.Ordinal).Replace("SEGMENT", _segment, StringComparison.Ordinal).Replace("ID", _contact, StringComparison.Ordinal);

        public async ValueTask InitializeAsync()
        {
            await _server.InitializeAsync();
            Client = await _server.Member(await _server.Database.NewTenant(), Role.Admin);
            _contact = (await Client.Post("/api/contacts", new { phoneNumber = "+5511987654321" })).Id.ToString();
            _segment = (await Client.Post("/api/segments", new { name = "all", filter = new { } })).Id.ToString();
            var upload = await Client.PostAsync("/api/contacts/imports", Import.ImportCalls.Form("name,city\nAna,Rio\n"));
            _import = JsonSerializer.Deserialize<JsonElement>(await upload.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
