using System.Globalization;
using Parley.Channels;
using Parley.Senders;

namespace Parley.CommandLine.Demo;

/// <summary>A small pretend business: three numbers, paired by their virtual phones, and customers who read, answer, and sometimes have had enough.</summary>
internal sealed class DemoWorld(Terminal terminal, ParleyClient client)
{
    private static readonly string[] FirstNames = ["Ana", "Bruno", "Carla", "Diego", "Elisa", "Felipe", "Gabriela", "Heitor", "Isabel", "João", "Karina", "Lucas", "Marina", "Nuno", "Olívia", "Paulo"];
    private static readonly string[] LastNames = ["Almeida", "Barbosa", "Costa", "Dias", "Esteves", "Ferreira", "Gomes", "Lima", "Moreira", "Nunes", "Oliveira", "Pereira", "Ramos", "Silva", "Teixeira"];
    private static readonly string[] Cities = ["Recife", "Olinda", "Salvador", "Fortaleza", "Natal", "Belém", "Manaus"];
    private static readonly (string Name, string Number)[] Senders = [("North", "+5511930000001"), ("Centre", "+5511930000002"), ("South", "+5511930000003")];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Every so many customers one answers, and every so many one says STOP.</summary>
    private const int Answers = 60;

    private const int Leaves = 700;

    /// <summary>How the pretend network behaves: most people read, some numbers are wrong, sometimes a try fails and is repeated.</summary>
    public Task Begin(CancellationToken cancellationToken) => client.Put("api/simulator/world",
        new { seed = 7, latencyMs = 5, deliverAfterMs = 150, readAfterMs = 900, readRate = 0.85, unregisteredRate = 0.01, transientFailureRate = 0.01 }, cancellationToken);

    /// <summary>Adds the senders; each is connected, shows its QR, and its virtual phone scans it.</summary>
    public async Task PairSenders(CancellationToken cancellationToken)
    {
        foreach (var (name, number) in Senders)
        {
            var request = new CreateSender.Request(name, number, DriverName.Simulator, null, SenderInput.MaxQuota, SenderInput.MaxQuota, SenderInput.MaxQuota, PacingSpec.Of(PacingProfile.None));
            var sender = await client.Post<SenderView>("api/senders", request, cancellationToken);
            await client.Post($"api/senders/{sender.Id}/connect", new ConnectSender.Request(null), cancellationToken);
            string? scanned = null;
            while (sender.Status != SenderStatus.Connected)
            {
                var (shown, _) = await client.Try<ShowQr.Response>(HttpMethod.Get, $"api/senders/{sender.Id}/qr", cancellationToken);
                if (shown?.Qr is { } qr && qr != scanned) await client.Post($"api/simulator/phones/{number}/scan", new { qr = scanned = qr }, cancellationToken);
                await terminal.Wait(Pause, cancellationToken);
                sender = await client.Get<SenderView>($"api/senders/{sender.Id}", cancellationToken);
            }
            terminal.Line($"  {name} ({number}) is connected: its virtual phone scanned the QR.");
        }
    }

    /// <summary>Writes a file of customers, and tells the phones of some what they answer.</summary>
    public async Task WriteCustomers(string file, int people, CancellationToken cancellationToken)
    {
        await using (var lines = new StreamWriter(file))
        {
            await lines.WriteLineAsync("phone,name,city,points");
            for (var n = 0; n < people; n++)
                await lines.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Number(n)},{FirstNames[n % FirstNames.Length]} {LastNames[n * 7 % LastNames.Length]},{Cities[n * 3 % Cities.Length]},{100 + n * 37 % 900}"));
        }
        for (var n = 0; n < people; n += Answers)
            await client.Patch($"api/simulator/phones/{Number(n)}", new { replyWith = n % Leaves < Answers ? "STOP" : "Great, save me one!" }, cancellationToken);
    }

    private static string Number(int n) => $"+55219{60_000_000 + n}";
}
