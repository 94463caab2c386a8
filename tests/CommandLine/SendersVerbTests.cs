using Parley.CommandLine;
using Parley.Tests.Support;
using QRCoder;
using Shouldly;

namespace Parley.Tests.CommandLine;

[Trait("Requirement", "OPS-05")]
public sealed class SendersVerbTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Requirement", "SND-03")]
    public async Task Connecting_shows_the_qr_in_characters_and_ends_when_the_phone_has_scanned_it()
    {
        (await server.Type("senders", "add", "Front desk", "--phone", "+5511987651001", "--driver", "simulator")).Status.ShouldBe(ExitStatus.Done);
        var admin = await server.Admin();
        var shown = new StringWriter();
        var connecting = CommandLineOf.Type(Beside, ["senders", "connect", "front desk"], output: TextWriter.Synchronized(shown));

        await Wait.Until(() => shown.ToString().Contains("scan this", StringComparison.Ordinal));
        await Wait.Until(() => Drawn(shown.ToString()) is not null);
        var id = (await admin.Get("/api/senders?search=Front"))["items.0.id"];
        var qr = (await admin.Get($"/api/senders/{id}/qr"))["qr"]!;
        // What was drawn is that QR, module by module.
        using var expected = QRCodeGenerator.GenerateQrCode(qr, QRCodeGenerator.ECCLevel.L);
        Drawn(shown.ToString()).ShouldBe(expected.ModuleMatrix.Skip(2).SkipLast(2).Select(row => string.Concat(row.Cast<bool>().Skip(2).SkipLast(2).Select(dark => dark ? '#' : '.'))));

        (await admin.Post("/api/simulator/phones/+5511987651001/scan", new { qr })).Status.ShouldBe(204);
        var ended = await connecting;
        ended.Status.ShouldBe(ExitStatus.Done, ended.Errors);
        shown.ToString().ShouldContain("Front desk is connected.");
        (await server.Type("senders", "list")).Lines.Single(line => line.Contains("Front desk", StringComparison.Ordinal)).ShouldContain("connected");
    }

    [Fact]
    public async Task A_message_is_followed_until_it_was_delivered_or_read()
    {
        await Connect("Follow", "+5511987651002");
        var delivered = await server.Type("send", "--to", "+5511987651003", "--text", "Hi", "--sender", "Follow", "--wait");
        delivered.Status.ShouldBe(ExitStatus.Done, delivered.Errors);
        delivered.Lines[^1].ShouldContain("  delivered", customMessage: delivered.Output);

        var read = await server.Type("send", "--to", "+5511987651003", "--text", "Hi", "--sender", "Follow", "--wait", "read", "--json");
        read.Status.ShouldBe(ExitStatus.Done, read.Errors);
        read.Json.GetProperty("state").GetString().ShouldBe("read");

        await (await server.Admin()).Patch("/api/simulator/phones/+5511987651004", new { registered = false });
        var failed = await server.Type("send", "--to", "+5511987651004", "--text", "Hi", "--sender", "Follow", "--wait");
        failed.Status.ShouldBe(ExitStatus.Failed);
        failed.Lines[^1].ShouldContain("failed  The number has no WhatsApp account.");
    }

    [Fact]
    public async Task A_list_for_programs_is_the_apis_own()
    {
        await server.Type("senders", "add", "Listed", "--phone", "+5511987651005", "--driver", "simulator", "--per-day", "77", "--pacing", "human");
        var listed = (await server.Type("senders", "list", "--json")).Json.EnumerateArray().Single(sender => sender.GetProperty("name").GetString() == "Listed");
        listed.GetProperty("quotaPerDay").GetInt32().ShouldBe(77);
        listed.GetProperty("pacing").GetProperty("profile").GetString().ShouldBe("human");
    }

    [Fact]
    public async Task A_sender_that_is_not_there_is_1_and_the_others_are_named()
    {
        await server.Type("senders", "add", "Nearby", "--phone", "+5511987651006", "--driver", "simulator");
        var missing = await server.Type("senders", "connect", "Elsewhere");
        missing.Status.ShouldBe(ExitStatus.Failed);
        missing.Errors.ShouldContain("Nearby");
    }

    [Fact]
    public async Task A_name_cannot_steer_the_terminal()
    {
        await (await server.Admin()).Post("/api/senders", new { name = "Right\u202Eto left [red]x[/]", phoneNumber = "+5511987651007", driver = "simulator" });
        var listed = (await server.Type("senders", "list")).Output;
        listed.ShouldContain("Right\uFFFDto left [red]x[/]");
    }

    /// <summary>Adds a sender and pairs it, as a person would with two windows.</summary>
    private async Task Connect(string name, string number)
    {
        var admin = await server.Admin();
        var connecting = server.Type("senders", "add", name, "--phone", number, "--driver", "simulator", "--pacing", "none", "--connect");
        Answer? qr = null;
        await Wait.Until(async () => (await admin.Get($"/api/senders?search={name}"))["items.0.id"] is { } id && (qr = await admin.Get($"/api/senders/{id}/qr")).Status == 200);
        (await admin.Post($"/api/simulator/phones/{number}/scan", new { qr = qr!["qr"] })).Status.ShouldBe(204);
        (await connecting).Status.ShouldBe(ExitStatus.Done);
    }

    // The last QR that was drawn whole: its light modules are drawn. Null when there is none yet.
    private static List<string>? Drawn(string output)
    {
        var lines = output.Split('\n').Where(line => line.Length > 20 && line.All(letter => letter is '█' or '▀' or '▄' or ' ')).ToList();
        if (lines.Count == 0 || lines.Count < (lines[0].Length + 1) / 2) return null;
        var size = lines[0].Length;
        var rows = lines.TakeLast((size + 1) / 2).SelectMany(line => new[]
        {
            string.Concat(line.Select(letter => letter is '█' or '▀' ? '.' : '#')),
            string.Concat(line.Select(letter => letter is '█' or '▄' ? '.' : '#')),
        });
        return [.. rows.Take(size)];
    }

    private Dictionary<string, string?> Beside => new() { ["DATA_DIR"] = server.DataDir };
}
