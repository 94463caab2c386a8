using Parley.Channels.Simulator.Phones;
using Parley.Senders;

namespace Parley.Channels.Simulator.Control;

/// <summary>A virtual phone, with what sets it apart from the others.</summary>
/// <param name="Received">Messages that reached it, each counted once.</param>
/// <param name="Sessions">The senders that are linked to this number.</param>
/// <param name="Registered">Whether the number has an account; null: as the world's rate says.</param>
/// <param name="Blocks">Numbers whose messages never arrive.</param>
/// <param name="ReadAfterMs">From delivered to read; null: the world's.</param>
/// <param name="DeliverAfterMs">From taken to delivered; null: the world's.</param>
/// <param name="ReplyWith">What the person answers to every message that is read; null: nothing.</param>
public sealed record PhoneView(string Number, bool Online, int Received, IReadOnlyList<PhoneView.Session> Sessions, bool? Registered, IReadOnlyList<string> Blocks, int? ReadAfterMs,
    int? DeliverAfterMs, string? ReplyWith)
{
    /// <param name="Connected">Its driver is connected at the moment.</param>
    public sealed record Session(SenderId SenderId, bool Connected);

    internal static PhoneView Of(World world, PhoneState phone)
    {
        var sessions = new List<Session>();
        foreach (var device in world.DevicesOf(phone.Number)) sessions.Add(new Session(device.Sender, device.Line is not null));
        return new PhoneView(Digits.Text(phone.Number), phone.Online, phone.Received, sessions, phone.Registered, [.. phone.Blocks.Select(Digits.Text)], phone.ReadAfterMs,
            phone.DeliverAfterMs, phone.ReplyWith);
    }
}
