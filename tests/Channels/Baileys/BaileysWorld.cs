using Parley.Channels;
using Parley.Channels.Baileys;
using Parley.Tests.Channels.Gateway;

namespace Parley.Tests.Channels.Baileys;

internal sealed class BaileysWorld(BaileysStage stage, ContractTimes times) : LibraryWorld(DriverName.Baileys, BaileysFeature.Capabilities, stage, times)
{
    protected override IEnumerable<KeyValuePair<string, string>> Variables() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BAILEYS_WS_URL"] = Stage.Network.SocketUrl,
        ["NODE_EXTRA_CA_CERTS"] = Stage.Network.Certificate,
        ["BAILEYS_QR_MS"] = Milliseconds(Times.QrLifetime),
        // As long as so many QRs are shown, and half a one more.
        ["GATEWAY_QR_PATIENCE_MS"] = Milliseconds(Times.QrLifetime * (Times.QrCount - 0.5)),
    };
}
