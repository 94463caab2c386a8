namespace Parley.Platform.Telemetry;

/// <summary>Logs, metrics and traces of this process.</summary>
public static class TelemetryFeature
{
    /// <exception cref="FormatException">A variable is wrong; the message says which and what it takes.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = TelemetryOptions.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Logging.WriteQuietly(options);
        if (options.OtlpEndpoint is not null) builder.Services.AddHostedService<OtlpExport>();
    }

    /// <summary>Goes before everything else that handles requests.</summary>
    public static void UseTelemetry(this WebApplication app) => app.UseMiddleware<RequestTrail>();
}
