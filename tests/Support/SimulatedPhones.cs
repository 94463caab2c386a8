using Microsoft.Extensions.DependencyInjection;
using Parley.Channels.Simulator.Phones;
using Parley.Platform.Data;
using Shouldly;

namespace Parley.Tests.Support;

/// <summary>Senders of a running server that are linked to the stand-in's phones, as a person would do it over the API and with the phone in hand.</summary>
public static class SimulatedPhones
{
    private static int _numbers;

    /// <summary>A connected sender; without pace and with room.</summary>
    public static async Task<Guid> ConnectedSender(this TestServer server, HttpClient api, TenantId tenant, string? name = null, object? pacing = null, int perMinute = 100_000)
    {
        var number = $"+55119{70_000_000 + Interlocked.Increment(ref _numbers)}";
        var made = await api.Post("/api/senders", new { name = name ?? "Sender " + number[^6..], phoneNumber = number, driver = "simulator", pacing = pacing ?? "none", quotaPerMinute = perMinute, quotaPerHour = 1_000_000, quotaPerDay = 1_000_000 });
        made.Status.ShouldBe(201, made.Body.GetRawText());
        await api.Post($"/api/senders/{made.Id}/connect");
        string? scanned = null;
        await Wait.Until(async () =>
        {
            var shown = await api.Get($"/api/senders/{made.Id}/qr");
            if (shown["qr"] is { } qr && qr != scanned)
            {
                scanned = qr;
                server.World(tenant).Pairing.Scan(long.Parse(number[1..], System.Globalization.CultureInfo.InvariantCulture), qr);
            }
            return (await api.Get($"/api/senders/{made.Id}"))["status"] == "connected";
        });
        return made.Id;
    }

    internal static World World(this TestServer server, TenantId tenant) => server.Services.GetRequiredService<Worlds>().Of(tenant);
}
