using System.CommandLine;
using Parley.Channels;
using Parley.Platform.Data;
using Parley.Senders;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Parley.CommandLine.Senders;

/// <summary><c>senders connect NAME</c>: shows the QR until the phone has scanned it.</summary>
internal static class ConnectSenderVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, number or id" };
        var driver = new Option<string?>("--driver") { HelpName = "DRIVER", Description = "Which of its two drivers; the primary when left out" };
        driver.AcceptOnlyFromAmong([.. DriverName.All]);
        var code = new Option<bool>("--code") { Description = "Link with a code that is typed on the phone, instead of a QR" };
        var command = new Command("connect", "Connect a number: shows the QR and refreshes it until the phone has scanned it") { name, driver, code };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var sender = await NamedSender.Find(client, parsed.GetValue(name)!, cancellationToken);
            return await Run(terminal, client, sender, parsed.GetValue(driver), parsed.GetValue(code), cancellationToken);
        });
        return command;
    }

    public static async Task<int> Run(Terminal terminal, ParleyClient client, SenderView sender, string? driver, bool byCode, CancellationToken cancellationToken)
    {
        await client.Post($"api/senders/{sender.Id}/connect", new ConnectSender.Request(driver), cancellationToken);
        if (byCode)
        {
            var code = await client.Post<RequestPairingCode.Response>($"api/senders/{sender.Id}/pairing-code", new RequestPairingCode.Request(driver), cancellationToken);
            terminal.Line($"On the phone {sender.PhoneNumber}: WhatsApp > Linked devices > Link a device > Link with phone number instead, and type {code.PairingCode}");
        }
        var ended = await Watch(terminal, client, sender, driver ?? sender.Driver, cancellationToken);
        if (ended.State == SessionState.Connected)
        {
            terminal.Line($"{sender.Name} is connected.");
            return ExitStatus.Done;
        }
        terminal.Complain(ended.Reason?.Sentence ?? $"{sender.Name} is {Words<SessionState>.Of(ended.State)}.");
        return ExitStatus.Failed;
    }

    private static async Task<SessionView> Watch(Terminal terminal, ParleyClient client, SenderView sender, string driver, CancellationToken cancellationToken)
    {
        if (!terminal.IsLive) return await Follow(terminal, client, sender.Id, driver, qr => Print(terminal, sender, qr), cancellationToken);

        SessionView? ended = null;
        await terminal.Screen.Live(new Text("Connecting …")).AutoClear(true).Overflow(VerticalOverflow.Visible).StartAsync(async live =>
            ended = await Follow(terminal, client, sender.Id, driver, qr => live.UpdateTarget(qr is null ? new Text("Connecting …") : Picture(sender, qr)), cancellationToken));
        return ended!;
    }

    /// <param name="show">Is given each new QR, and null when there is none to scan any more.</param>
    private static async Task<SessionView> Follow(Terminal terminal, ParleyClient client, SenderId id, string driver, Action<string?> show, CancellationToken cancellationToken)
    {
        string? shown = null;
        while (true)
        {
            var session = (await client.Get<SenderView>($"api/senders/{id}", cancellationToken)).Sessions.First(one => one.Driver == driver);
            // What ended is not tried again by itself; a loss that is has a time for it.
            if (session.State == SessionState.Connected || (session.State is SessionState.Disconnected or SessionState.LoggedOut or SessionState.Banned && session.NextTryAt is null)) return session;
            var qr = session.State == SessionState.WaitQr ? (await client.Try<ShowQr.Response>(HttpMethod.Get, $"api/senders/{id}/qr?driver={driver}", cancellationToken)).Answer?.Qr ?? shown : null;
            if (qr != shown) show(shown = qr);
            await terminal.Wait(Pause, cancellationToken);
        }
    }

    private static string Instruction(SenderView sender) => $"On the phone {sender.PhoneNumber}: WhatsApp > Linked devices > Link a device, and scan this. It refreshes by itself.";

    private static Rows Picture(SenderView sender, string qr)
    {
        // Dark on light, whatever the terminal's colours are: many phones do not read it the other way round.
        var style = new Style(Color.Black, Color.White);
        return new Rows([new Text(Instruction(sender)), .. QrPicture.Lines(qr).Select(line => (IRenderable)new Text(line, style)), new Text("Ctrl-C stops waiting.")]);
    }

    private static void Print(Terminal terminal, SenderView sender, string? qr)
    {
        if (qr is null) return;
        terminal.Line(Instruction(sender));
        foreach (var line in QrPicture.Lines(qr, inverted: true)) terminal.Line(line);
    }
}
