using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Parley.Platform.Telemetry;

/// <summary>Takes the words of exceptions out of the log, whoever logs them and whatever writes the log: what broke may quote what it broke on, a text, a number or
/// a body. The kind, the place and what the system or the database says by a code stay.</summary>
internal sealed class QuietExceptions(ILoggerFactory inner) : ILoggerFactory
{
    public static void Use(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new QuietExceptions(new LoggerFactory(
        provider.GetServices<ILoggerProvider>(), provider.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>(), provider.GetRequiredService<IOptions<LoggerFactoryOptions>>(), provider.GetService<IExternalScopeProvider>()))));

    public ILogger CreateLogger(string categoryName) => new Quiet(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class Quiet(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception is null ? null : new ToldException(exception), formatter);
    }
}

/// <summary>An exception as the log tells it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "it is never thrown; it only stands for another one")]
internal sealed class ToldException(Exception told) : Exception(QuietWords(told) ?? told.GetType().FullName)
{
    /// <summary>How deep causes are followed.</summary>
    private const int Deepest = 10;

    public override string? StackTrace => told.StackTrace;

    public override string ToString()
    {
        var text = new StringBuilder();
        Tell(text, told, 0);
        return text.ToString();
    }

    private static void Tell(StringBuilder text, Exception exception, int depth)
    {
        text.Append(exception.GetType().FullName);
        if (QuietWords(exception) is { } words) text.Append(": ").Append(words);
        if (depth < Deepest)
            foreach (var cause in Causes(exception))
            {
                text.AppendLine().Append(" ---> ");
                Tell(text, cause, depth + 1);
            }
        if (exception.StackTrace is { } places) text.AppendLine().Append(places);
    }

    private static ReadOnlyCollection<Exception> Causes(Exception exception) =>
        exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } one ? new([one]) : ReadOnlyCollection<Exception>.Empty;

    /// <summary>What can be said without quoting anybody; null for nothing.</summary>
    private static string? QuietWords(Exception exception) => exception switch
    {
        // Class 22 is about values, and says them ("invalid input syntax for type uuid: …").
        PostgresException { SqlState: ['2', '2', ..] } data => data.SqlState,
        PostgresException refused => $"{refused.SqlState} {refused.MessageText}",
        // Connections: hosts, ports, timeouts.
        NpgsqlException or SocketException => exception.Message,
        // On this system the result of an I/O call is its errno; the message would name the file.
        IOException { HResult: > 0 and < 200 and var number } => Marshal.GetPInvokeErrorMessage(number),
        _ => null,
    };
}
