using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Parley.Platform.Telemetry;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Telemetry;

[Trait("Requirement", "OPS-03")]
public sealed class OtlpExportTests
{
    private static readonly ActivitySource Npgsql = new("Npgsql");

    [Fact]
    public async Task Metrics_and_traces_reach_the_collector_that_is_named()
    {
        await using var collector = await OtlpCollector.Start();
        using var export = new OtlpExport(Configuration(collector.Address));
        await export.StartAsync(default);

        ParleyMetrics.MessagesSent.Add(3, new KeyValuePair<string, object?>("method", "simulator"));
        using (ParleyTracing.Source.StartActivity("the span of this test")) { }
        await export.StopAsync(default);

        collector.Metrics.ShouldContain("parley.messages.sent");
        collector.Metrics.ShouldContain("simulator");
        collector.Metrics.ShouldContain("parley"); // the service's name
        collector.Traces.ShouldContain("the span of this test");
    }

    [Fact]
    public async Task Statements_that_belong_to_no_request_are_left_out_and_those_that_do_are_not()
    {
        await using var collector = await OtlpCollector.Start();
        using var export = new OtlpExport(Configuration(collector.Address));
        await export.StartAsync(default);

        using (Npgsql.StartActivity("asking for work", ActivityKind.Client)) { }
        using (ParleyTracing.Source.StartActivity("a message"))
        using (Npgsql.StartActivity("its statement", ActivityKind.Client)) { }
        await export.StopAsync(default);

        collector.Traces.ShouldContain("its statement");
        collector.Traces.ShouldNotContain("asking for work");
    }

    [Fact]
    public async Task A_collector_that_is_away_does_not_hold_up_the_stop()
    {
        using var export = new OtlpExport(Configuration("http://127.0.0.1:1"));
        await export.StartAsync(default);
        using (ParleyTracing.Source.StartActivity("lost")) { }
        var began = Stopwatch.GetTimestamp();
        await export.StopAsync(default);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("LOG_FORMAT", "xml")]
    [InlineData("LOG_LEVEL", "verbose")]
    public void A_wrong_value_stops_the_start_with_a_sentence_that_names_the_variable(string name, string value) =>
        Should.Throw<FormatException>(() => TelemetryOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build()))
            .Message.ShouldContain(name);

    private static IConfigurationRoot Configuration(string address) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", address),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
    ]).Build();
}
