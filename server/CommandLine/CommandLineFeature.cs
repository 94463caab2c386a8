namespace Parley.CommandLine;

/// <summary>What a running server does for the command line beside it. What people type is in <see cref="Verbs"/>.</summary>
public static class CommandLineFeature
{
    public static void AddCommandLine(this IServiceCollection services) => services.AddHostedService<AddressFile>();
}
