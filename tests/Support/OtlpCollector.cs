using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Support;

/// <summary>A collector on loopback that keeps what it is sent. Names and tags are plain UTF-8 within the protobuf bodies,
/// so tests look for them as text.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StringBuilder _metrics = new();
    private readonly StringBuilder _traces = new();

    private OtlpCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();
    public string Metrics => Text(_metrics);
    public string Traces => Text(_traces);

    public static async Task<OtlpCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/metrics", context => Keep(context, collector._metrics));
        app.MapPost("/v1/traces", context => Keep(context, collector._traces));
        await app.StartAsync();
        return collector;
    }

    private static async Task Keep(HttpContext context, StringBuilder kept)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (kept) kept.AppendLine(Encoding.UTF8.GetString(body.ToArray()));
    }

    private static string Text(StringBuilder kept)
    {
        lock (kept) return kept.ToString();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
