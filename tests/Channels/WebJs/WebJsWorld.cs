using System.Text.Json;
using Parley.Channels;
using Parley.Channels.WebJs;
using Parley.Tests.Channels.Gateway;

namespace Parley.Tests.Channels.WebJs;

internal sealed class WebJsWorld(WebJsStage stage, ContractTimes times) : LibraryWorld(DriverName.WebJs, WebJsFeature.Capabilities, stage, times)
{
    // What the page tells goes through a browser, so nothing of it is as punctual as the contract's shortest times.
    private static readonly TimeSpan LeastQr = TimeSpan.FromSeconds(1);

    private TimeSpan QrLifetime => Times.QrLifetime > LeastQr ? Times.QrLifetime : LeastQr;

    // Only its times are a gateway's own.
    protected override bool SharesGateway => Times == new ContractTimes();

    protected override IEnumerable<KeyValuePair<string, string>> Variables() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PUPPETEER_EXECUTABLE_PATH"] = WebJsStage.Chromium!,
        ["WEBJS_CHROMIUM_ARGS"] = JsonSerializer.Serialize(new[] { $"--host-resolver-rules=MAP web.whatsapp.com {Stage.Network.PageHost},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1", "--ignore-certificate-errors" }),
        ["WEBJS_GRACE_MS"] = "300",
        ["WEBJS_PULSE_MS"] = "1000",
        ["HOME"] = Path.GetTempPath(),
        ["GATEWAY_QR_PATIENCE_MS"] = Milliseconds(QrLifetime * (Times.QrCount - 0.5)),
    };

    public override async Task Mood(NetworkMood mood)
    {
        await base.Mood(mood);
        await Stage.Network.Do(HttpMethod.Put, "world", new
        {
            pageQrMs = (int)QrLifetime.TotalMilliseconds,
            pageQrs = Times.QrCount,
            // A receipt shows the page that the message was taken as well as an acknowledgement does; a network that says nothing of it for so long tells of no receipt either.
            lostReceiptRate = mood.Latency > TimeSpan.FromSeconds(10) ? 1 : 0,
        });
    }

    public override Task Freeze(Session session) => Stage.Network.Do(HttpMethod.Put, $"sessions/{session.Phone[1..]}/settings", new { dropAckRate = 1, lostReceiptRate = 1 });
    public override Task Thaw(Session session) => Stage.Network.Do(HttpMethod.Put, $"sessions/{session.Phone[1..]}/settings", new { dropAckRate = 0, lostReceiptRate = 0 });
}
