using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parley.Identity.ApiKeys;

namespace Parley.Bench.Throughput;

/// <summary>P4: a CSV of a million people through the HTTP door into the book: uploaded, checked, validated, deduplicated, upserted.
/// Verb: <c>import [--rows n] [--again]</c>. The client is in the same process, so the memory it takes counts as well.</summary>
internal static class ImportBench
{
    /// <param name="rows">Rows of the file; 2 % of them are duplicates and 1 % are no numbers.</param>
    /// <param name="again">Measures importing the same file a second time (nothing changes) instead of the first time.</param>
    public static async Task<BenchResult> Run(int rows, bool again = false)
    {
        await using var server = await BenchServer.Start();
        var file = Path.Combine(Path.GetTempPath(), "parley-people-" + Guid.NewGuid().ToString("N") + ".csv");
        try
        {
            Generate(file, rows);
            using var client = await Client(server);
            await Import(client, await Small(), wait: true); // compiled and connected before the clock runs
            await server.Execute("DELETE FROM contacts");
            await server.Execute("CHECKPOINT").ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (again) await Import(client, File.OpenRead(file), wait: true);

            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var memory = new PeakMemory();
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var id = await Import(client, File.OpenRead(file), wait: false);
            var uploaded = clock.Elapsed;
            var result = await Ended(client, id);
            clock.Stop();
            var own = Process.GetCurrentProcess().TotalProcessorTime - cpu;

            var counts = result.GetProperty("counts");
            var details = new Dictionary<string, double>
            {
                ["uploadSeconds"] = uploaded.TotalSeconds,
                ["rowsPerSecond"] = rows / clock.Elapsed.TotalSeconds,
                ["memoryGrowthMb"] = memory.GrowthMb,
                ["managedPeakMb"] = memory.ManagedMb,
                ["serverCpuSeconds"] = own.TotalSeconds,
                ["fileMb"] = new FileInfo(file).Length / 1048576.0,
            };
            foreach (var count in counts.EnumerateObject().Where(count => count.Value.ValueKind == JsonValueKind.Number)) details[count.Name] = count.Value.GetInt64();
            return new BenchResult("P4", $"import of a CSV with {rows} rows{(again ? ", the second time" : "")}", "s", clock.Elapsed.TotalSeconds, details);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Names, numbers in the spellings that people use, a city, a plan and an order: about 75 bytes a row, in no order.</summary>
    private static void Generate(string path, int rows)
    {
        string[] first = ["Maria", "José", "Ana", "João", "Antônio", "Francisca", "Carlos", "Luíza", "Pedro", "Adriana", "Rafael", "Conceição"];
        string[] last = ["da Silva", "Santos", "Oliveira", "Souza", "Gonçalves", "Pereira", "Lima", "Araújo", "Ribeiro", "Mendonça"];
        string[] cities = ["São Paulo", "Rio de Janeiro", "Belo Horizonte", "Curitiba", "Recife", "Porto Alegre"];
        var random = new Random(4);
        using var output = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
        output.Write("nome,telefone,cidade,plano,pedido\n");
        for (var row = 0; row < rows; row++)
        {
            // An odd step walks through all residues without order: each number once, but for the wanted duplicates.
            var n = (long)(row % 50 == 49 ? row - 1 : row) * 7_368_787 % 99_999_989;
            var number = 900_000_000 + n;
            var phone = row % 100 == 57 ? "12345" : (row % 4) switch
            {
                0 => $"+5511{number}",
                1 => $"(11) {number / 10000}-{number % 10000:0000}",
                2 => $"5511{number}@s.whatsapp.net",
                _ => $"+55 11 {number / 10000}-{number % 10000:0000}",
            };
            output.Write($"{first[random.Next(first.Length)]} {last[random.Next(last.Length)]} {row % 5000},{phone},{cities[random.Next(cities.Length)]},\"basic, {row % 3}\",{row:000000}\n");
        }
    }

    private static Task<Stream> Small() => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes("nome,telefone\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"A,+55119{80_000_000 + i}\n")))));

    private static async Task<HttpClient> Client(BenchServer server)
    {
        var key = ApiKeyText.New();
        await server.Execute("INSERT INTO api_keys (id, tenant_id, name, prefix, digest, scopes, created_by, created_at) VALUES (gen_random_uuid(), $1, 'bench', $2, $3, '{*}', 'bench', now())",
            server.Tenant.Value, ApiKeyText.Prefix(key), ApiKeyText.Digest(key));
        var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static async Task<string> Import(HttpClient client, Stream file, bool wait)
    {
        using var body = new StreamContent(file);
        var answer = await client.PostAsync("/api/contacts/imports?fileName=people.csv&start=true&defaultRegion=BR", body);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        if (wait) await Ended(client, id);
        return id;
    }

    private static async Task<JsonElement> Ended(HttpClient client, string id)
    {
        var view = default(JsonElement);
        await BenchServer.Until(TimeSpan.FromMinutes(10), async () => (view = await client.GetFromJsonAsync<JsonElement>($"/api/contacts/imports/{id}")).GetProperty("state").GetString() is "completed" or "failed");
        if (view.GetProperty("state").GetString() == "failed") throw new InvalidOperationException(view.GetProperty("error").GetString());
        return view;
    }
}
