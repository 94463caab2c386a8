using Parley.Channels.Simulator.Phones;
using Parley.Senders;

namespace Parley.Channels.Simulator.Control;

/// <summary>A virtual phone.</summary>
/// <param name="Received">Messages that reached it, each counted once.</param>
/// <param name="Sessions">The senders that are linked to this number.</param>
public sealed record PhoneView(string Number, bool Online, int Received, IReadOnlyList<PhoneView.Session> Sessions)
{
    /// <param name="Connected">Its driver is connected at the moment.</param>
    public sealed record Session(SenderId SenderId, bool Connected);

    internal static PhoneView Of(World world, PhoneState phone)
    {
        var sessions = new List<Session>();
        foreach (var device in world.DevicesOf(phone.Number)) sessions.Add(new Session(device.Sender, device.Line is not null));
        return new PhoneView(Digits.Text(phone.Number), phone.Online, phone.Received, sessions);
    }
}
