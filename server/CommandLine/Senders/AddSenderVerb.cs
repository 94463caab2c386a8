using System.CommandLine;
using Parley.Channels;
using Parley.Senders;

namespace Parley.CommandLine.Senders;

/// <summary><c>senders add NAME</c>: a number that is to send; <c>--connect</c> goes on to its QR.</summary>
internal static class AddSenderVerb
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "What you call it, unique among your senders" };
        var phone = new Option<string>("--phone") { Required = true, HelpName = "NUMBER", Description = "Its number: +5511987654321" };
        var driver = new Option<string?>("--driver") { HelpName = "DRIVER", Description = "How it talks to WhatsApp: cloud, baileys, webjs or simulator; left out, baileys where the install has it" };
        driver.AcceptOnlyFromAmong([.. DriverName.All]);
        var fallback = new Option<string?>("--fallback") { HelpName = "DRIVER", Description = "Tried when the first surely did not send" };
        fallback.AcceptOnlyFromAmong([.. DriverName.All]);
        var pacing = Options.Pacing();
        var minute = new Option<int?>("--per-minute") { HelpName = "N", Description = "Quota per minute (20)" };
        var hour = new Option<int?>("--per-hour") { HelpName = "N", Description = "Quota per hour (500)" };
        var day = new Option<int?>("--per-day") { HelpName = "N", Description = "Quota per day (5000)" };
        var connect = new Option<bool>("--connect") { Description = "Connect it right away: shows the QR" };
        var command = new Command("add", "Add a number") { name, phone, driver, fallback, pacing, minute, hour, day, connect };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new ParleyClient(terminal);
            var request = new CreateSender.Request(parsed.GetValue(name)!, parsed.GetValue(phone)!, parsed.GetValue(driver) ?? await Usual(client, cancellationToken), parsed.GetValue(fallback),
                parsed.GetValue(minute), parsed.GetValue(hour), parsed.GetValue(day), Options.Read(parsed.GetValue(pacing)));
            var sender = await client.Post<SenderView>("api/senders", request, cancellationToken);
            terminal.Line($"{sender.Name} ({sender.PhoneNumber}) is added and sends through {sender.Driver}.");
            if (parsed.GetValue(connect)) return await ConnectSenderVerb.Run(terminal, client, sender, null, false, cancellationToken);
            terminal.Line($"Connect it with ./parley senders connect \"{sender.Name}\".");
            return ExitStatus.Done;
        });
        return command;
    }

    private static async Task<string> Usual(ParleyClient client, CancellationToken cancellationToken)
    {
        var there = (await client.Get<List<ListDrivers.Item>>("api/drivers", cancellationToken)).ConvertAll(item => item.Name);
        if (there.Contains(DriverName.Baileys)) return DriverName.Baileys;
        return there is [var only] ? only : throw new VerbEnded(ExitStatus.Usage, $"Say with --driver how it talks to WhatsApp; this install has: {string.Join(", ", there)}.");
    }
}
