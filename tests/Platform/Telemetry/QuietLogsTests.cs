using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Platform.Telemetry;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Platform.Telemetry;

[Trait("Requirement", "OPS-03")]
public sealed partial class QuietLogsTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics")]
    [InlineData("Microsoft.AspNetCore.Routing.Matching.DfaMatcher")]
    [InlineData("Microsoft.AspNetCore.Http.RequestDelegateGenerator")]
    [InlineData("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher")]
    [InlineData("System.Net.Http.HttpClient.webhooks.LogicalHandler")]
    public void Whatever_the_configuration_says_the_framework_does_not_quote_requests(string category)
    {
        using var services = Services($"Logging:LogLevel:{category}", "Trace");
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        logger.IsEnabled(LogLevel.Information).ShouldBeFalse();
        logger.IsEnabled(LogLevel.Warning).ShouldBeTrue();
    }

    [Fact]
    public void Our_own_lines_follow_the_configuration()
    {
        using var services = Services("Logging:LogLevel:Parley.Inbox", "Debug");
        var factory = services.GetRequiredService<ILoggerFactory>();
        factory.CreateLogger("Parley.Inbox.Router").IsEnabled(LogLevel.Debug).ShouldBeTrue();
        factory.CreateLogger("Parley.Outbox.Dispatcher").IsEnabled(LogLevel.Debug).ShouldBeFalse();
    }

    [Fact]
    public void Statements_are_told_to_whoever_asks_for_them()
    {
        using var silent = Services("Logging:LogLevel:Default", "Debug");
        silent.GetRequiredService<ILoggerFactory>().CreateLogger("Npgsql.Command").IsEnabled(LogLevel.Information).ShouldBeFalse();
        using var told = Services("Logging:LogLevel:Npgsql", "Debug");
        told.GetRequiredService<ILoggerFactory>().CreateLogger("Npgsql.Command").IsEnabled(LogLevel.Debug).ShouldBeTrue();
    }

    [Fact]
    public void An_exception_is_told_by_its_kind_its_place_and_its_code_and_not_by_its_words()
    {
        using var capture = new LogCapture();
        using var services = Services("Logging:LogLevel:Default", "Debug", capture);
        var logger = services.GetRequiredService<ILogger<QuietLogsTests>>();
        Log(logger, Thrown(() => throw new AggregateException("+5511987650123", new InvalidOperationException("hello Ana", new FormatException("+5511987650123")), new IOException("the file Ana.txt", 28))));
        Log(logger, new PostgresException("invalid input syntax for type uuid: \"hello Ana\"", "ERROR", "ERROR", PostgresErrorCodes.InvalidTextRepresentation));
        Log(logger, new PostgresException("duplicate key value violates unique constraint \"contacts_phone\"", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation));
        Log(logger, new NpgsqlException("Failed to connect to 127.0.0.1:5432", new SocketException((int)SocketError.ConnectionRefused)));

        var told = string.Join('\n', capture.Lines);
        told.ShouldNotContain("Ana");
        told.ShouldNotContain("5511987650123");
        foreach (var part in new[] { "AggregateException", "InvalidOperationException", "FormatException", nameof(An_exception_is_told_by_its_kind_its_place_and_its_code_and_not_by_its_words), "System.IO.IOException: No space left on device", "22P02", "23505", "contacts_phone", "127.0.0.1:5432", "Connection refused" })
            told.ShouldContain(part);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something broke")]
    private static partial void Log(ILogger logger, Exception problem);

    private static AggregateException Thrown(Action act)
    {
        try
        {
            act();
        }
        catch (AggregateException thrown)
        {
            return thrown;
        }
        throw new InvalidOperationException("it did not throw");
    }

    private static ServiceProvider Services(string key, string value, ILoggerProvider? more = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        return new ServiceCollection().AddLogging(logging =>
        {
            logging.AddConfiguration(configuration.GetSection("Logging"));
            logging.WriteQuietly(new TelemetryOptions());
            if (more is not null) logging.AddProvider(more);
        }).BuildServiceProvider();
    }
}
