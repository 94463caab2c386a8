using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Surface;

/// <summary>Bad requests to every operation of the API's document. Whatever comes, the answer is one that the document describes (the client sees to that), it is never
/// "something broke on our side", it says what is wrong, and what was refused left nothing behind. PARLEY_FUZZ_SEED=n tries other requests, PARLEY_FUZZ_CASES=n more of them.</summary>
public sealed class SurfaceFuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    // What a refused request may leave: that it was tried, and that it came; a deleted campaign's audience is erased with it; a worker takes a sender in when it comes to it.
    private static readonly string[] MayGrow = ["campaign_audiences", "sender_owners", "audit_log", "sign_ins", "refresh_tokens", "sign_in_failures", "outbox_queues", "queue_rates", "queue_course", "queue_tallies", "tally_batches", "sender_tallies", "sender_history", "nodes", "data_protection_keys"];

    // What the workers write by themselves into what a request left as it was: where the time or the work has got to.
    private static readonly string[] MovesByItself = ["updated_at", "worked_at", "last_used_at"];

    private readonly int _seed = Setting("PARLEY_FUZZ_SEED") ?? 20_261_120;

    /// <summary>Bad requests by operation, drawn from some hundreds.</summary>
    private readonly int _cases = Setting("PARLEY_FUZZ_CASES") ?? 10;

    private readonly ConcurrentBag<string> _wrong = [];
    private string _count = "";
    private int _calls;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["RATE_LIMIT"] = "10000000" });
        var tables = ((string[])(await _server.Scalar("SELECT array_agg(table_name::text) FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'"))!).Except(MayGrow, StringComparer.Ordinal);
        // What is deleted is not there, though a worker has yet to erase it.
        var deletable = (string[])(await _server.Scalar("SELECT array_agg(table_name::text) FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'deleted_at'"))!;
        _count = string.Join(" || ' ' || ", tables.Order(StringComparer.Ordinal)
            .Select(table => $"'{table}=' || (SELECT count(*) || '/' || coalesce(sum(hashtextextended((to_jsonb(t) - $2)::text, 0)), 0) FROM {table} t WHERE tenant_id = $1{(deletable.Contains(table, StringComparer.Ordinal) ? " AND deleted_at IS NULL" : "")})"));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Nothing_that_comes_in_breaks_it_and_every_refusal_says_why()
    {
        output.WriteLine($"PARLEY_FUZZ_SEED={_seed}");
        var contract = await _server.Contract();
        await Parallel.ForEachAsync(contract.Operations, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (operation, _) => await Fuzz(contract, operation.Key, operation.Operation));
        output.WriteLine($"{_calls} calls");
        _calls.ShouldBeGreaterThan(1000);
        _wrong.Order(StringComparer.Ordinal).Take(50).ShouldBeEmpty($"PARLEY_FUZZ_SEED={_seed} repeats it");
    }

    [Fact]
    public async Task A_part_that_a_file_does_not_have_is_refused_with_a_reason_and_the_hub_too()
    {
        var admin = await _server.Admin();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Parley.Tests.Media.Samples.Png) { Headers = { ContentType = new("image/png") } }, "file", "photo.png" } };
        using var made = await admin.PostAsync("/api/media", form);
        var file = $"/api/media/{JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()}/content";
        foreach (var range in Mutations.Ranges)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.TryAddWithoutValidation("Range", range);
            using var answer = await admin.SendAsync(request);
            if (answer.IsSuccessStatusCode) continue;
            ((int)answer.StatusCode).ShouldBe(416, range);
            Slug(await answer.Content.ReadAsStringAsync()).ShouldBe("range-not-satisfiable", range);
            answer.Content.Headers.ContentRange!.Length.ShouldBe(Parley.Tests.Media.Samples.Png.Length);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }

        foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD" })
            foreach (var (path, header, value) in new[] { ("/hub", "Accept", "*/*"), ("/hub", "Upgrade", "websocket"), ("/hub", "Range", "bytes=5-1"), ("/hub?id=x", "Connection", "Upgrade"), ("/hub/negotiate", "Accept", "text/nothing"), ("/hub/negotiate?negotiateVersion=x", "Accept", "*/*") })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Headers.TryAddWithoutValidation(header, value);
                using var answer = await admin.SendAsync(request);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {path} {header}: {value}");
                if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json") Slug(await answer.Content.ReadAsStringAsync()).ShouldNotBe("internal", $"{method} {path} {(int)answer.StatusCode}");
            }

        static string? Slug(string problem) => JsonDocument.Parse(problem).RootElement.GetProperty("type").GetString();
    }

    private async Task Fuzz(ApiContract contract, string key, JsonElement operation)
    {
        var random = new Random(_seed ^ Hash(key));
        var cases = Cases(contract, key, operation, random).ToArray();
        random.Shuffle(cases);
        var run = new Run(this, contract, key, operation);
        foreach (var one in cases.Where(one => one.IsAlways).Concat(cases.Where(one => !one.IsAlways).Take(_cases))) await run.Send(one);
    }

    /// <summary>A bad request, as what it changes of the good one.</summary>
    /// <param name="IsRefused">No endpoint can take it.</param>
    /// <param name="Field">What a 400 has to name.</param>
    /// <param name="IsAlways">Not one of those that are drawn.</param>
    private sealed record Case(string What, Func<Stage, string>? Path = null, byte[]? Body = null, string Type = "application/json", (string Name, string Value)? Header = null, bool IsRefused = false, string? Field = null, bool IsAlways = false);

    private static IEnumerable<Case> Cases(ApiContract contract, string key, JsonElement operation, Random random)
    {
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
        {
            var name = parameter.GetProperty("name").GetString()!;
            var place = parameter.GetProperty("in").GetString();
            foreach (var text in place switch { "path" => Mutations.Segments, "query" => Mutations.Texts, _ => Mutations.Headers })
                yield return place switch
                {
                    "path" => new($"{name}={text}", stage => stage.Path(key, name, text)),
                    "query" => new($"?{name}={text}", stage => $"{stage.Path(key)}?{name}={Uri.EscapeDataString(text)}", Field: name),
                    _ => new($"{name}: {text}", Header: (name, text)),
                };
            if (place == "query") yield return new($"?{name} twice", stage => $"{stage.Path(key)}?{name}=1&{name}=2");
        }
        yield return new("Accept: nonsense", Header: ("Accept", "*/*;q=x"));
        foreach (var range in Mutations.Ranges) yield return new($"Range: {range}", Header: ("Range", range));
        if (!operation.TryGetProperty("requestBody", out var body)) yield break;
        if (!body.GetProperty("content").TryGetProperty("application/json", out var json))
        {
            foreach (var (name, bytes, type) in Uploads(random)) yield return new($"upload of {name}", Body: bytes, Type: type);
            yield break;
        }
        var example = json.GetProperty("example").GetRawText();
        foreach (var whole in Mutations.Wholes(System.Text.Encoding.UTF8.GetBytes(example))) yield return new(whole.Name, Body: whole.Bytes, Type: whole.ContentType, IsRefused: whole.IsRefused);
        foreach (var place in Mutations.Places(json.GetProperty("schema"), new SchemaCheck(contract.Document).Resolve).Where(place => place[^1] == "0"))
            yield return new($"[null] in {string.Join('.', place)}", Body: Mutations.With(example, place, "null"), Field: place[0], IsAlways: true);
        foreach (var place in Mutations.Places(json.GetProperty("schema"), new SchemaCheck(contract.Document).Resolve))
            foreach (var value in Mutations.Values.Append(null))
                // Deep places are many, and what reads them is the same.
                if (place.Length == 1 || random.Next(8) == 0) yield return new($"{string.Join('.', place)}={value ?? "(left out)"}", Body: Mutations.With(example, place, value), Field: place[0]);
    }

    private static IEnumerable<(string Name, byte[] Bytes, string Type)> Uploads(Random random)
    {
        var noise = new byte[20_000];
        random.NextBytes(noise);
        yield return ("nothing", [], "application/octet-stream");
        yield return ("noise", noise, "application/octet-stream");
        yield return ("NULs", new byte[5_000], "text/csv");
        yield return ("a CSV with NULs", "phone,name\n+5511987654321,a\0b\n"u8.ToArray(), "text/csv");
        yield return ("a CSV with quotes left open", "phone,name\n\"+5511987654321,Ana\n"u8.ToArray(), "text/csv");
        yield return ("half a ZIP", [.. "PK\u0003\u0004"u8, .. noise[..500]], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        yield return ("a form without a boundary", "x"u8.ToArray(), "multipart/form-data");
        yield return ("a form that breaks off", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nphone"u8.ToArray(), "multipart/form-data; boundary=b");
        yield return ("a form without a file", "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
        yield return ("an empty part", "--b\r\n\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
        yield return ("a name with control characters", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''a%00%0Ab.csv\r\n\r\nphone\n+5511987654321\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
        yield return ("wrong fields", "--b\r\nContent-Disposition: form-data; name=\"start\"\r\n\r\ntrue\r\n--b\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n[1,{\r\n--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\n[\"a\\u0000\"]\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nphone\n+5511987654321\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
        yield return ("a tag with NUL", "--b\r\nContent-Disposition: form-data; name=\"start\"\r\n\r\ntrue\r\n--b\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\n[\"a\\u0000\"]\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nphone\n+5511987654321\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    // For people and for every console: no control characters, no halves of letters.
    private static string Shown(string text) => System.Text.RegularExpressions.Regex.Replace(text.Length <= 300 ? text : $"{text[..300]}… ({text.Length})", @"[^\x20-\x7E]", letter => $"\\u{(int)letter.Value[0]:x4}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static int Hash(string text) => text.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter));

    /// <summary>One operation's calls. What succeeds changes things, so that the next call gets a stage of its own.</summary>
    private sealed class Run(SurfaceFuzzTests test, ApiContract contract, string key, JsonElement operation)
    {
        private Stage? _stage;
        private string _before = "";

        public async Task Send(Case one)
        {
            Interlocked.Increment(ref test._calls);
            try
            {
                if (_stage is null)
                {
                    _stage = await Stage.For(test._server, contract, key);
                    _before = await Rows();
                }
                using var request = _stage.Example(key, operation);
                if (one.Path is not null) request.RequestUri = new Uri(one.Path(_stage), UriKind.Relative);
                if (one.Body is not null)
                {
                    request.Content = new ByteArrayContent(one.Body);
                    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(one.Type);
                }
                if (one.Header is { } extra) request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
                using var answer = await _stage.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                await Judge(one, answer);
            }
            catch (HttpRequestException) when (one.Body is { Length: > 1024 * 1024 })
            {
                _stage = null; // it was refused before it was read, and the connection with it
            }
            catch (Exception broken) when (broken is ConformanceException or HttpRequestException or InvalidOperationException or UriFormatException)
            {
                Say(one, broken.Message);
                _stage = null;
            }
        }

        private async Task Judge(Case one, HttpResponseMessage answer)
        {
            var status = (int)answer.StatusCode;
            if (answer.IsSuccessStatusCode)
            {
                if (one.IsRefused) Say(one, $"was taken ({status})");
                if (!key.StartsWith("GET ", StringComparison.Ordinal)) _stage = null;
                return;
            }
            if (status == 401 && operation.TryGetProperty("security", out _)) _stage = null; // it ended its own sign-in
            var text = await answer.Content.ReadAsStringAsync();
            // What must be asked of WhatsApp cannot be answered here, and says so.
            if (status >= 500 && !(status == 503 && key.Contains("/api/cloud/", StringComparison.Ordinal))) Say(one, $"{status} {text}");
            else if (text.Length == 0) Say(one, $"{status} without a word");
            else
            {
                var problem = JsonDocument.Parse(text).RootElement;
                var detail = problem.GetProperty("detail").GetString()!;
                if (problem.GetProperty("type").GetString() == "internal") Say(one, $"{status} is said to be our fault");
                var fields = problem.TryGetProperty("errors", out var errors) ? string.Join(' ', errors.EnumerateObject().Select(error => error.Name)) : "";
                if (detail.Length < 10 || detail.Contains("Exception", StringComparison.Ordinal) || detail.Contains("Parley.", StringComparison.Ordinal)) Say(one, $"{status} \"{detail}\" helps nobody");
                // Other systems' routes name the field that the use case behind them has.
                if (status == 400 && one.Field is not null && operation.GetProperty("tags")[0].GetString() != "compat" && !$"{detail} {fields}".Contains(one.Field, StringComparison.OrdinalIgnoreCase)) Say(one, $"400 \"{detail}\" [{fields}] does not name {one.Field}");
            }
            if (_stage is null || key.StartsWith("GET ", StringComparison.Ordinal)) return;
            var after = await Rows();
            if (after != _before) Say(one, $"refused ({status}), and yet {string.Join(", ", after.Split(' ').Except(_before.Split(' '), StringComparer.Ordinal))}");
            _before = after;
        }

        private void Say(Case one, string wrong) => test._wrong.Add($"{key} {Shown(one.What)}: {Shown(wrong)}");

        private async Task<string> Rows()
        {
            if (_stage!.Tenant == test._server.Tenant) return ""; // others are at work there
            await using var connection = await test._server.Database.Db.OpenEngine(default);
            await using var command = new NpgsqlCommand("SELECT " + test._count, connection) { Parameters = { new() { Value = _stage.Tenant.Value }, new() { Value = MovesByItself } } };
            return (string)(await command.ExecuteScalarAsync())!;
        }
    }
}
