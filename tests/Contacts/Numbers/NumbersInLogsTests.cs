using System.Reflection;
using Microsoft.Extensions.Logging;
using Parley.Contacts.Numbers;
using Shouldly;

namespace Parley.Tests.Contacts.Numbers;

[Trait("Requirement", "OPS-03")]
public sealed partial class NumbersInLogsTests
{
    [Fact]
    public void No_log_message_of_the_server_takes_a_phone_number() => TakersOfNumbers(typeof(PhoneNumber).Assembly).ShouldBeEmpty();

    [Fact]
    public void One_that_did_would_be_found() => TakersOfNumbers(typeof(NumbersInLogsTests).Assembly).ShouldBe([nameof(Guilty)]);

    private static IEnumerable<string> TakersOfNumbers(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<LoggerMessageAttribute>() is not null
        where method.GetParameters().Any(parameter => parameter.ParameterType == typeof(PhoneNumber) || parameter.ParameterType == typeof(PhoneNumber?))
        select method.Name;

    [LoggerMessage(LogLevel.Information, "A number: {Number}")]
    private static partial void Guilty(ILogger logger, PhoneNumber number);
}
