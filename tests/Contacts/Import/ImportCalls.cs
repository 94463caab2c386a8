using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Contacts.Import;

/// <summary>Imports as a client makes them.</summary>
internal static class ImportCalls
{
    /// <summary>A form with a file and fields.</summary>
    public static MultipartFormDataContent Form(byte[] file, string name = "list.csv", params (string Name, string Value)[] fields)
    {
        // The fields stand behind the file, as a browser may send them.
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        return form;
    }

    public static MultipartFormDataContent Form(string text, params (string Name, string Value)[] fields) => Form(Encoding.UTF8.GetBytes(text), "list.csv", fields);

    public static async Task<JsonElement> Json(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Uploads, starts, and waits for the end.</summary>
    public static async Task<JsonElement> Import(this HttpClient client, string text, params (string Name, string Value)[] fields)
    {
        var answer = await client.PostAsync("/api/contacts/imports", Form(text, [("start", "true"), .. fields]));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await client.Ended((await answer.Json()).GetProperty("id").GetString()!);
    }

    public static async Task<JsonElement> Ended(this HttpClient client, string import)
    {
        var view = default(JsonElement);
        await Wait.Until(async () => (view = await client.GetFromJsonAsync<JsonElement>($"/api/contacts/imports/{import}")).GetProperty("state").GetString() is "completed" or "failed" or "cancelled");
        return view;
    }

    /// <summary>created, updated, unchanged, duplicate, blocked, rejected.</summary>
    public static long[] Counts(this JsonElement import) =>
        [.. new[] { "created", "updated", "unchanged", "duplicate", "blocked", "rejected" }.Select(name => import.GetProperty("counts").GetProperty(name).GetInt64())];

    public static async Task<long> CountContacts(this TestServer server, TenantId tenant) => (long)(await server.Scalar("SELECT count(*) FROM contacts WHERE tenant_id = $1", tenant.Value))!;
}
