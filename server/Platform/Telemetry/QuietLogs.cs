using Microsoft.Extensions.Logging.Console;

namespace Parley.Platform.Telemetry;

/// <summary>Log lines go to the console and carry no phone number, message text or secret, at any level. Parley's own lines are
/// written so; the framework's are held to warnings where they would quote request addresses, parameters or bodies,
/// because a number may stand in an address (<c>/api/simulator/phones/{number}</c>) and a token in a query. Exceptions are told without their
/// words (<see cref="QuietExceptions"/>).</summary>
public static class QuietLogs
{
    /// <summary>Categories (and everything below them) that quote what callers sent: never below <see cref="LogLevel.Warning"/>,
    /// whatever the configuration says.</summary>
    private static readonly string[] Quoting = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Http", "System.Net.Http"];

    public static void WriteQuietly(this ILoggingBuilder logging, TelemetryOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel);
        // Scopes hold the request's address.
        if (options.JsonLogs)
            logging.AddJsonConsole(console => Shape(console));
        else
            logging.AddSimpleConsole(console =>
            {
                Shape(console);
                console.SingleLine = true;
            });

        // Statements are told from a warning on; who needs them sets Logging__LogLevel__Npgsql=Debug. Values are never part of them.
        // At the front, because the configuration's rules come later and win.
        logging.Services.Configure<LoggerFilterOptions>(filters => filters.Rules.Insert(0, new LoggerFilterRule(null, "Npgsql", LogLevel.Warning, null)));
        // Start and stop are told to people in one line each (Greeting); the host's five lines say less.
        logging.Services.Configure<LoggerFilterOptions>(filters => filters.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.Hosting.Lifetime", LogLevel.Warning, null)));
        logging.Services.PostConfigure<LoggerFilterOptions>(HoldQuotingCategories);
        QuietExceptions.Use(logging.Services);
    }

    private static void Shape(ConsoleFormatterOptions console)
    {
        console.IncludeScopes = false;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    }

    private static void HoldQuotingCategories(LoggerFilterOptions filters)
    {
        for (var i = filters.Rules.Count - 1; i >= 0; i--)
            if (filters.Rules[i] is { CategoryName: { } category } && Array.Exists(Quoting, name => category.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                filters.Rules.RemoveAt(i);
        foreach (var category in Quoting) filters.Rules.Add(new LoggerFilterRule(null, category, LogLevel.Warning, null));
    }
}
