namespace Parley.Platform.Telemetry;

/// <summary>How the process talks about itself.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Where metrics and traces go (OTEL_EXPORTER_OTLP_ENDPOINT); null exports nothing. The other OTEL_… variables of the
    /// OpenTelemetry SDK (protocol, headers, intervals, sampler, resource) hold as they are documented there.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>One JSON object per line (LOG_FORMAT=json) for programs, or one plain line (simple) for people.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Least level of Parley's own log lines (LOG_LEVEL).</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <exception cref="FormatException">The message names the variable and what it takes.</exception>
    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } text ? text : null;
        Uri? address = null;
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out address) && address.Scheme is "http" or "https"))
            throw new FormatException($"OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address, not \"{endpoint}\".");

        var format = configuration["LOG_FORMAT"] is { Length: > 0 } chosen ? chosen : "simple";
        if (format is not ("json" or "simple")) throw new FormatException($"LOG_FORMAT must be json or simple, not \"{format}\".");

        var level = configuration["LOG_LEVEL"] is { Length: > 0 } word ? word : "information";
        return new TelemetryOptions
        {
            OtlpEndpoint = address,
            JsonLogs = format == "json",
            LogLevel = level switch
            {
                "debug" => LogLevel.Debug,
                "information" => LogLevel.Information,
                "warning" => LogLevel.Warning,
                "error" => LogLevel.Error,
                _ => throw new FormatException($"LOG_LEVEL must be debug, information, warning or error, not \"{level}\"."),
            },
        };
    }
}
