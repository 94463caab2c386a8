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
        ["WEBJS_CHROMIUM_ARGS"] = Stage.Network.ChromiumArguments,
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
        });
    }
}
